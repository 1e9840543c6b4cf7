import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@Suite struct `A funnel sliced by an own field` {
    private struct Slice: Equatable {
        var group: String
        var population: Int
        var won: Int
    }

    private func slices(_ field: FieldDefinition, _ world: NamedWorld) async throws -> [Slice] {
        let access = world.asOperator(90)
        let (timeline, _) = try await world.store.timeline(of: world.workspace)
        var question = FunnelQuestion(pipeline: world.pipeline.id, calendar: .utc, dimension: .field(field.id))
        question.slice = try await world.store.read(access) {
            try $0.fieldSlice(field.id, in: .english, yes: "yes", no: "no")
        }
        let report = try timeline.funnel(question)
        for group in report.groups {
            let records = try timeline.records(
                behind: FunnelFigure(.population),
                of: question,
                in: ("in another language", group.id)
            )
            guard let id = group.id else { continue }
            #expect(records.count == group.figures.population)
            guard field.holder == .opportunity else { continue }
            // A list that is filtered by the group's value has the same records.
            let filter = try OpportunityFilter(query: [QueryItem(field.key, id)])
            let listed = try await world.store.read(access) {
                try $0.opportunities(filter, by: ListOrder(.name)).rows.map(\.opportunity.id)
            }
            #expect(Set(listed) == Set(records))
        }
        return report.groups.map { Slice(group: $0.key, population: $0.figures.population, won: $0.figures.won) }
    }

    @Test(arguments: Engine.available) func `counts the records that a filter by the same value lists`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let sales = [
                try await world.make("One", owner: world.ben).id, try await world.make("Two", owner: world.ben).id,
                try await world.make("Three", owner: world.cleo).id, try await world.make("Four", owner: world.ben).id,
            ]
            for (sale, text) in zip(sales, ["yes", "no", "yes"]) { try await world.set(text, .yesNo, of: sale) }
            for (sale, text) in zip(sales, ["option 2", "option 2", "option 1"]) {
                try await world.set(text, .choice, of: sale)
            }
            for (sale, text) in zip(sales, ["option 2;option 1", "option 2"]) {
                try await world.set(text, .choices, of: sale)
            }
            for (sale, text) in zip(sales, ["Cleo", "Ben", "Cleo"]) { try await world.set(text, .member, of: sale) }
            let none = Slice(group: "", population: 1, won: 0)
            func slice(_ group: String, _ population: Int) -> Slice {
                Slice(group: group, population: population, won: 0)
            }
            #expect(try await slices(FieldWorld.field(.yesNo), world) == [none, slice("yes", 2), slice("no", 1)])
            #expect(
                try await slices(FieldWorld.field(.choice), world) == [
                    none, slice("Option 1", 1), slice("Option 2", 2),
                ]
            )
            #expect(
                try await slices(FieldWorld.field(.choices), world)
                    == [slice("", 2), slice("Option 1", 1), slice("Option 2", 2)]
            )
            #expect(try await slices(FieldWorld.field(.member), world) == [none, slice("Ben", 1), slice("Cleo", 2)])
        }
    }

    @Test(arguments: Engine.available) func `can be one of the account`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.addFields(.account)
            let sale = try await world.make("One", owner: world.ben)
            let other = try await world.make("Two", owner: world.cleo)
            let field = FieldWorld.field(.choices, .account)
            try await world.store.write(world.asOperator(40)) { db in
                let value = try field.value(of: "option 1;option 2", db.fieldContext())
                try db.setFields([field.id: value], of: world.acme.id.erased, .account)
                _ = try db.edit(sale.id) { (sale: inout Opportunity) in sale.accountID = world.acme.id }
                _ = try db.edit(other.id) { (sale: inout Opportunity) in sale.accountID = world.globex.id }
            }
            let expected = ["", "Option 1", "Option 2"].map { Slice(group: $0, population: 1, won: 0) }
            #expect(try await slices(field, world) == expected)
        }
    }

    @Test(arguments: Engine.available) func `is refused where the member does not see the field or it is retired`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let (secret, retired, text) = (
                FieldWorld.field(.yesNo), FieldWorld.field(.choice), FieldWorld.field(.text)
            )
            try await world.store.write(world.asOperator(1)) { db in
                try db.editField(secret.id, version: 1) { $0.seenBy = [.manager] }
                try db.editField(retired.id, version: 1) { $0.isRetired = true }
            }
            try await world.store.read(world.access(world.ben, after: 2)) { db in
                let offered = try db.sliceFields()
                #expect(offered.map(\.type) == [.choices, .member])
                for field in [secret, retired, text] {
                    #expect(throws: NotFound(kind: "field")) {
                        try db.fieldSlice(field.id, in: .english, yes: "yes", no: "no")
                    }
                }
            }
        }
    }
}
