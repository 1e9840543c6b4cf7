import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The history of everything` {
    @Test(arguments: Engine.available) func `tells who changed what from what to what, by name`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await world.store.write(world.access(world.ben, after: 5)) { db in
                try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(4)))
            }
            try await world.store.write(world.asOperator(6)) { db in
                _ = try db.revise(made.id) {
                    $0.ownerID = world.cleo.id
                    $0.amount?.minor = 250
                }
                _ = try db.edit(world.acme.id) { (account: inout Account) in
                    account.parentID = world.globex.id
                    account.region = "East"
                }
            }
            try await world.store.write(world.asOperator(7)) { _ = try $0.void([2], of: made.id) }
            let entries = try await world.store.read(world.asOperator(8)) { try $0.history(limit: 4) }
            #expect(entries.map(\.recordName) == ["Acme renewal", "Acme", "Acme renewal", "Acme renewal"])
            #expect(entries.map(\.actorName) == [nil, nil, nil, "Ben"])
            #expect(entries.map(\.action) == [.revised, .updated, .revised, .revised])
            let currency = world.workspace.currency
            #expect(
                entries.map(\.fields) == [
                    [ChangedField(name: "stage", before: .record("Proposal"), after: .record("Lead"))],
                    [
                        ChangedField(name: "parent", before: .nothing, after: .record("Globex")),
                        ChangedField(name: "region", before: .nothing, after: .text("East")),
                    ],
                    [
                        ChangedField(
                            name: "amount",
                            before: .amount(Amount(minor: 100, currency: currency)),
                            after: .amount(Amount(minor: 250, currency: currency))
                        ),
                        ChangedField(name: "owner", before: .record("Ben"), after: .record("Cleo")),
                    ],
                    [ChangedField(name: "stage", before: .record("Lead"), after: .record("Proposal"))],
                ]
            )
        }
    }

    @Test(arguments: Engine.available) func `is found by record, person and day, page by page`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let day: Int64 = 24 * 60
            for number in 0..<3 {
                let made = try await world.make("Renewal \(number)", owner: world.ben)
                try await world.store.write(world.access(world.ana, after: Int64(number) * day)) { db in
                    _ = try db.revise(made.id) { $0.expectedCloseDate = .last }
                }
            }
            let access = world.asOperator(3 * day)
            try await world.store.read(access) { db in
                let all = try db.history()
                var paged: [HistoryEntry] = []
                repeat { paged += try db.history(before: paged.last?.id, limit: 4) } while paged.count < all.count
                #expect(paged == all)
                let byAna = try db.history(HistoryFilter(actor: world.ana.id))
                #expect(byAna.map(\.recordName) == ["Renewal 2", "Renewal 1", "Renewal 0"])
                let record = try #require(byAna.first).recordID
                #expect(try db.history(HistoryFilter(record: record)).map(\.action) == [.revised, .created])
                let second = access.today.advanced(by: -2)
                let that = try db.history(HistoryFilter(from: second, until: second))
                #expect(that.map(\.recordName) == ["Renewal 1"])
                #expect(try db.history(HistoryFilter(until: second.advanced(by: -2))).isEmpty)
            }
        }
    }
}
