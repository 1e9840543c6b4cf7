import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Product lines` {
    private let pump = Product(id: Identifier(high: 30, low: 1), name: "Pump")
    private let valve = Product(id: Identifier(high: 30, low: 2), name: "Valve")

    private func line(_ low: UInt64, _ product: Product, _ quantity: String, _ price: Int64, _ world: NamedWorld) throws
        -> OpportunityLine
    {
        OpportunityLine(
            id: Identifier(high: 31, low: low),
            productID: product.id,
            quantity: try Quantity(typed: quantity),
            unitPrice: Amount(minor: price, currency: world.workspace.currency)
        )
    }

    private func prepare(_ engine: Engine, _ body: (NamedWorld, Identifier<Opportunity>) async throws -> Void)
        async throws
    {
        try await engine.withWorld { world in
            let id = try await world.make("Acme renewal", owner: world.ben).id
            try await world.store.write(world.asOperator()) { db in
                for product in [pump, valve] { try db.create(product) }
            }
            try await body(world, id)
        }
    }

    @Test(arguments: Engine.available) func `feed the amount until somebody types another`(_ engine: Engine)
        async throws
    {
        try await prepare(engine) { world, id in
            func amount() async throws -> Int64? {
                try await world.store.read(world.asOperator(90)) { try $0.opportunity(id).values.amount?.minor }
            }
            let (first, second) = (try line(1, pump, "2", 500, world), try line(2, valve, "1.5", 100, world))
            try await world.store.write(world.access(world.ben, after: 1)) { db in
                try db.add(first, to: id)
                // A form that was sent twice.
                try db.add(first, to: id)
            }
            #expect(try await amount() == 1000)
            try await world.store.write(world.access(world.ben, after: 2)) { try $0.add(second, to: id) }
            #expect(try await amount() == 1150)
            try await world.store.write(world.access(world.ben, after: 3)) { db in
                try db.edit(first.id, of: id, version: 1) { $0.discount = Discount(hundredths: 1000) }
            }
            #expect(try await amount() == 1050)
            try await world.store.write(world.access(world.ben, after: 4)) { db in
                _ = try db.revise(id) { $0.amount?.minor = 2000 }
                try db.edit(second.id, of: id, version: 1) { $0.quantity = Quantity(thousandths: 1000) }
            }
            #expect(try await amount() == 2000)
            try await world.store.write(world.access(world.ben, after: 5)) { try $0.takeSumOfLines(id) }
            #expect(try await amount() == 1000)
            try await world.store.write(world.access(world.ben, after: 6)) { db in
                try db.setRemoved(true, first.id, of: id, version: 2)
                try db.setRemoved(true, second.id, of: id, version: 2)
            }
            #expect(try await amount() == nil)
            try await world.store.write(world.access(world.ben, after: 7)) { db in
                try db.setRemoved(false, second.id, of: id, version: 3)
            }
            #expect(try await amount() == 100)
            let read = try await world.store.read(world.asOperator(90)) { db in
                (try db.opportunity(id).productID, try db.history(of: id).count { $0.action == .updated })
            }
            #expect(read.0 == pump.id)
            #expect(read.1 == 8)
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
        }
    }

    @Test(arguments: Engine.available) func `are changed by one at a time, and told in the history`(_ engine: Engine)
        async throws
    {
        try await prepare(engine) { world, id in
            let first = try line(1, pump, "2", 500, world)
            try await world.store.write(world.access(world.ben, after: 1)) { try $0.add(first, to: id) }
            try await world.store.write(world.access(world.ben, after: 2)) { db in
                try db.edit(first.id, of: id, version: 1) { $0.quantity = Quantity(thousandths: 3000) }
            }
            await #expect(throws: ChangedMeanwhile()) {
                try await world.store.write(world.access(world.ana, after: 3)) { db in
                    try db.edit(first.id, of: id, version: 1) { $0.quantity = Quantity(thousandths: 4000) }
                }
            }
            await #expect(throws: NotFound(kind: "opportunity")) {
                try await world.store.write(world.access(world.cleo, after: 3)) { db in
                    try db.setRemoved(true, first.id, of: id, version: 2)
                }
            }
            let other = OpportunityLine(
                id: Identifier(high: 31, low: 9),
                productID: valve.id,
                quantity: Quantity(thousandths: 1000),
                unitPrice: Amount(minor: 1, currency: .usDollar)
            )
            await #expect(throws: LineError.otherCurrency(world.workspace.currency)) {
                try await world.store.write(world.access(world.ben, after: 3)) { try $0.add(other, to: id) }
            }
            let told = try await world.store.read(world.access(world.ben, after: 4)) { db in
                try db.history(of: id).first { $0.fields.contains { $0.name == "quantity" } }
            }
            let quantity = try #require(told?.fields.first { $0.name == "quantity" })
            #expect(quantity == ChangedField(name: "quantity", before: .text("2"), after: .text("3")))
            let product = try #require(told?.fields.first { $0.name == "lineProduct" })
            #expect(product.after == .record("Pump"))
        }
    }
}
