import Foundation
import SQLEngines
import Sales

/// A view is its member's own and no record: it is kept without any right to change records.
extension Store {
    package func create(_ view: SavedView, _ access: Access) async throws {
        try await writeOwn(access) { try $0.create(view) }
    }

    package func save(_ view: SavedView, _ access: Access) async throws -> SavedView {
        try await writeOwn(access) { try $0.save(view) }
    }

    package func delete(_ id: Identifier<SavedView>, version: Int, _ access: Access) async throws {
        try await writeOwn(access) { try $0.delete(id, version: version) }
    }
}

extension ScopedConnection {
    /// The member's own views and those shared with them, by name.
    package func savedViews(_ kind: SavedView.Kind? = nil) throws -> [SavedView] {
        let ofKind: SQL = kind.map { " AND kind = \($0)" } ?? ""
        return try db.all(
            """
            SELECT \(SavedView.stored) FROM saved_views
            WHERE workspace_id = \(key) AND deleted_at IS NULL AND \(try isShared())\(ofKind)
            ORDER BY name_folded, id
            """
        )
    }

    package func savedView(_ id: Identifier<SavedView>) throws -> SavedView {
        try db.find(
            """
            SELECT \(SavedView.stored) FROM saved_views
            WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL AND \(try isShared())
            """,
            kind: "view"
        )
    }

    /// Keeps a view of the member's own; sharing with the whole workspace changes its settings.
    func create(_ view: SavedView) throws {
        guard view.ownerID == access.member?.id else { throw NotAllowed() }
        try view.validate()
        try requireMayShare(view.sharing)
        try db.run(
            """
            INSERT INTO saved_views (workspace_id, created_at, name_folded, \(SavedView.stored))
            VALUES (\(key), \(access.now), \(view.name.folded), \(view.id), \(view.ownerID), \(view.name),
                \(view.kind), \(view.filter.json), \(view.columns.json), \(view.order), \(view.sharing.word),
                \(view.sharing.teamID), 1)
            """
        )
        let change = Change("view", view.id.erased, version: 1, action: .created)
        try db.log([change], by: Origin(access))
    }

    /// Stores a view as it is now; refuses where it was changed since `view.version`.
    func save(_ view: SavedView) throws -> SavedView {
        let stored = try savedView(view.id)
        try requireOwner(of: stored)
        guard view.ownerID == stored.ownerID else { throw NotAllowed() }
        try view.validate()
        if view.sharing != stored.sharing { try requireMayShare(view.sharing) }
        try write(
            """
            name = \(view.name), name_folded = \(view.name.folded), kind = \(view.kind), filter = \(view.filter.json),
            columns = \(view.columns.json), sort_order = \(view.order), sharing = \(view.sharing.word),
            team_id = \(view.sharing.teamID)
            """,
            view.id,
            version: view.version,
            .updated
        )
        return try savedView(view.id)
    }

    func delete(_ id: Identifier<SavedView>, version: Int) throws {
        try requireOwner(of: try savedView(id))
        try write("deleted_at = \(access.now)", id, version: version, .deleted)
    }

    private func write(
        _ assignments: SQL,
        _ id: Identifier<SavedView>,
        version: Int,
        _ action: Change.Action
    ) throws {
        let count = try db.run(
            """
            UPDATE saved_views SET \(assignments), version = version + 1
            WHERE workspace_id = \(key) AND id = \(id) AND version = \(version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        try db.log([Change("view", id.erased, version: version + 1, action: action)], by: Origin(access))
    }
}

extension ScopedConnection {
    /// That a view is the member's, the workspace's, or of a team that the member is in today.
    private func isShared() throws -> SQL {
        guard let member = access.member else { return "sharing = 'workspace'" }
        let teams = try ownTeams().sorted()
        return "(owner_id = \(member.id) OR sharing = 'workspace' OR team_id IN (\(list: teams)))"
    }

    private func ownTeams() throws -> Set<Identifier<Team>> {
        let memberships = try db.teamMemberships(key).filter { $0.covers(access.today) }
        return Set(memberships.lazy.filter { $0.memberID == access.member?.id }.map(\.teamID))
    }

    /// The teams with which the member may share a view: those they are in, or all for whom settings are open.
    package func teamsToShareViewsWith() throws -> [Team] {
        if access.may(.edit, .settings) { return try teams() }
        let own = try ownTeams()
        return own.isEmpty ? [] : try teams().filter { own.contains($0.id) }
    }

    private func requireMayShare(_ sharing: SavedView.Sharing) throws {
        switch sharing {
        case .private: break
        case .workspace: try require(.edit, .settings)
        case .team(let team): if try !ownTeams().contains(team) { try require(.edit, .settings) }
        }
    }

    /// Others' views are changed by those only who may edit the settings.
    private func requireOwner(of view: SavedView) throws {
        if view.ownerID != access.member?.id { try require(.edit, .settings) }
    }
}

extension SavedView.Kind: SQLBindable, SQLReadable {}

extension SavedView.Sharing {
    fileprivate var word: String {
        switch self {
        case .private: "private"
        case .team: "team"
        case .workspace: "workspace"
        }
    }

    fileprivate var teamID: Identifier<Team>? { if case .team(let id) = self { id } else { nil } }

    fileprivate init(word: String, teamID: Identifier<Team>?) {
        self = if let teamID { .team(teamID) } else { word == "workspace" ? .workspace : .private }
    }
}

extension Encodable {
    /// A text of the database; what is kept so always encodes.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}

extension Decodable {
    init(json text: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) }
}

extension SavedView: SQLReadable {
    static let stored: SQL = "id, owner_id, name, kind, filter, columns, sort_order, sharing, team_id, version"

    package init(from row: inout Row) throws {
        try self.init(id: row.next(), ownerID: row.next(), name: row.next(), kind: row.next())
        filter = try [QueryItem](json: row.next())
        columns = try [String](json: row.next())
        order = try row.next()
        let word: String = try row.next()
        sharing = try Sharing(word: word, teamID: row.next())
        version = try row.next()
    }
}
