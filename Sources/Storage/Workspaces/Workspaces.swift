import SQLEngines
import Sales

/// A workspace that cannot be made as asked.
package enum WorkspaceError: Error, Equatable {
    case nameTaken(String)
    case nameUnfit
    case unknownTimeZone(String)
    /// Amounts were entered in the present one.
    case currencyInUse
    case unknown(String)
    /// Several workspaces and none named; the names there are.
    case ambiguous([String])
    case none
}

extension WorkspaceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nameTaken(let name): "There is a workspace named \(name) already. Choose another name."
        case .nameUnfit: "A workspace needs a name of 1 to 500 characters."
        case .unknownTimeZone(let zone): "There is no time zone \(zone). Use an IANA name such as Europe/Amsterdam."
        case .currencyInUse: "Opportunities have amounts in the workspace's currency, so it cannot be changed."
        case .unknown(let name): "There is no workspace named \(name)."
        case .ambiguous(let names):
            "There are several workspaces; name one with --workspace: \(names.joined(separator: ", "))."
        case .none: "There is no workspace yet. Make one with `sluice workspace create`, or import a file."
        }
    }
}

extension Store {
    /// Makes a workspace, with the starting list of loss reasons unless it brings its own.
    package func createWorkspace(
        name: String,
        currency: Currency,
        timeZone: String,
        language: Language,
        startingReasons: Bool = true,
        now: Instant
    ) async throws -> Workspace {
        let setting = WorkspaceSetting(name: name, currency: currency, timeZone: timeZone, language: language)
        return try await setting.telling {
            try await database.write { try $0.createWorkspace(setting, startingReasons: startingReasons, now: now) }
        }
    }

    /// Every workspace of the installation, the oldest first.
    package func workspaces() async throws -> [Workspace] {
        try await database.read { try $0.all("SELECT \(Workspace.columns) FROM workspaces ORDER BY id") }
    }

    /// The workspace of that name, or the only one.
    package func workspace(named name: String?) async throws -> Workspace {
        let all = try await workspaces()
        if let name {
            guard let found = all.first(where: { $0.name.folded == name.folded }) else {
                throw WorkspaceError.unknown(name)
            }
            return found
        }
        guard let first = all.first else { throw WorkspaceError.none }
        guard all.count == 1 else { throw WorkspaceError.ambiguous(all.map(\.name)) }
        return first
    }
}

private let workspaceLock: Int64 = 0x534C_0002 << 32

extension Connection {
    /// Makes a workspace in a transaction that may go on with it.
    func createWorkspace(_ setting: WorkspaceSetting, startingReasons: Bool = true, now: Instant) throws -> Workspace {
        try setting.check()
        try lock(workspaceLock)
        let last: Int64? = try first("SELECT id FROM workspaces ORDER BY id DESC LIMIT 1")
        let workspace = Workspace(
            id: Identifier(at: now),
            key: (last ?? 0) + 1,
            name: setting.name,
            currency: setting.currency,
            timeZone: setting.timeZone,
            language: setting.language
        )
        try insert(workspace, now: now)
        if startingReasons { try createStartingReasons(workspace, now: now) }
        if startingReasons { try createStartingRoles(workspace, now: now) }
        return workspace
    }

    private func insert(_ workspace: Workspace, now: Instant) throws {
        try run(
            """
            INSERT INTO workspaces (id, public_id, name, name_folded, currency, time_zone, language, created_at, version)
            VALUES (\(workspace.key), \(workspace.id), \(workspace.name), \(workspace.name.folded),
                \(workspace.currency), \(workspace.timeZone), \(workspace.language), \(now), 1)
            """
        )
        try log(
            [Change("workspace", workspace.id.erased, version: 1, action: .created)],
            by: Origin(Access(operatorOf: workspace, now: now))
        )
    }

    private func createStartingReasons(_ workspace: Workspace, now: Instant) throws {
        let origin = Origin(Access(operatorOf: workspace, now: now))
        for reason in LossReason.startingList(in: workspace.language, makeID: { Identifier(at: now) }) {
            try create(reason, by: origin)
        }
    }
}

extension Workspace: SQLReadable {
    static let columns: SQL = "public_id, id, name, currency, time_zone, language"

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            key: row.next(),
            name: row.next(),
            currency: row.next(),
            timeZone: row.next(),
            language: row.next()
        )
    }
}
