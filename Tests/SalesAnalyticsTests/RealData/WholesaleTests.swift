import Sales
import SalesAnalytics
import Testing

@Suite(.enabled(if: RealData.folder != nil, "SLUICE_TEST_DATA is not set"))
struct `A wholesaler's stage rows` {
    private static let pipeline = Pipeline(id: Identifier(high: 1, low: 1), name: "Sales")
    private static let names = ["Lead", "1st Meeting", "2nd Meeting", "Quotation", "Negotiation", "Order"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func day(_ text: String) -> Day? {
        let parts = text.split { $0 == " " || $0 == "," }
        guard parts.count >= 3, let month = Self.months.firstIndex(of: String(parts[0])) else { return nil }
        return Day(year: Int(parts[2])!, month: month + 1, day: Int(parts[1])!)
    }

    private static let loaded = Result { try load() }

    private func timeline() throws -> Timeline { try Self.loaded.get() }

    private static func load() throws -> Timeline {
        let kinds = Self.names.map { ($0, Stage.Kind.open) } + [("Won", .won), ("Lost", .lost)]
        let stages = kinds.enumerated().map { Stage(id: Identifier(high: 2, low: UInt64($0)), name: $1.0, kind: $1.1) }
        let version = ProcessVersion(pipelineID: Self.pipeline.id, number: 1, effectiveFrom: .first, stages: stages)
        var builder = Timeline.Builder(
            TimelineDirectory(
                workspaceCurrency: Currency("USD")!,
                calendar: .utc,
                pipelines: [(Self.pipeline, [version])]
            )
        )
        let rows = Dictionary(
            grouping: try RealData.rows("sap-b1/OPR1_Opportunity_Details.csv", separator: ";"),
            by: { $0["OpprId"]! }
        )
        for header in try RealData.rows("sap-b1/OOPR_Opportunity_Header.csv", separator: ";") {
            let id = Identifier<Opportunity>(high: 9, low: UInt64(header["OpprId"]!)!)
            var last = Day.first
            var steps = rows[header["OpprId"]!]!.map { ($0["Step_Id"].flatMap(Int.init)! - 1, day($0["OpenDate"]!)!) }
            if header["Status"] != "O" { steps.append((header["Status"] == "W" ? 6 : 7, day(header["CloseDate"]!)!)) }
            for (number, step) in steps.enumerated() {
                last = max(last, step.1)
                let at = ZoneCalendar.utc.start(of: last)
                let revision = Revision(
                    number: number + 1,
                    happenedAt: at,
                    precision: .day,
                    recordedAt: at,
                    cause: .imported,
                    fields: .stage,
                    values: TrackedValues(stageID: stages[step.0].id)
                )
                builder.add(revision, of: id)
            }
        }
        return builder.build()
    }

    @Test func `equals the truth`() throws {
        let figures = try timeline().funnel(FunnelQuestion(pipeline: Self.pipeline.id, calendar: .utc)).figures
        #expect(figures.stages.prefix(6).map(\.stood) == [66, 58, 25, 34, 6, 11])
        #expect(figures.stages.prefix(6).map(\.reached) == [77, 72, 49, 47, 26, 22])
        #expect([figures.open, figures.won, figures.lost] == [45, 21, 11])
        let moves = figures.moves
        #expect([moves.forward, moves.skip, moves.repeats, moves.backward] == [122, 22, 3, 1])
    }
}
