import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A name` {
    /// 400 of what a reader sees as characters, 800 of what a database counts.
    private static let accented = String(repeating: "e\u{301}\u{323}", count: 250)
    private static let longest = String(repeating: "中", count: 500)

    static let creations: [@Sendable (ScopedConnection, String, NamedWorld) throws -> Void] = [
        { db, name, _ in try db.create(Account(id: Identifier(high: 9, low: 1), name: name)) },
        { db, name, _ in try db.create(Contact(id: Identifier(high: 9, low: 1), name: name)) },
        { db, name, _ in try db.create(Member(id: Identifier(high: 9, low: 1), name: name)) },
        { db, name, _ in try db.create(Team(id: Identifier(high: 9, low: 1), name: name)) },
        { db, name, _ in try db.create(Product(id: Identifier(high: 9, low: 1), name: name)) },
        { db, name, _ in try db.create(LossReason(id: Identifier(high: 9, low: 1), name: name)) },
        { db, name, world in
            let pipeline = Pipeline(id: Identifier(high: 9, low: 1), name: name)
            let stage = Stage(id: Identifier(high: 9, low: 2), name: "Lead")
            let process = ProcessVersion(pipelineID: pipeline.id, number: 1, effectiveFrom: .first, stages: [stage])
            try db.create(pipeline, process: process)
        },
        { db, name, world in _ = try db.create(NewOpportunity(name: name, pipelineID: world.pipeline.id)) },
        { db, name, world in _ = try db.edit(world.acme.id) { (account: inout Account) in account.name = name } },
    ]

    @Test(arguments: Engine.available, creations.indices)
    func `has up to 500 code points`(_ engine: Engine, _ index: Int) async throws {
        try await engine.withWorld { world in
            for (name, error) in [(Self.accented, NameError.tooLong), (" \u{3000}", .empty)] {
                await #expect(throws: error) {
                    try await world.store.write(world.asOperator()) { try Self.creations[index]($0, name, world) }
                }
            }
            try await world.store.write(world.asOperator()) { try Self.creations[index]($0, Self.longest, world) }
        }
    }

    @Test(arguments: Engine.available) func `of a workspace or a stage has no more either`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            await #expect(throws: WorkspaceError.nameUnfit) {
                try await world.store.createWorkspace(
                    name: Self.accented,
                    currency: world.workspace.currency,
                    timeZone: "UTC",
                    language: .english,
                    now: world.now
                )
            }
            var process = world.process
            process.number = 2
            process.stages[0].name = Self.accented
            await #expect(throws: ProcessError.nameTooLong(Self.accented)) {
                try await world.store.write(world.asOperator()) { [process] in try $0.publish(process) }
            }
        }
    }
}
