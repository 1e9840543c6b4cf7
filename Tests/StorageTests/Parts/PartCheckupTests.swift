import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A look at the parts of opportunities` {
    private let pump = Product(id: Identifier(high: 30, low: 1), name: "Pump")
    private let li = Contact(id: Identifier(high: 40, low: 1), name: "Li Wei")
    private let wang = Contact(id: Identifier(high: 40, low: 2), name: "Wang Fang")
    private let other = Contact(id: Identifier(high: 40, low: 3), name: "Zhao Yun")

    /// An opportunity with two lines, two contacts, of whom one is merged into a third, and tags.
    private func fill(_ world: NamedWorld) async throws -> Identifier<Opportunity> {
        let id = try await world.make("Acme renewal", owner: world.ben).id
        try await world.store.write(world.asOperator(1)) { db in
            try db.create(pump)
            for contact in [li, wang, other] { try db.create(contact) }
            try db.addTags("VIP", to: .opportunity, id.erased)
            for (low, contact) in [(1, li), (2, wang)] as [(UInt64, Contact)] {
                let part = OpportunityContact(id: Identifier(high: 41, low: low), contactID: contact.id)
                try db.add(part, to: id)
            }
            try db.edit(Identifier<OpportunityContact>(high: 41, low: 1), of: id, version: 1) { $0.isPrimary = true }
            _ = try db.merge(NewMerge((wang.id, db.contact(wang.id).version), into: (other.id, 1)))
        }
        for low in [1, 2] as [UInt64] {
            try await world.store.write(world.asOperator(Int64(low) + 1)) { db in
                let line = OpportunityLine(
                    id: Identifier(high: 31, low: low),
                    productID: pump.id,
                    quantity: Quantity(thousandths: 1000),
                    unitPrice: Amount(minor: 500, currency: world.workspace.currency)
                )
                try db.add(line, to: id)
            }
        }
        return id
    }

    private func expect(_ world: NamedWorld, problems: [String] = []) async throws {
        for batchSize in [1, 1000] {
            let checkup = try await world.store.checkup(of: world.workspace, batchSize: batchSize)
            for (found, expected) in [(checkup.problems, problems), (checkup.notes, [])] {
                #expect(found.count == expected.count, "\(found)")
                for (sentence, start) in zip(found, expected) { #expect(sentence.hasPrefix(start), "\(sentence)") }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `finds nothing where all is well, nor where something was taken back, typed or put into the bin`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let id = try await fill(world)
            try await expect(world)
            try await world.store.write(world.asOperator(4)) { db in
                _ = try db.revise(id) { $0.amount = Amount(minor: 7, currency: world.workspace.currency) }
            }
            try await expect(world)
            try await world.store.write(world.asOperator(5)) { db in
                let newest = try db.revisions(of: id).map(\.number).max() ?? 0
                _ = try db.void([newest], of: id)
                try db.delete(li.id)
            }
            try await expect(world)
        }
    }

    static let doctored: [(SQL, String)] = [
        ("quantity = 3000", "1 opportunities have another amount than the product lines"),
        ("removed_at = 1", "1 opportunities have another amount than the product lines"),
        ("currency = 'USD'", "1 opportunities have product lines that cannot be summed"),
    ]

    @Test(arguments: Engine.available, doctored.indices)
    func `finds lines that their amount does not follow`(_ engine: Engine, _ index: Int) async throws {
        try await engine.withWorld { world in
            _ = try await fill(world)
            let (change, sentence) = Self.doctored[index]
            let line = Identifier<OpportunityLine>(high: 31, low: 1)
            try await world.store.database.write { db in
                _ = try db.run("UPDATE opportunity_lines SET \(change) WHERE id = \(line)")
            }
            try await expect(world, problems: [sentence])
        }
    }

    @Test(arguments: Engine.available) func `finds tags of nothing, two primary contacts and places left behind`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            _ = try await fill(world)
            let part = Identifier<OpportunityContact>(high: 41, low: 2)
            try await world.store.database.write { db in
                try db.run("UPDATE record_tags SET record_id = tag_id")
                try db.run("UPDATE opportunity_contacts SET is_primary = 1")
            }
            try await expect(
                world,
                problems: [
                    "1 tags stand on records that are not there", "1 opportunities have several primary contacts",
                ]
            )
            try await world.store.database.write { db in
                try db.run("UPDATE opportunity_contacts SET is_primary = 0, contact_id = \(wang.id) WHERE id = \(part)")
                try db.run("DELETE FROM record_tags")
            }
            try await expect(world, problems: ["1 merged contacts left places in opportunities behind"])
        }
    }
}
