import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `Undoing an import` {
    /// What lists and the funnels of the happened clock show.
    private func view(_ world: ImportWorld) async throws -> [String] {
        var counts = try await world.counts()
        for table in ["revisions", "findings", "imports"] { counts[table] = nil }
        var view = [counts.sorted { $0 < $1 }.description]
        for by in [nil, "owner", "team", "account", "month"] { view.append(try await world.funnel(by)) }
        let names = try await world.opportunities().map { "\($0.externalKey ?? "") \($0.name) \($0.values)" }
        return view + names.sorted()
    }

    @Test(arguments: Engine.available)
    func `leaves no record, and known then still shows them`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let report = try await world.take(deals, dealRows)
            let first = try await view(world)
            let believed = try await world.funnel(asOf: 3, known: 3)
            let undo = try await world.undo(report, at: 5)
            #expect(undo.kept.isEmpty)
            let counts = try await world.counts()
            #expect([counts["opportunities"], counts["accounts"], counts["members"]] == [0, 0, 0])
            #expect(try await world.funnel().contains(#""population":0,"#))
            #expect(try await world.funnel(asOf: 3, known: 3) == believed)
            #expect(try await world.problems().isEmpty)
            let again = try await world.take(deals, dealRows, at: 6)
            #expect(again.accounting == report.accounting)
            // The members and accounts are new ones of the same names.
            #expect(try await view(world).prefix(6) == first.prefix(6))
        }
    }

    @Test(arguments: Engine.available)
    func `of a changed file brings the first one's values back`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            try await world.take(deals, dealRows)
            let before = try await view(world)
            let changed =
                dealRows.replacing("1,One,Won,2025-01-20,2025-03-01,100", with: "1,Uno,Lead,2025-01-20,,7")
                .replacing("Ana,Globex", with: "Cleo,Initech") + "9,Nine,Lead,2025-01-20,,1,Dora,Acme\n"
            let report = try await world.take(deals, changed, at: 1)
            #expect(try await view(world) != before)
            #expect(try await world.undo(report, at: 2).kept.isEmpty)
            #expect(try await view(world) == before)
            #expect(try await world.problems().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `of stage history brings the inferred history back`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let records = try await world.take(deals, dealRows)
            let before = try await view(world)
            let report = try await world.take(history, historyRows, at: 1)
            let with = try await view(world)
            #expect(with != before)
            #expect(try await world.undo(report, at: 2).kept.isEmpty)
            #expect(try await view(world) == before)
            try await world.take(history, historyRows, at: 3)
            #expect(try await view(world) == with)
            #expect(try await world.problems().isEmpty)
            _ = records
        }
    }

    @Test(arguments: Engine.available)
    func `of one after the other ends with nothing`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let records = try await world.take(deals, dealRows)
            let changes = try await world.take(deals, dealRows.replacing("1,One,Won", with: "1,Uno,Won"), at: 1)
            let rows = try await world.take(history, historyRows, at: 2)
            for (hour, report) in [(3, rows), (4, changes), (5, records)] as [(Int64, ImportReport)] {
                #expect(try await world.undo(report, at: hour).kept.isEmpty)
            }
            let counts = try await world.counts()
            #expect([counts["opportunities"], counts["accounts"], counts["members"]] == [0, 0, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `keeps and names what was edited since, and what others use`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let report = try await world.take(deals, dealRows)
            let one = try #require(try await world.opportunity("1"))
            try await world.store.write(world.access(at: 1)) { db in
                _ = try db.revise(one.id) { $0.amount = Amount(minor: 1, currency: .usDollar) }
            }
            let undo = try await world.undo(report, at: 2)
            #expect(
                undo.kept.map { "\($0.kind) \($0.name) \($0.reason)" }.sorted() == [
                    "account Acme stillUsed", "member Ana stillUsed", "opportunity One editedSince",
                ]
            )
            #expect(try await world.opportunities().map(\.externalKey) == ["1"])
            #expect(try await world.accounts().map(\.name) == ["Acme"])
        }
    }

    @Test(arguments: Engine.available)
    func `keeps what people wrote about, brought files to or sell`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let contacts = #"{"kind": "contacts", "fields": {"name": "Name"}}"#
            let people = try await world.take(contacts, "Name\nLi Wei\nWang Fang\n")
            let report = try await world.take(deals, dealRows, at: 1)
            let one = try #require(try await world.opportunity("1"))
            let globex = try #require(try await world.account("Globex"))
            let note = NewNote(id: Identifier(high: 90, low: 1), subject: .opportunity(one.id), typed: "They called")
            try await world.store.write(note, world.access(at: 2))
            let file = NewRecordFile(
                id: Identifier(high: 90, low: 2),
                subject: .account(globex.id),
                kind: .quote,
                name: "a"
            )
            try await world.store.begin(file, world.access(at: 2))
            try await world.store.append([1], number: 0, to: file.id, world.access(at: 2))
            try await world.store.write(world.access(at: 2)) { db in
                let content = FileContent(mediaType: .bytes, size: 1, digest: String(repeating: "0", count: 64))
                _ = try db.finish(file.id, content)
                let li = try #require(try db.contacts(named: "Li Wei", preferring: nil).first)
                try db.add(OpportunityContact(id: Identifier(high: 90, low: 3), contactID: li.id), to: one.id)
            }
            let undo = try await world.undo(report, at: 3)
            let kept = Set(undo.kept.map { "\($0.kind) \($0.name)" })
            #expect(kept.isSuperset(of: ["opportunity One", "account Globex"]), "\(kept)")
            #expect(try await world.opportunities().map(\.externalKey) == ["1"])
            #expect(try await world.undo(people, at: 4).kept.map(\.name) == ["Li Wei"])
        }
    }

    @Test(arguments: Engine.available)
    func `twice is refused`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let report = try await world.take(deals, dealRows)
            try await world.undo(report, at: 1)
            await #expect(throws: ImportError.undoneAlready) { try await world.undo(report, at: 2) }
        }
    }

    @Test(arguments: Engine.available)
    func `of members puts them back into their teams`(_ engine: Engine) async throws {
        let json = #"{"kind": "members", "fields": {"name": "Name", "teams": {"columns": ["Office", "Lead"]}}}"#
        try await engine.withImports { world in
            try await world.take(json, "Name,Office,Lead\nAna,West,Kim\nBen,East,Lee\n")
            try await world.take(deals, dealRows, at: 1)
            let before = try await view(world)
            let report = try await world.take(json, "Name,Office,Lead\nAna,East,Lee\nBen,North,Max\n", at: 48)
            #expect(try await view(world) != before)
            try await world.undo(report, at: 49)
            #expect(try await view(world) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `of products puts the old price back`(_ engine: Engine) async throws {
        let json = #"{"kind": "products", "fields": {"name": "Name", "price": "Price", "unit": "Unit"}}"#
        try await engine.withImports { world in
            try await world.take(json, "Name,Price,Unit\nPump,10.5,pc\nHose,3,m\n")
            let before = try await world.products()
            let report = try await world.take(json, "Name,Price,Unit\nPump,11,pc\nHose,4,ft\nTap,1,pc\n", at: 1)
            #expect(report.accounting == ImportAccounting(created: 1, updated: 2))
            try await world.undo(report, at: 2)
            let after = try await world.products()
            #expect(after.map(\.name) == before.map(\.name) && after.map(\.prices) == before.map(\.prices))
            #expect(after.map(\.unit) == before.map(\.unit))
        }
    }
}

@Suite struct `A record that an undo took` {
    private let json =
        #"{"kind": "accounts", "key": "Id", "existing": "skip", "fields": {"name": "Name", "employees": "Size"}}"#

    @Test(arguments: Engine.available)
    func `comes back with its first row only, and not with one that fails`(_ engine: Engine) async throws {
        try await engine.withImports { world in
            let report = try await world.take(json, "Id,Name,Size\n1,Acme,5\n2,Globex,6\n")
            try await world.undo(report, at: 1)
            let again = try await world.take(json, "Id,Name,Size\n1,Acme,7\n1,Acme,8\n2,Globex,many\n", at: 2)
            #expect(again.accounting == ImportAccounting(created: 1, skipped: 1, failed: 1))
            #expect(try await world.accounts().map(\.employees) == [7])
        }
    }
}
