import Sales
import SalesAnalytics
import Simulation

/// A question that is measured, with its budget and the columns it reads.
struct TimelineQuestion {
    enum Answer {
        case funnel(FunnelReport)
        case stock([StockFigures])
        case owners([OwnerStock])
    }

    let name: String
    /// The name of the same question in `duckdb_peer.py`; empty where it is not asked there.
    var peer = ""
    /// In seconds, for a million records; nil where the specification sets none.
    var budget: Double?
    let columns: Set<TimelineColumn>
    let ask: (Timeline, _ visible: RecordSet) throws -> Answer

    static func all(_ company: BenchmarkCompany) -> [TimelineQuestion] {
        stocks(company) + funnels(company)
    }

    private static func stocks(_ company: BenchmarkCompany) -> [TimelineQuestion] {
        let (pipeline, past) = (company.company.pipeline.id, company.past)
        let columns: Set<TimelineColumn> = [.records, .paths, .happened, .details]
        return [
            TimelineQuestion(name: "Stock at a date", peer: "stock", budget: 0.010, columns: columns) {
                .stock(try $0.stock(of: pipeline, at: past, visible: $1))
            },
            TimelineQuestion(name: "Owner × stage at a date", peer: "owners", budget: 0.010, columns: columns) {
                .owners(try $0.stockByOwner(of: pipeline, at: past, visible: $1))
            },
            TimelineQuestion(
                name: "Stock at a date, recorded clock",
                peer: "believed",
                columns: columns.union([.recorded, .marks])
            ) {
                .stock(try $0.stock(of: pipeline, at: past, known: past, visible: $1))
            },
        ]
    }

    private static func funnels(_ company: BenchmarkCompany) -> [TimelineQuestion] {
        func funnel(_ measures: FunnelQuestion.Measures, by dimension: Dimension? = nil, known: Instant? = nil)
            -> (Timeline, RecordSet) throws -> Answer
        {
            var question = FunnelQuestion(
                pipeline: company.company.pipeline.id,
                asOf: known,
                known: known,
                calendar: company.company.plan.calendar,
                dimension: dimension,
                measures: measures
            )
            return { timeline, visible in
                question.visible = visible
                return .funnel(try timeline.funnel(question))
            }
        }
        let (counts, times): (Set<TimelineColumn>, Set<TimelineColumn>) = (
            [.records, .paths], [.records, .paths, .happened, .marks]
        )
        let everything = Set(TimelineColumn.allCases)
        return [
            .init(name: "Funnel, counts", peer: "funnel", budget: 0.010, columns: counts, ask: funnel([])),
            .init(name: "Funnel, counts and amounts", columns: [.records, .paths, .details], ask: funnel(.amounts)),
            .init(
                name: "Time in stage, exact medians",
                peer: "times",
                budget: 0.030,
                columns: times,
                ask: funnel(.durations)
            ),
            .init(name: "Funnel, all figures", columns: everything, ask: funnel(.all)),
            .init(name: "Funnel by month, counts", peer: "months", columns: times, ask: funnel([], by: .month)),
            .init(
                name: "Funnel by owner, counts",
                peer: "byOwner",
                columns: [.records, .paths, .details],
                ask: funnel([], by: .owner)
            ),
            .init(name: "Funnel by owner, all figures", columns: everything, ask: funnel(.all, by: .owner)),
            .init(
                name: "Funnel as believed at a date",
                columns: everything,
                ask: funnel(.amounts, known: company.past)
            ),
        ]
    }
}
