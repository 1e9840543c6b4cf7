import Sales
import SalesAnalytics
import Simulation

/// Writes answers as lines of numbers, so that another engine's can be compared with them.
struct AnswerLines {
    private let stages: [Identifier<Stage>: Int]
    private let members: [Identifier<Member>: Int]
    private let memberNames: [String: Int]

    init(_ company: BenchmarkCompany) {
        stages = Dictionary(uniqueKeysWithValues: company.company.process.stages.enumerated().map { ($1.id, $0) })
        let people = company.company.members.enumerated()
        members = Dictionary(uniqueKeysWithValues: people.map { ($1.id, $0) })
        memberNames = Dictionary(uniqueKeysWithValues: people.map { ($1.id.description, $0) })
    }

    /// The lines in byte order; nothing that stands nowhere is told.
    func lines(_ answer: TimelineQuestion.Answer, peer: String) -> [String] {
        switch answer {
        case .stock(let stages): stages.filter { $0.count > 0 }.map(stock).sorted()
        case .owners(let owners): owners.flatMap(lines).sorted()
        case .funnel(let report) where peer == "times": report.figures.stages.compactMap(times).sorted()
        case .funnel(let report) where peer == "funnel": funnel(report.figures).sorted()
        case .funnel(let report): report.groups.map(group).sorted()
        }
    }

    private func stock(_ figures: StockFigures) -> String {
        "\(stages[figures.stage] ?? -1)|\(figures.count)|\(figures.amount.minor)"
    }

    private func lines(_ owner: OwnerStock) -> [String] {
        owner.stages.filter { $0.count > 0 }.map { stage in
            "\(owner.owner.flatMap { members[$0] } ?? -1)|\(stock(stage))"
        }
    }

    private func times(_ stage: StageFigures) -> String? {
        guard let median = stage.daysInStage.median else { return nil }
        return "\(stages[stage.id] ?? -1)|\(stage.daysInStage.n)|\(Int((median * 2 * 86_400_000).rounded()))"
    }

    private func funnel(_ figures: FunnelFigures) -> [String] {
        ["all|\(totals(figures))"]
            + figures.stages.map { stage in
                let reached = stage.reached.map { "\($0)" } ?? ""
                return "\(stages[stage.id] ?? -1)|\(stage.stood)|\(reached)|\(stage.standing)"
            }
    }

    private func group(_ group: FunnelGroup) -> String {
        let key = group.id.map { "\(memberNames[$0] ?? -1)" } ?? group.key
        return "\(key)|\(totals(group.figures))"
    }

    private func totals(_ figures: FunnelFigures) -> String {
        "\(figures.population)|\(figures.open)|\(figures.won)|\(figures.lost)"
    }
}
