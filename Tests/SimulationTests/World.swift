import Sales
import Simulation

typealias Plan = SalesCompany.Plan

extension SalesCompany.Plan {
    /// A company in which nothing but the chain decides: no skill, no lag, no habits.
    static func world(
        opportunities: Int = 20_000,
        seed: UInt64 = 7,
        dwell: Distribution = .logNormal(median: 8, sigma: 0.6)
    ) -> SalesCompany.Plan {
        var plan = realistic(opportunities: opportunities, seed: seed)
        plan.team.skillSpread = 0
        plan.entryLag = .none
        plan.habits = .stagesOnly
        for index in plan.channels.indices { plan.channels[index].quality = 0 }
        for index in plan.customerTypes.indices {
            plan.customerTypes[index].quality = 0
            plan.customerTypes[index].dwellFactor = 1
        }
        for index in plan.flows.indices { plan.flows[index].dwell = dwell }
        return plan
    }

    /// The demo's company up to 31 December 2025.
    static func realistic(
        opportunities: Int = 1000,
        seed: UInt64 = 7,
        language: Language = .simplifiedChinese,
        template: PipelineTemplate = .standard
    ) -> SalesCompany.Plan {
        .typical(
            opportunities: opportunities,
            seed: seed,
            language: language,
            to: Day(year: 2025, month: 12, day: 31)!,
            template: template
        )
    }
}

extension SalesCompany {
    static func made(_ plan: Plan) -> (company: SalesCompany, all: [SimulatedOpportunity], answers: Answers) {
        let company = try! SalesCompany(plan)
        var all: [SimulatedOpportunity] = []
        let answers = company.generate { all.append($0) }
        return (company, all, answers)
    }
}
