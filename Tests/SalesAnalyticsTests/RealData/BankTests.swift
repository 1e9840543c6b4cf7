import Foundation
import Sales
import SalesAnalytics
import Testing

@Suite(.enabled(if: RealData.folder != nil, "SLUICE_TEST_DATA is not set"))
struct `A bank's loan applications` {
    private static let pipeline = Pipeline(id: Identifier(high: 1, low: 1), name: "Loans")
    private static let stages = [
        ("A_SUBMITTED", Stage.Kind.open), ("A_PARTLYSUBMITTED", .open), ("A_PREACCEPTED", .open),
        ("A_ACCEPTED", .open), ("A_FINALIZED", .open), ("A_APPROVED", .won), ("A_REGISTERED", .won),
        ("A_ACTIVATED", .won), ("A_DECLINED", .lost), ("A_CANCELLED", .lost),
    ].enumerated().map { Stage(id: Identifier(high: 2, low: UInt64($0)), name: $1.0, kind: $1.1) }
    private static let amsterdam = ZoneCalendar("Europe/Amsterdam")!

    private static let loaded = Result { try load() }

    private func timeline() throws -> Timeline { try Self.loaded.get() }

    private static func load() throws -> Timeline {
        let version = ProcessVersion(
            pipelineID: Self.pipeline.id,
            number: 1,
            effectiveFrom: .first,
            stages: Self.stages
        )
        let numbers = Dictionary(uniqueKeysWithValues: Self.stages.map { ($0.name, $0.id) })
        var builder = Timeline.Builder(
            TimelineDirectory(
                workspaceCurrency: Currency("EUR")!,
                calendar: Self.amsterdam,
                pipelines: [(Self.pipeline, [version])]
            )
        )
        var records = Names<Opportunity>()
        for row in try RealData.rows("bpi-2012/stage_history.csv") {
            let at = RealData.instant(row["entered_at"]!)
            let revision = Revision(
                number: Int(row["seq"]!)!,
                happenedAt: at,
                recordedAt: at,
                cause: .imported,
                fields: .stage,
                values: TrackedValues(stageID: numbers[row["stage"]!])
            )
            builder.add(revision, of: records[row["application_id"]!])
        }
        return builder.build()
    }

    @Test func `equals the truth`() throws {
        let timeline = try timeline()
        let truth = try RealData.truth("bpi-2012/truth.json")
        let report = try timeline.funnel(FunnelQuestion(pipeline: Self.pipeline.id, calendar: Self.amsterdam))
        let figures = report.figures
        #expect(figures.stages.prefix(5).map(\.reached) == [13087, 13087, 7367, 5113, 5015])
        let outcomes: [Int] = [figures.won, figures.lost, figures.open]
        #expect(outcomes == [2246, 10442, 399])
        for (name, expected) in truth["stage_stay_hours"] as! [String: [String: Any]] {
            let stays = try #require(figures.stages.first { $0.name == name }).daysInStage
            #expect(stays.n == expected["n"] as! Int)
            #expect(abs(stays.mean! * 24 - (expected["mean"] as! NSNumber).doubleValue) < 2e-6)
            #expect(abs(stays.median! * 24 - (expected["median"] as! NSNumber).doubleValue) < 2e-6)
            #expect(abs(stays.p90! * 24 - (expected["p90"] as! NSNumber).doubleValue) < 2e-6)
        }
        let transitions = truth["transitions"] as! [String: Int]
        for change in figures.transitions where change.from != nil {
            #expect(transitions["\(change.from!) -> \(change.to!)"] == change.count)
        }
        #expect(figures.transitions.count == transitions.count + 1)
    }

    @Test func `has the truth's open ones at the ends of months, on both clocks`() throws {
        let timeline = try timeline()
        let truth = try RealData.truth("bpi-2012/truth.json")["open_as_of"] as! [String: [String: Any]]
        for (day, expected) in truth {
            let end = Self.amsterdam.end(of: Day(day)!)
            for known in [nil, end] {
                let stock = try timeline.stock(of: Self.pipeline.id, at: end, known: known)
                #expect(stock.prefix(5).reduce(0) { $0 + $1.count } == expected["open"] as! Int)
            }
        }
    }

    @Test(arguments: [("Europe/Amsterdam", "as_written_dutch_local"), ("UTC", "utc"), ("+08:00", "utc+08:00")])
    func `falls into the months of`(_ zone: String, _ key: String) throws {
        let timeline = try timeline()
        let zones = try RealData.truth("bpi-2012/truth.json")["same_counts_in_other_time_zones"] as! [String: Any]
        let truth = zones[key] as! [String: Any]
        var question = FunnelQuestion(pipeline: Self.pipeline.id, calendar: ZoneCalendar(zone)!, dimension: .month)
        let cohorts = try timeline.funnel(question).groups
        let entered = Dictionary(uniqueKeysWithValues: cohorts.map { ($0.key, $0.figures.population) })
        let submitted = truth["submitted_by_month"] as! [String: Int]
        #expect(entered == submitted)
        question.view = .period
        let won = try timeline.funnel(question).groups.filter { $0.figures.won > 0 }
        let expected = truth["won_by_month"] as! [String: Int]
        #expect(Dictionary(uniqueKeysWithValues: won.map { ($0.key, $0.figures.won) }) == expected)
        question = FunnelQuestion(pipeline: Self.pipeline.id, calendar: ZoneCalendar(zone)!)
        (question.from, question.to) = (Day("2011-10-01"), Day("2011-10-01"))
        #expect(try timeline.funnel(question).figures.population == truth["submitted_on_2011_10_01"] as! Int)
    }
}
