import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite(.enabled(if: ImportedSet.folder != nil, ImportedSet.missing))
struct `A wholesaler's opportunities, imported` {
    private func wholesale(_ engine: Engine) async throws -> ImportedSet { try await .imported(.wholesale, engine) }

    @Test(arguments: Engine.available)
    func `report the rows of the record that is not there`(_ engine: Engine) async throws {
        let set = try await wholesale(engine)
        #expect(
            set.reports.map(\.accounting) == [
                ImportAccounting(created: 77), ImportAccounting(created: 203, failed: 1),
            ]
        )
        #expect(set.reports[1].failures.map(\.value) == ["113"])
        #expect(set.problems.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `equal the truth`(_ engine: Engine) async throws {
        let figures = try await wholesale(engine).funnel().figures
        let stages = figures.stages.prefix(6)
        #expect(stages.map(\.stood) == [66, 58, 25, 34, 6, 11])
        #expect(stages.map(\.reached) == [77, 72, 49, 47, 26, 22])
        #expect([figures.population, figures.open, figures.won, figures.lost] == [77, 45, 21, 11])
        #expect(
            [figures.moves.forward, figures.moves.skip, figures.moves.repeats, figures.moves.backward]
                == [122, 22, 3, 1]
        )
    }

    @Test(
        arguments: Engine.available,
        [("owner", "by_salesperson"), ("account", "by_customer"), ("type", "by_group")]
    )
    func `equal the truth by`(_ engine: Engine, _ slice: (by: String, key: String)) async throws {
        let groups = try await wholesale(engine).groups(slice.by)
        for (name, part) in try ImportedSet.truth("sap-b1").parts(slice.key) {
            let figures = try #require(groups[name == "-1" ? "" : name])
            #expect([figures.population, figures.open] == [part.count("total"), part.count("open")])
            #expect([figures.won, figures.lost] == [part.count("won"), part.count("lost")])
            #expect(isNear(figures.winRate, part.number("win_rate")))
            #expect(figures.wonAmount.minor == part.cents("won_amount"))
            let open = figures.stages.filter { $0.kind == .open }.reduce(0) { $0 + $1.standingAmount.minor }
            #expect(open == part.cents("open_amount"))
        }
    }
}

@Suite(.enabled(if: ImportedSet.folder != nil, ImportedSet.missing))
struct `Salesforce's sample, imported` {
    private func salesforce(_ engine: Engine) async throws -> ImportedSet { try await .imported(.salesforce, engine) }

    @Test(arguments: Engine.available)
    func `equals the truth by stage`(_ engine: Engine) async throws {
        let set = try await salesforce(engine)
        #expect(set.reports.allSatisfy { $0.accounting.failed == 0 } && set.problems.isEmpty)
        let figures = try set.funnel().figures
        let truth = try ImportedSet.truth("salesforce-dev")
        for (name, part) in truth.parts("by_stage") {
            let stage = try #require(figures.stages.first { $0.name == name })
            #expect(
                [stage.standing, Int(stage.standingAmount.minor)] == [part.count("count"), Int(part.cents("amount"))]
            )
        }
        #expect([figures.won, figures.lost, figures.open] == [18, 0, 13])
        #expect(figures.wonAmount.minor == truth.part("won").cents("amount"))
    }

    @Test(
        arguments: Engine.available,
        [("source", "by_lead_source"), ("type", "by_type"), ("account", "by_account")]
    )
    func `equals the truth by`(_ engine: Engine, _ slice: (by: String, key: String)) async throws {
        let groups = try await salesforce(engine).groups(slice.by)
        let expected = try ImportedSet.truth("salesforce-dev").parts(slice.key)
        #expect(groups.count == expected.count)
        for (name, part) in expected {
            let figures = try #require(groups[name == "(empty)" ? "" : name])
            let amount = figures.stages.reduce(0) { $0 + $1.standingAmount.minor }
            #expect([figures.population, Int(amount)] == [part.count("count"), Int(part.cents("amount"))])
        }
    }

    @Test(arguments: Engine.available)
    func `has one change of the close date per opportunity`(_ engine: Engine) async throws {
        let histories = try await salesforce(engine).histories
        #expect(histories.count == 31)
        for history in histories {
            let told = history.filter { $0.voidedAt == nil && $0.fields.contains(.expectedCloseDate) }
                .sorted { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }
            let days = told.map(\.values.expectedCloseDate)
            #expect(zip(days, days.dropFirst()).count { $0 != $1 } == 1)
        }
    }
}

@Suite(.enabled(if: ImportedSet.folder != nil, ImportedSet.missing))
struct `A Chinese shop's orders, imported` {
    @Test(arguments: Engine.available)
    func `make each customer and product once`(_ engine: Engine) async throws {
        try await engine.withImports(currency: "CNY") { world in
            for (kind, count) in [("accounts", 790), ("products", 1955)] {
                let path = "\(ImportedSet.folder ?? "")/superstore-cn/orders.gb18030.csv"
                let report = try await ImportedSet.take(kind, path: path, mappings: "superstore-cn", into: world)
                #expect(report.accounting.rows == 10_000 && report.accounting.failed == 0)
                #expect(report.accounting.created == count)
                #expect(try await world.counts()[kind] == count)
            }
            #expect(try await world.accounts().contains { $0.name == "曾惠" })
        }
    }
}

@Suite(
    .enabled(if: ImportedSet.folder != nil, ImportedSet.missing),
    .enabled(if: Engine.available.count > 1, "TEST_POSTGRES does not name a server")
)
struct `SQLite and PostgreSQL` {
    @Test(arguments: ImportedSet.Name.allCases)
    func `give the same bytes`(_ name: ImportedSet.Name) async throws {
        let (lite, server) = try await (
            ImportedSet.imported(name, .sqlite), ImportedSet.imported(name, .postgres)
        )
        for by in [nil, "owner", "actor", "team", "team:1", "source", "type", "product", "account", "month"] {
            let dimension = by.flatMap { Dimension($0) }
            for view in FunnelQuestion.View.allCases {
                let texts = try [lite, server].map { set in
                    try set.funnel {
                        $0.dimension = dimension
                        $0.view = view
                    }.json()
                }
                #expect(texts[0] == texts[1], "\(by ?? "whole") \(view)")
            }
        }
    }
}
