import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A member's data scope` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var member: KeyPath<NamedWorld, Member> & Sendable
        var scope: DataScope
        var sees: Set<String>
    }

    static let cases = [
        Case(testDescription: "own", member: \.ana, scope: .own, sees: ["of Ana"]),
        Case(testDescription: "team", member: \.ana, scope: .team, sees: ["of Ana"]),
        Case(testDescription: "team and below", member: \.ana, scope: .teamAndBelow, sees: ["of Ana", "of Ben"]),
        Case(testDescription: "all", member: \.ana, scope: .all, sees: ["of Ana", "of Ben", "of Cleo"]),
        Case(testDescription: "a rep's", member: \.ben, scope: .own, sees: ["of Ben"]),
    ]

    @Test(arguments: Engine.available, cases)
    func `bounds what is listed and found`(_ engine: Engine, _ example: Case) async throws {
        try await engine.withWorld { world in
            var all: [Opportunity] = []
            for member in [world.ana, world.ben, world.cleo] {
                all.append(try await world.make("of \(member.name)", owner: member))
            }
            let access = world.access(world[keyPath: example.member], scope: example.scope)
            let listed = try await world.store.read(access) { try $0.opportunities() }
            #expect(Set(listed.map(\.name)) == example.sees)
            for opportunity in all where !example.sees.contains(opportunity.name) {
                await #expect(throws: NotFound(kind: "opportunity")) {
                    try await world.store.read(access) { try $0.opportunity(opportunity.id) }
                }
                await #expect(throws: NotFound(kind: "opportunity")) {
                    try await world.store.write(access) { try $0.void([1], of: opportunity.id) }
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `ends at the workspace`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = try await world.make("of Ana", owner: world.ana)
            let other = try await world.store.createWorkspace(
                name: "Other",
                currency: world.workspace.currency,
                timeZone: "UTC",
                language: .english,
                now: world.now
            )
            await #expect(throws: NotFound.self) {
                try await world.store.read(Access(operatorOf: other, now: world.now)) { try $0.opportunity(made.id) }
            }
        }
    }

    @Test(arguments: Engine.available) func `of who may only read writes nothing`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            var reader = world.ben
            reader.role = .readOnly
            await #expect(throws: NotAllowed.self) {
                try await world.store.write(world.access(reader)) { try $0.create(world.acme) }
            }
        }
    }
}

@Suite struct `What only administrators may change` {
    static let changes: [@Sendable (ScopedConnection, NamedWorld) throws -> Void] = [
        { db, world in try db.create(Member(id: Identifier(high: 9, low: 1), name: "New")) },
        { db, world in _ = try db.setRole(.admin, of: world.cleo.id) },
        { db, world in try db.create(Team(id: Identifier(high: 9, low: 1), name: "New")) },
        { db, world in try db.create([TeamMembership(memberID: world.ben.id, teamID: world.south.id)]) },
        { db, world in try db.create(Product(id: Identifier(high: 9, low: 1), name: "New")) },
        { db, world in try db.create(LossReason(id: Identifier(high: 9, low: 1), name: "New")) },
        { db, world in
            var process = world.process
            process.number = 2
            try db.publish(process)
        },
    ]

    @Test(arguments: changes.indices) func `is refused to a rep and a manager`(_ index: Int) async throws {
        try await Engine.sqlite.withWorld { world in
            for member in [world.ana, world.ben] {
                await #expect(throws: NotAllowed.self) {
                    try await world.store.write(world.access(member)) { try Self.changes[index]($0, world) }
                }
            }
            var admin = world.ben
            admin.role = .admin
            try await world.store.write(world.access(admin)) { try Self.changes[index]($0, world) }
        }
    }
}

@Suite struct `Importing` {
    static let steps: [@Sendable (ScopedConnection, NamedWorld, Import) throws -> Void] = [
        { db, _, _ in _ = try db.beginImport() },
        { db, _, run in _ = try db.importRun(of: run.file) },
        { db, _, run in _ = try db.failedRows(of: run.id) },
        { db, _, run in try db.lockImports(at: run) },
        { db, _, run in _ = try db.importRun(run.id) },
        { db, _, _ in _ = try db.importRuns() },
        { db, _, _ in try db.lockImports() },
        { db, _, run in try db.save(run, after: run) },
        { db, _, _ in let _: [String: Found<Account>] = try db.records(externalKeys: ["1"]) },
        { db, _, _ in let _: [String: Found<Contact>] = try db.records(externalKeys: ["1"]) },
        { db, _, _ in let _: [String: Found<Product>] = try db.records(externalKeys: ["1"]) },
        { db, _, _ in let _: [String: Found<Member>] = try db.records(externalKeys: ["1"]) },
        { db, _, _ in let _: [String: [Account]] = try db.records(foldedNames: ["acme"]) },
        { db, _, _ in let _: [String: [Contact]] = try db.records(foldedNames: ["acme"]) },
        { db, _, _ in let _: [String: [Product]] = try db.records(foldedNames: ["acme"]) },
        { db, _, _ in let _: [String: [Member]] = try db.records(foldedNames: ["ana"]) },
        { db, _, _ in _ = try db.opportunities(externalKeys: ["1"]) },
        { db, _, _ in _ = try db.histories(of: []) },
        { db, _, run in _ = try db.historyParts(of: [], run) },
        { db, _, run in _ = try db.findings(of: run, failures: true, limit: 1) },
        { db, _, run in _ = try db.noteCount(of: run) },
        { db, _, run in try db.add([ImportFinding(row: 1, isFailure: true, sentence: "No.")], to: run) },
        { db, _, run in try db.create([Account](), in: run) },
        { db, _, run in try db.create([Contact](), in: run) },
        { db, _, run in try db.create([Member](), in: run) },
        { db, _, run in try db.create([Product](), in: run) },
        { db, _, run in try db.create(teams: [], in: run) },
        { db, _, run in try db.create(memberships: [], in: run) },
        { db, _, run in try db.create(LossReason(id: Identifier(high: 9, low: 1), name: "New"), in: run) },
        { db, world, run in try db.update(world.acme, from: world.acme, in: run) },
        { db, world, run in try db.update(world.ben, from: world.ben, in: run) },
        { db, _, run in try db.revive([Identifier<Account>](), in: run) },
        { db, _, run in try db.revive([Identifier<Contact>](), in: run) },
        { db, _, run in try db.revive([Identifier<Product>](), in: run) },
        { db, _, run in try db.revive([Identifier<Member>](), in: run) },
        { db, _, run in try db.revive(opportunities: [], in: run) },
        { db, _, run in try db.write([], in: run) },
        { db, world, run in _ = try db.place(world.ben.id, in: world.south.id, run: run) },
        { db, _, run in _ = try db.undoOpportunities(of: run, ImportUndo()) },
        { db, _, run in _ = try db.undoRecords(of: run, ImportUndo()) },
    ]

    @Test(arguments: Engine.available) func `is refused to a rep and a manager at every step`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let run = try await world.store.write(world.asOperator()) { try $0.beginImport() }
            var admin = world.ben
            admin.role = .admin
            for step in Self.steps.indices {
                for member in [world.ana, world.ben] {
                    await #expect(throws: NotAllowed.self, "\(step)") {
                        try await world.store.write(world.access(member)) { try Self.steps[step]($0, world, run) }
                    }
                }
                try await world.store.write(world.access(admin)) { try Self.steps[step]($0, world, run) }
            }
        }
    }
}
