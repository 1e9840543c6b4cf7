import SQLEngines
import Sales

/// An open transaction of one workspace, seen with the eyes of one member.
///
/// Its methods are the only queries other targets can write, and each carries the member's data scope.
package struct ScopedConnection {
    let db: any Connection
    package let access: Access
    /// Whose records the member sees; nil for everybody's.
    package let visibleOwners: Set<Identifier<Member>>?
    /// What others have shared with the member or a team.
    package let shared: SharedRecords

    init(_ db: any Connection, _ access: Access) throws {
        self.db = db
        self.access = access
        visibleOwners = try db.visibleOwners(access)
        shared = visibleOwners == nil ? SharedRecords() : try db.sharedRecords(access)
    }

    var key: Int64 { access.workspace.key }

    /// Refuses what the member's role has no right to.
    func require(_ right: Rights, _ kind: RecordKind) throws {
        guard access.may(right, kind) else { throw NotAllowed(right, kind) }
    }

    /// Refuses importing to those who do not see all, since an import looks up and changes whatever its file names.
    func requireImporter(of kind: RecordKind) throws {
        guard visibleOwners == nil else { throw NotAllowed(.import, kind) }
        try require(.import, kind)
    }

    /// Refuses what concerns a run to those who could not have made it.
    func requireImporter(of run: Import) throws {
        try requireImporter(of: RecordKind(rawValue: run.kind) ?? .opportunities)
    }

    /// Refuses the steps that all imports have to those who may import nothing.
    func requireImporter() throws {
        guard visibleOwners == nil, RecordKind.allCases.contains(where: { access.may(.import, $0) }) else {
            throw NotAllowed(.import, nil)
        }
    }
}
