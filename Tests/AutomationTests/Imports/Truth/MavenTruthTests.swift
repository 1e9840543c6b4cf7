import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite(.enabled(if: ImportedSet.folder != nil, ImportedSet.missing))
struct `Maven's pipeline, imported` {
    private func maven(_ engine: Engine) async throws -> ImportedSet { try await .imported(.maven, engine) }

    private let truth: [String: Any]

    init() throws { truth = try ImportedSet.truth("maven-crm") }

    @Test(arguments: Engine.available)
    func `is all there`(_ engine: Engine) async throws {
        let set = try await maven(engine)
        #expect(set.reports.map(\.accounting.rows) == [35, 85, 7, 8800])
        #expect(set.reports.map(\.accounting.created) == [35, 85, 7, 8800])
        #expect(set.problems.isEmpty)
        let expected = ["accounts": 85, "products": 7, "members": 35, "teams": 9, "opportunities": 8800]
        #expect(set.counts.filter { expected[$0.key] != nil } == expected)
    }

    @Test(arguments: Engine.available)
    func `equals the truth as a whole`(_ engine: Engine) async throws {
        let figures = try await maven(engine).funnel().figures
        let overall = truth.part("overall")
        expect(figures, overall)
        #expect(figures.open == 2089 && figures.stages.map(\.standing) == [500, 1589, 4238, 2473])
        let cycle = truth.part("cycle_days").part("won")
        #expect(figures.cycleDays.n == cycle.count("n"))
        #expect(isNear(figures.cycleDays.median, cycle.number("median")))
        #expect(isNear(figures.cycleDays.p90, cycle.number("p90")))
        let reached = truth.part("funnel_reached")
        #expect(isNear(figures.stages[0].conversion, reached.number("created_to_engaging")))
        #expect(isNear(figures.stages[1].conversion, reached.number("engaging_to_won")))
    }

    @Test(arguments: Engine.available)
    func `is open as the truth says at the end of every month`(_ engine: Engine) async throws {
        let set = try await maven(engine)
        let days = truth.parts("open_engaging_as_of")
        #expect(days.count == 15)
        for (day, expected) in days {
            let end = set.calendar.end(of: try #require(Day(day)))
            #expect(try set.funnel { $0.asOf = end }.figures.open == expected.count("open"))
        }
        let end = set.calendar.end(of: try #require(Day("2017-12-31")))
        let figures = try set.funnel { $0.asOf = end }.figures
        #expect([figures.population, figures.open] == [8300, 1589])
    }

    @Test(
        arguments: Engine.available,
        [
            ("owner", "by_agent"), ("team", "by_manager"), ("team:1", "by_region"), ("product", "by_product"),
            ("account", "by_account"), ("account.industry", "by_sector"),
        ]
    )
    func `equals the truth by`(_ engine: Engine, _ slice: (by: String, key: String)) async throws {
        let groups = try await maven(engine).groups(slice.by)
        let expected = truth.parts(slice.key)
        #expect(groups.count == expected.count)
        for (name, part) in expected {
            let key = name == "(no account)" ? "" : name == "GTXPro" ? "GTX Pro" : name
            expect(try #require(groups[key]), part)
        }
    }

    @Test(arguments: Engine.available)
    func `equals the truth by the month of entry and of the close`(_ engine: Engine) async throws {
        let set = try await maven(engine)
        let cohorts = try set.groups("month")
        for (month, part) in truth.parts("cohort_by_engage_month") {
            let figures = try #require(cohorts[month])
            #expect([figures.population, figures.won] == [part.count("entered"), part.count("won")])
            #expect(figures.lost == part.count("lost") && figures.open == part.count("still_engaging"))
            #expect(isNear(figures.winRate, part.number("win_rate_closed")))
            #expect(figures.wonAmount.minor == part.cents("won_value"))
        }
        let periods = try set.funnel {
            $0.view = .period
            $0.dimension = .month
        }
        for (month, part) in truth.parts("monthly_by_close_date") {
            let figures = try #require(periods.groups.first { $0.key == month }).figures
            #expect([figures.won, figures.lost] == [part.count("won"), part.count("lost")])
            #expect(figures.wonAmount.minor == part.cents("won_value"))
        }
    }

    @Test(arguments: Engine.available)
    func `is the same with American dates`(_ engine: Engine) async throws {
        let other = try await ImportedSet.imported(.mavenUS, engine)
        let set = try await maven(engine)
        let end = set.calendar.end(of: try #require(Day("2017-12-31")))
        #expect(try other.funnel { $0.asOf = end }.json() == set.funnel { $0.asOf = end }.json())
        #expect(try other.funnel { $0.dimension = .owner }.json() == set.funnel { $0.dimension = .owner }.json())
    }

    private func expect(_ figures: FunnelFigures, _ part: [String: Any]) {
        #expect([figures.population, figures.won, figures.lost] == ["total", "won", "lost"].map(part.count))
        #expect(isNear(figures.winRate, part.number("win_rate_closed")))
        #expect(figures.wonAmount.minor == part.cents("won_value"))
        #expect(isNear(figures.cycleDays.mean, part.number("mean_cycle_days_won")))
    }
}
