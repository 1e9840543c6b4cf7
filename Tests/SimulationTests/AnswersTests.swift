import Sales
import Simulation
import Testing

@Suite struct `The answers` {
    @Test(arguments: PipelineTemplate.all)
    func `equal a recount through the states of the logs`(template: PipelineTemplate) {
        let made = SalesCompany.made(.realistic(opportunities: 1500, template: template))
        #expect(made.answers.asItWas == recount(made.all.map(\.truth), made.company))
        #expect(made.answers.asReported == recount(made.all.map(\.reported), made.company))
        #expect(made.answers.trueRevisions == made.all.reduce(0) { $0 + $1.truth.count })
        #expect(made.answers.reportedRevisions == made.all.reduce(0) { $0 + $1.reported.count })
    }

    @Test func `equal a recount where many are told late and dragged wrongly`() {
        var plan = Plan.realistic(opportunities: 3000)
        plan.entryLag = Plan.EntryLag(lateShare: 0.5, lateDays: 20, bulkShare: 0.3, sameDayHours: 5)
        plan.habits.wrongDrag = 0.6
        plan.reopening.probability = 0.3
        let made = SalesCompany.made(plan)
        #expect(made.answers.asReported == recount(made.all.map(\.reported), made.company))
        #expect(made.answers.asReported != made.answers.asItWas)
    }

    @Test func `find transitions as often as planned, within four sigma`() {
        let plan = Plan.world()
        let paths = SalesCompany.made(plan).answers.paths
        for (from, flow) in plan.flows.enumerated() {
            let planned = flow.toStages + [flow.toWon, flow.toLost]
            let total = paths.transitions[from].reduce(0, +)
            #expect(total == paths.stages[from].stays)
            for (to, probability) in planned.enumerated() {
                let sigma = (probability * (1 - probability) * Double(total)).squareRoot()
                #expect(abs(Double(paths.transitions[from][to]) - probability * Double(total)) <= 4 * sigma + 1e-6)
            }
        }
        let lost = paths.transitions.count - 1
        let losses = Double(paths.transitions.dropLast().reduce(0) { $0 + $1[lost] })
        let back = Double(paths.transitions[lost][0])
        #expect(abs(back - 0.03 * losses) < 4 * (0.03 * 0.97 * losses).squareRoot())
    }

    @Test func `find moves in the logs that are the chain's, when all have ended`() {
        var plan = Plan.world(opportunities: 3000)
        plan.observedUntil = plan.to.advanced(by: 20_000)
        let made = SalesCompany.made(plan)
        let ids = made.company.process.stages.map(\.id)
        var moves = ids.map { _ in ids.map { _ in 0 } }
        for opportunity in made.all {
            let stages = opportunity.truth.compactMap { $0.values.stageID.flatMap(ids.firstIndex) }
            for (from, to) in zip(stages, stages.dropFirst()) { moves[from][to] += 1 }
        }
        #expect(moves == made.answers.paths.transitions)
        #expect(made.answers.asItWas.open == 0)
    }

    @Test(arguments: [7, 42] as [UInt64])
    func `find eventual wins as often as the chain says, within four sigma`(seed: UInt64) {
        for plan in [Plan.world(seed: seed), .realistic(opportunities: 20_000, seed: seed)] {
            for stage in SalesCompany.made(plan).answers.paths.stages {
                let difference = Double(stage.wins) - stage.expectedWins
                #expect(abs(difference) < 4 * stage.varianceOfWins.squareRoot())
            }
        }
    }

    @Test func `solve the chain exactly`() throws {
        var plan = Plan.world(opportunities: 1)
        plan.reopening.probability = 0
        let dwell = Distribution.logNormal(median: 1, sigma: 0)
        plan.template = PipelineTemplate.leadToWin
        plan.entry = [1, 0]
        plan.flows = [
            Plan.Flow(toStages: [0, 0.5], toWon: 0, toLost: 0.5, dwell: dwell),
            Plan.Flow(toStages: [0.2, 0], toWon: 0.3, toLost: 0.5, dwell: dwell),
        ]
        // w1 = w2 / 2 and w2 = 0.3 + 0.2 w1, hence w2 = 1/3 and w1 = 1/6.
        let wins = try SalesCompany(plan).eventualWin(rep: 0, channel: 0, customerType: 0)
        #expect(abs(wins[0] - 1 / 6) < 1e-12 && abs(wins[1] - 1 / 3) < 1e-12)
        plan.reopening.probability = 0.5
        // Now w1 = w2 / 2 + w1 / 4 and w2 = 0.3 + 0.2 w1 + w1 / 4, hence w1 = 2/7.
        let more = try SalesCompany(plan).eventualWin(rep: 0, channel: 0, customerType: 0)
        #expect(abs(more[0] - 2 / 7) < 1e-12 && abs(more[1] - 3 / 7) < 1e-12)
    }

    @Test func `of the demo look like a company's year`() {
        let made = SalesCompany.made(.realistic(opportunities: 2000))
        let counts = made.answers.asItWas
        #expect((0.13...0.22).contains(Double(counts.won) / Double(counts.won + counts.lost)))
        #expect((60...90).contains(made.answers.paths.meanCycleDays))
        #expect((60...400).contains(counts.open))
        let reached = counts.stages.prefix(4).map(\.reached)
        #expect(reached == reached.sorted(by: >))
        #expect((3...5).contains(Double(made.answers.reportedRevisions) / 2000))
    }
}

/// Counts anew through `state(at:knownAt:)`, by the definitions alone.
private func recount(_ logs: [[Revision]], _ company: SalesCompany) -> Counts {
    let end = company.observedAt
    let won = company.process.stages.first { $0.kind == .won }!
    let lost = company.process.stages.first { $0.kind == .lost }!
    let open = company.process.openStages.map(\.id)
    var counts = SalesCompany.made(.emptied(company.plan)).answers.asItWas
    for log in logs {
        let state = log.state(at: end, knownAt: end)!
        let valid = log.filter {
            $0.fields.contains(.stage) && $0.recordedAt <= end && ($0.voidedAt ?? .distantFuture) > end
        }
        let stood = Set(valid.compactMap(\.values.stageID))
        counts.population += 1
        counts.open += state.outcome == .open ? 1 : 0
        counts.won += state.outcome == .won ? 1 : 0
        counts.lost += state.outcome == .lost ? 1 : 0
        if state.outcome == .won, let amount = state.amount {
            counts.wonAmount += amount.minor
            counts.wonWithAmount += 1
        }
        for (index, id) in (open + [won.id, lost.id]).enumerated() {
            counts.stages[index].standing += state.stageID == id ? 1 : 0
            counts.stages[index].stood += stood.contains(id) ? 1 : 0
            guard index < open.count else { continue }
            let beyond = state.outcome == .won || open[index...].contains(where: stood.contains)
            counts.stages[index].reached += beyond ? 1 : 0
        }
    }
    return counts
}

extension SalesCompany.Plan {
    fileprivate static func emptied(_ plan: SalesCompany.Plan) -> SalesCompany.Plan {
        var plan = plan
        plan.opportunities = 0
        return plan
    }
}
