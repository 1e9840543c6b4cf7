import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A list of choices` {
    @Test(arguments: Engine.available, ChoiceList.allCases)
    func `is added to, put in order, renamed, and retired`(_ engine: Engine, _ list: ChoiceList) async throws {
        try await engine.withWorld { world in
            func names(retired: Bool = false) async throws -> [String] {
                try await world.store.read(world.asOperator(9)) { db in
                    try db.choices(list).filter { $0.isRetired == retired && $0.name != "Price" }.map(\.name)
                }
            }
            let made = try await world.store.write(world.asOperator(1)) { db in
                try ["Fair", "Web", "Call"].map { try db.addChoice($0, to: list) }
            }
            #expect(try await names() == ["Fair", "Web", "Call"])
            try await world.store.write(world.asOperator(2)) { try $0.move(made[2].id, in: list, up: true, version: 1) }
            #expect(try await names() == ["Fair", "Call", "Web"])
            try await world.store.write(world.asOperator(3)) { db in
                try db.edit(made[0].id, of: list, version: 1) { $0.name = "Trade fair" }
                try db.edit(made[1].id, of: list, version: 1) { $0.isRetired = true }
            }
            #expect(try await names() == ["Trade fair", "Call"])
            #expect(try await names(retired: true) == ["Web"])
            await #expect(throws: ChangedMeanwhile()) {
                try await world.store.write(world.asOperator(4)) { db in
                    try db.edit(made[0].id, of: list, version: 1) { $0.name = "Fairs" }
                }
            }
            await #expect(throws: ChoiceError.nameTaken("WEB")) {
                try await world.store.write(world.asOperator(4)) { try $0.addChoice("WEB", to: list) }
            }
            let newest = try await world.store.read(world.asOperator(5)) { try $0.history(limit: 2) }
            #expect(newest.map(\.recordName).sorted { ($0 ?? "") < ($1 ?? "") } == ["Trade fair", "Web"])
        }
    }

    @Test(arguments: Engine.available) func `keeps a last reason, and offers only what is not retired`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let price = Identifier<Choice>(world.price.id.erased)
            await #expect(throws: ChoiceError.lastReason) {
                try await world.store.write(world.asOperator(1)) { db in
                    try db.edit(price, of: .lossReasons, version: 1) { $0.isRetired = true }
                }
            }
            try await world.store.write(world.asOperator(2)) { db in
                try db.addChoice("Function", to: .lossReasons)
                try db.edit(price, of: .lossReasons, version: 1) { $0.isRetired = true }
            }
            let offered = try await world.store.read(world.asOperator(3)) { try $0.lossReasons() }
            #expect(offered.map(\.name) == ["Function"])
        }
    }

    @Test(arguments: Engine.available) func `of sources knows what opportunities name`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator(1)) { db in
                for (source, owner) in [("Fair", world.ben), ("Fair", world.cleo), ("Web", world.ben)] {
                    var new = NewOpportunity(name: "Pumps", pipelineID: world.pipeline.id)
                    (new.source, new.ownerID) = (source, owner.id)
                    _ = try db.create(new)
                }
            }
            func told(_ access: Access) async throws -> [String] {
                try await world.store.read(access) { try $0.sourcesInUse().map { "\($0.name) \($0.count)" } }
            }
            #expect(try await told(world.asOperator(2)) == ["Fair 2", "Web 1"])
            #expect(try await told(world.access(world.cleo)) == ["Fair 1"])
        }
    }
}

@Suite struct `A product or team` {
    @Test(arguments: Engine.available) func `is retired or led, as the log tells`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let product = Product(id: Identifier(high: 7, low: 1), name: "GTX")
            try await world.store.write(world.asOperator(1)) { db in
                try db.create(product)
                _ = try db.edit(product.id, version: 1) { (product: inout Product) in product.retiredAt = db.access.now
                }
                _ = try db.edit(world.north.id, version: 1) { (team: inout Team) in team.leadID = world.ana.id }
            }
            try await world.store.read(world.asOperator(2)) { db in
                #expect(try db.products().map(\.retiredAt) == [world.time(1)])
                #expect(try db.teams().first { $0.id == world.north.id }?.leadID == world.ana.id)
                let fields = try db.history(limit: 2).flatMap(\.fields)
                #expect(fields.contains(ChangedField(name: "lead", before: .nothing, after: .record("Ana"))))
            }
            await #expect(throws: NotFound.self) {
                try await world.store.write(world.asOperator(3)) { db in
                    _ = try db.edit(world.north.id) { (team: inout Team) in team.leadID = Identifier(high: 99, low: 99)
                    }
                }
            }
        }
    }
}
