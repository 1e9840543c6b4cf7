import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite(.enabled(if: ImportedSet.folder != nil, ImportedSet.missing))
struct `A bank's loan applications, imported` {
    private func bank(_ engine: Engine) async throws -> ImportedSet { try await .imported(.bank, engine) }

    private let truth: [String: Any]

    init() throws { truth = try ImportedSet.truth("bpi-2012") }

    @Test(arguments: Engine.available)
    func `is all there`(_ engine: Engine) async throws {
        let set = try await bank(engine)
        #expect(set.reports.map(\.accounting.created) == [13_087, 60_849])
        #expect(set.reports.map(\.accounting.rows) == [13_087, 60_849])
        #expect(set.problems.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `equals the truth as a whole`(_ engine: Engine) async throws {
        let figures = try await bank(engine).funnel().figures
        let overall = truth.part("overall")
        #expect([figures.population, figures.won, figures.open] == ["applications", "won", "open"].map(overall.count))
        #expect(figures.lost == overall.count("declined") + overall.count("cancelled"))
        #expect(isNear(figures.winRate, overall.number("win_rate")))
        #expect(figures.wonAmount.minor == overall.cents("won_amount"))
        let stages = figures.stages.prefix(5)
        let reached = truth.part("funnel_reached")
        #expect(stages.map(\.reached) == stages.map { reached.count($0.name) })
        let conversions = truth.part("funnel_step_conversion")
        for (stage, next) in zip(stages, figures.stages.dropFirst()) {
            #expect(isNear(stage.conversion, conversions.number("\(stage.name) -> \(next.name)")))
        }
        let standing = truth.part("open_by_last_stage")
        for stage in stages { #expect(stage.standing == max(0, standing.count(stage.name))) }
    }

    @Test(arguments: Engine.available)
    func `stays as long in every stage, and moves as often`(_ engine: Engine) async throws {
        let figures = try await bank(engine).funnel().figures
        for (name, expected) in truth.parts("stage_stay_hours") {
            let stays = try #require(figures.stages.first { $0.name == name }).daysInStage
            #expect(stays.n == expected.count("n"))
            for (figure, key) in [(stays.mean, "mean"), (stays.median, "median"), (stays.p90, "p90")] {
                #expect(abs((figure ?? .nan) * 24 - expected.number(key)) < 2e-6, "\(name) \(key)")
            }
        }
        let moves = truth.part("transitions")
        for move in figures.transitions {
            if let from = move.from, let to = move.to { #expect(moves.count("\(from) -> \(to)") == move.count) }
        }
    }

    @Test(arguments: Engine.available)
    func `has the truth's open ones and their amounts at the ends of months, on both clocks`(
        _ engine: Engine
    ) async throws {
        let set = try await bank(engine)
        for (day, expected) in truth.parts("open_as_of") {
            let end = set.calendar.end(of: try #require(Day(day)))
            for known in [nil, end] {
                let figures = try set.funnel {
                    $0.asOf = end
                    $0.known = known
                }.figures
                #expect(figures.open == expected.count("open"), "\(day)")
                let amount = figures.stages.filter { $0.kind == .open }.reduce(0) { $0 + $1.standingAmount.minor }
                #expect(amount == expected.cents("amount"), "\(day)")
            }
        }
    }

    @Test(
        arguments: Engine.available,
        [("Europe/Amsterdam", "as_written_dutch_local"), ("UTC", "utc"), ("+08:00", "utc+08:00")]
    )
    func `falls into the months of`(_ engine: Engine, _ zone: (name: String, key: String)) async throws {
        let set = try await bank(engine)
        let expected = truth.part("same_counts_in_other_time_zones").part(zone.key)
        let calendar = try #require(ZoneCalendar(zone.name))
        let months = try set.funnel {
            $0.calendar = calendar
            $0.dimension = .month
        }
        let submitted = expected.part("submitted_by_month")
        #expect(months.groups.map(\.key) == submitted.keys.sorted())
        for group in months.groups { #expect(group.figures.population == submitted.count(group.key)) }
        let closes = try set.funnel {
            $0.calendar = calendar
            $0.dimension = .month
            $0.view = .period
        }
        let won = expected.part("won_by_month")
        for group in closes.groups { #expect(group.figures.won == max(0, won.count(group.key))) }
    }

    @Test(arguments: Engine.available)
    func `is decided by whom the truth names`(_ engine: Engine) async throws {
        let groups = try await bank(engine).groups("actor")
        for (resource, expected) in truth.parts("outcome_by_resource") {
            let figures = try #require(groups[resource])
            let lost = ["lost_declined", "lost_cancelled"].map { max(0, expected.count($0)) }.reduce(0, +)
            #expect([figures.won, figures.lost] == [max(0, expected.count("won")), lost], "\(resource)")
        }
    }
}
