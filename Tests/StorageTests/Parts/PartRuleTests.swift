import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Parts that several people change` {
    private let pump = Product(id: Identifier(high: 30, low: 1), name: "Pump")
    private let li = Contact(id: Identifier(high: 40, low: 1), name: "Li Wei")
    private let wang = Contact(id: Identifier(high: 40, low: 2), name: "Wang Fang")

    private func prepare(_ engine: Engine, _ body: (NamedWorld, Identifier<Opportunity>) async throws -> Void)
        async throws
    {
        try await engine.withWorld { world in
            let id = try await world.make("Acme renewal", owner: world.ben).id
            try await world.store.write(world.asOperator()) { db in
                try db.create(pump)
                for contact in [li, wang] { try db.create(contact) }
            }
            try await body(world, id)
        }
    }

    private func line(_ low: UInt64, _ world: NamedWorld) -> OpportunityLine {
        OpportunityLine(
            id: Identifier(high: 31, low: low),
            productID: pump.id,
            quantity: Quantity(thousandths: 1000),
            unitPrice: Amount(minor: 100, currency: world.workspace.currency)
        )
    }

    @Test(arguments: Engine.available) func `at once feed the amount with all their lines`(_ engine: Engine)
        async throws
    {
        try await prepare(engine) { world, id in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for low in 1...8 as ClosedRange<UInt64> {
                    group.addTask {
                        let line = line(low, world)
                        // Several may take the record's next revision first.
                        while true {
                            do {
                                return try await world.store.write(world.access(world.ben, after: 1)) { db in
                                    try db.add(line, to: id)
                                }
                            } catch is ChangedMeanwhile { continue }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let (amount, count) = try await world.store.read(world.asOperator(2)) { db in
                (try db.opportunity(id).values.amount?.minor, try db.lines(of: id).count)
            }
            #expect(count == 8)
            #expect(amount == 800)
        }
    }

    @Test(arguments: Engine.available) func `by one form that comes twice at once are there once`(_ engine: Engine)
        async throws
    {
        try await prepare(engine) { world, id in
            let part = OpportunityContact(id: Identifier(high: 41, low: 1), contactID: li.id)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...4 {
                    group.addTask {
                        try await world.store.write(world.access(world.ben, after: 1)) { db in
                            try db.add(part, to: id)
                            try db.addTags("VIP", to: .opportunity, id.erased)
                            let rival = try db.competitor(named: "Globex")
                            try db.add(
                                OpportunityCompetitor(id: Identifier(high: 42, low: 1), competitorID: rival),
                                to: id
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await world.store.read(world.asOperator(2)) { db in
                let counts = try [db.contacts(of: id).count, db.competitors(of: id).count, db.tags().count]
                #expect(counts == [1, 1, 1])
            }
        }
    }

    @Test(arguments: Engine.available) func `are lost to nobody once the sale is not lost`(_ engine: Engine)
        async throws
    {
        try await prepare(engine) { world, id in
            func isLost() async throws -> [Bool] {
                try await world.store.read(world.asOperator(90)) { try $0.competitors(of: id).map(\.isLostTo) }
            }
            for (minute, takesBack) in [(1, true), (4, false)] as [(Int64, Bool)] {
                let moved = try await world.store.write(world.access(world.ben, after: minute)) { db in
                    let change = NewStageChange(
                        stageID: world.lost.id,
                        happenedAt: world.time(minute),
                        lossReasonID: world.price.id
                    )
                    let moved = try db.move(id, change)
                    try db.markLost(id, to: db.competitor(named: "Globex"))
                    return moved
                }
                #expect(try await isLost() == [true])
                try await world.store.write(world.access(world.ben, after: minute + 1)) { db in
                    if takesBack { return _ = try db.undoMove(moved.revisionNumber, of: id) }
                    try db.move(id, NewStageChange(stageID: world.lead.id, happenedAt: world.time(minute + 1)))
                }
                #expect(try await isLost() == [false])
            }
        }
    }

    @Test(arguments: Engine.available) func `keep who is primary, and tell who was`(_ engine: Engine) async throws {
        try await prepare(engine) { world, id in
            let (first, second) = (
                OpportunityContact(id: Identifier(high: 41, low: 1), contactID: li.id, isPrimary: true),
                OpportunityContact(id: Identifier(high: 41, low: 2), contactID: wang.id)
            )
            func chain(_ minute: Int64) async throws -> [OpportunityContact] {
                try await world.store.read(world.asOperator(minute)) { try $0.contacts(of: id) }
            }
            try await world.store.write(world.access(world.ben, after: 1)) { db in
                for part in [first, second] { try db.add(part, to: id) }
            }
            let version = try await chain(2)[0].version
            try await world.store.write(world.access(world.ben, after: 3)) { db in
                try db.setRemoved(true, first.id, of: id, version: version)
                try db.setRemoved(false, first.id, of: id, version: version + 1)
            }
            #expect(try await chain(4).map(\.isPrimary) == [true, false])
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                try db.edit(second.id, of: id, version: 1) { $0.isPrimary = true }
            }
            let told = try await world.store.read(world.access(world.ben, after: 6)) { try $0.history(of: id) }
            let ended = told.filter { entry in
                entry.fields.contains { $0.name == "isPrimary" && $0.after == .number(0) }
            }
            #expect(ended.count == 1)
            #expect(ended.first?.fields.contains { $0.after == .record("Li Wei") } == true)
            let now = try await chain(7)
            try await world.store.write(world.access(world.ben, after: 8)) { db in
                try db.setRemoved(true, first.id, of: id, version: now[1].version)
                try db.setRemoved(false, first.id, of: id, version: now[1].version + 1)
            }
            #expect(try await chain(9).map(\.isPrimary) == [true, false])
            #expect(try await chain(9)[0].contactID == wang.id)
        }
    }

    @Test(arguments: Engine.available) func `do not bring retired tags back, nor hundreds at once`(_ engine: Engine)
        async throws
    {
        try await prepare(engine) { world, id in
            try await world.store.write(world.asOperator(1)) { db in
                try db.addTags("Old, New", to: .opportunity, id.erased)
                let old = try #require(try db.tags().first { $0.name == "Old" })
                try db.edit(old.id, version: 1) { $0.isRetired = true }
                // It stands here already and stays.
                try db.addTags("old", to: .opportunity, id.erased)
                #expect(throws: TagError.retired("Old")) { try db.addTags("old", to: .account, world.acme.id.erased) }
                let many = (1...21).map { "t\($0)" }.joined(separator: ",")
                #expect(throws: TagError.tooMany) { try db.addTags(many, to: .opportunity, id.erased) }
                #expect(try db.tags().count == 2)
            }
        }
    }

    @Test(arguments: Engine.available) func `are unmerged by those who could merge them`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            let merge = try await world.store.write(world.asOperator(1)) { db in
                _ = try db.edit(world.globex.id) { (account: inout Account) in account.ownerID = world.cleo.id }
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.ownerID = world.ben.id }
                let version = try (db.globex(world).version, db.account(world.acme.id).version)
                return try db.merge(NewMerge((world.globex.id, version.0), into: (world.acme.id, version.1)))
            }
            let rights = RoleRights(dataScope: .own, [.accounts: [.see, .edit, .delete]])
            let ben = Access(world.ben, in: world.workspace, rights: rights, now: world.time(2))
            await #expect(throws: NotAllowed(.delete, .accounts)) {
                try await world.store.write(ben) { try $0.undo(merge.id) }
            }
            try await world.store.write(world.asOperator(3)) { _ = try $0.undo(merge.id) }
        }
    }

    @Test(arguments: Engine.available) func `know the prices of all products by one question`(_ engine: Engine)
        async throws
    {
        try await engine.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.store.write(world.asOperator()) { db in
                for low in 1...9 as ClosedRange<UInt64> {
                    let price = Amount(minor: Int64(low), currency: world.workspace.currency)
                    try db.create(Product(id: Identifier(high: 30, low: low), name: "Pump \(low)", prices: [price]))
                }
            }
            let before = recording.statements.count
            let prices = try await world.store.read(world.asOperator(1)) {
                try $0.products().map { $0.prices.map(\.minor) }
            }
            #expect(prices == (1...9).map { [$0] })
            #expect(recording.statements.count - before <= 4)
        }
    }
}

extension ScopedConnection {
    fileprivate func globex(_ world: NamedWorld) throws -> Account { try account(world.globex.id) }
}
