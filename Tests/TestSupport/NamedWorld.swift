import SQLEngines
import Sales
import Storage

/// A small company that tests know by name: Ana owns sales, Ben is on her team, Cleo in the other one.
///
/// Its ids are fixed and sort before any made at run time; its time is 2026-01-05T09:00Z.
package struct NamedWorld: Sendable {
    package let store: Store
    package let workspace: Workspace
    package let now = Instant(milliseconds: 1_767_603_600_000)

    package let ana = Member(id: Identifier(high: 1, low: 1), name: "Ana", role: .manager)
    package let ben = Member(id: Identifier(high: 1, low: 2), name: "Ben")
    package let cleo = Member(id: Identifier(high: 1, low: 3), name: "Cleo")
    package let acme = Account(id: Identifier(high: 2, low: 1), name: "Acme")
    package let globex = Account(id: Identifier(high: 2, low: 2), name: "Globex")
    package let price = LossReason(id: Identifier(high: 3, low: 1), name: "Price")
    package let pipeline = Pipeline(id: Identifier(high: 4, low: 0), name: "Sales")
    package let lead = Stage(id: Identifier(high: 4, low: 1), name: "Lead")
    package let proposal = Stage(id: Identifier(high: 4, low: 2), name: "Proposal")
    package let won = Stage(id: Identifier(high: 4, low: 3), name: "Won", kind: .won)
    package let lost = Stage(id: Identifier(high: 4, low: 4), name: "Lost", kind: .lost)
    package let north = Team(id: Identifier(high: 5, low: 1), name: "North")
    package let northEast = Team(
        id: Identifier(high: 5, low: 2),
        name: "North East",
        parentID: Identifier(high: 5, low: 1)
    )
    package let south = Team(id: Identifier(high: 5, low: 3), name: "South")

    /// Fills a migrated database.
    package init(_ database: any Database) async throws {
        store = Store(database)
        workspace = try await store.createWorkspace(
            name: "Acme Sales",
            currency: Currency("EUR")!,
            timeZone: "Europe/Amsterdam",
            language: .english,
            startingReasons: false,
            now: now
        )
        try await fill()
    }

    private func fill() async throws {
        try await store.write(asOperator()) { [self] db in
            for member in [ana, ben, cleo] { try db.create(member) }
            for team in [north, northEast, south] { try db.create(team) }
            try db.create([
                TeamMembership(memberID: ana.id, teamID: north.id),
                TeamMembership(memberID: ben.id, teamID: northEast.id),
                TeamMembership(memberID: cleo.id, teamID: south.id),
            ])
            for account in [acme, globex] { try db.create(account) }
            try db.create(price)
            try db.create(pipeline, process: process)
        }
    }

    package var process: ProcessVersion {
        ProcessVersion(
            pipelineID: pipeline.id,
            number: 1,
            effectiveFrom: .first,
            stages: [lead, proposal, won, lost]
        )
    }

    package func asOperator(_ after: Int64 = 0) -> Access { Access(operatorOf: workspace, now: time(after)) }

    /// The access of a member with its role's standard rights, and another data scope where one is named.
    package func access(_ member: Member, scope: DataScope? = nil, after: Int64 = 0) -> Access {
        var rights = RoleRights(defaultOf: member.role)
        if let scope { rights.dataScope = scope }
        return Access(member, in: workspace, rights: rights, now: time(after))
    }

    /// So many minutes after the world's beginning.
    package func time(_ minutes: Int64) -> Instant { Instant(milliseconds: now.milliseconds + minutes * 60_000) }
}

extension Engine {
    /// Runs `body` in a named world on a fresh database of this engine.
    package func withWorld(_ body: (NamedWorld) async throws -> Void) async throws {
        try await withDatabase(migrations) { database in
            try await body(NamedWorld(database))
        }
    }
}
