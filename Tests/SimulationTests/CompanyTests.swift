import Sales
import Simulation
import Testing

@Suite struct `A simulated company` {
    @Test(arguments: Language.allCases, PipelineTemplate.all)
    func `works in every language, on every template`(language: Language, template: PipelineTemplate) throws {
        let made = SalesCompany.made(.realistic(opportunities: 300, language: language, template: template))
        try made.company.process.validate()
        #expect(made.all.count == 300)
        #expect(made.answers.asItWas.won > 0 && made.answers.asItWas.lost > 0)
        let amounts = made.all.flatMap(\.truth).compactMap(\.values.amount)
        #expect(amounts.allSatisfy { $0.minor > 0 && $0.currency == made.company.plan.currency })
    }

    @Test(arguments: Language.allCases)
    func `has people in a tree of teams under one head`(language: Language) {
        let company = SalesCompany.made(.realistic(opportunities: 1, language: language)).company
        #expect(company.members.count { $0.role == .rep } == 18)
        #expect(company.members.count { $0.role == .manager } == 4)
        #expect(Set(company.members.map(\.name)).count == company.members.count)
        #expect(company.members.map(\.id) == company.members.map(\.id).sorted())
        #expect(company.teams.count { $0.parentID == nil } == 1)
        #expect(company.teams.count == 10)
        let known = Set(company.teams.map(\.id))
        #expect(company.teams.allSatisfy { $0.parentID.map(known.contains) ?? true })
        for day in [company.plan.from, company.plan.to] {
            let placed = company.memberships.filter { $0.covers(day) }.map(\.memberID)
            #expect(placed.sorted() == company.members.map(\.id))
        }
    }

    @Test(arguments: Language.allCases)
    func `names its accounts differently and places them`(language: Language) {
        let company = SalesCompany.made(.realistic(opportunities: 5000, language: language)).company
        let accounts = Array(company.accounts)
        #expect(accounts.count == 2250)
        #expect(Set(accounts.map(\.name)).count == accounts.count)
        #expect(accounts.map(\.id) == accounts.map(\.id).sorted())
        #expect(Set(accounts.compactMap(\.region)).count == 3)
        let reps = Set(company.members.filter { $0.role == .rep }.map(\.id))
        let complete = accounts.allSatisfy { account in
            account.industry != nil && account.type != nil && account.ownerID.map(reps.contains) ?? false
        }
        #expect(complete)
    }

    @Test func `names companies as the language does`() {
        let chinese = SalesCompany.made(.realistic(opportunities: 200)).company.accounts
        #expect(chinese.allSatisfy { $0.name.hasPrefix($0.address ?? "?") && $0.name.hasSuffix("有限公司") })
        let english = SalesCompany.made(.realistic(opportunities: 200, language: .english))
        #expect(english.company.accounts.allSatisfy { $0.name.utf8.allSatisfy { $0 < 0x80 } })
        #expect(english.all.allSatisfy { $0.name.unicodeScalars.filter { $0 != "·" }.allSatisfy(\.isASCII) })
    }

    @Test func `points opportunities at accounts and products that exist, every account at least once`() {
        let made = SalesCompany.made(.realistic(opportunities: 2000))
        let products = Set(made.company.products.map(\.id))
        for opportunity in made.all.prefix(200) {
            #expect(made.company.account(opportunity.accountIndex).id == opportunity.accountID)
            #expect(products.contains(opportunity.productID))
        }
        #expect(Set(made.all.map(\.accountIndex)).count == made.company.accounts.count)
    }

    @Test func `gives the record as the CRM has it`() throws {
        let made = SalesCompany.made(.realistic(opportunities: 100))
        let end = made.company.observedAt
        for simulated in made.all {
            let record = simulated.opportunity(observedAt: end)
            #expect(record.values == simulated.reported.state(at: end, knownAt: end))
            #expect(record.revisionNumber == simulated.reported.count)
        }
    }

    @Test func `may be one person, sell to one customer, and have nothing`() throws {
        var plan = Plan.realistic(opportunities: 30)
        plan.team.reps = 1
        plan.accounts = 1
        let made = SalesCompany.made(plan)
        #expect(made.company.members.count == 3)
        #expect(Set(made.all.map(\.accountID)).count == 1)
        plan.opportunities = 0
        #expect(SalesCompany.made(plan).answers.asItWas.population == 0)
    }

    @Test func `is refused where its plan cannot work`() throws {
        func error(_ change: (inout Plan) -> Void) -> SalesCompany.PlanError? {
            var plan = Plan.realistic()
            change(&plan)
            do throws(SalesCompany.PlanError) {
                _ = try SalesCompany(plan)
                return nil
            } catch { return error }
        }
        #expect(error { $0.opportunities = -1 } == .negativeCount)
        #expect(error { $0.team.reps = 0 } == .noReps)
        #expect(error { $0.accounts = 0 } == .noAccounts)
        #expect(error { $0.to = $0.from.advanced(by: -1) } == .daysReversed)
        #expect(error { $0.flows.removeLast() } == .stageCountDiffers)
        #expect(error { $0.flows[1].toLost += 0.1 } == .probabilitiesDoNotAddUp(stage: 1))
        #expect(error { $0.channels = [] } == .weightsMissing("channels"))
        #expect(error { $0.flows[0].dwell = .gamma(shape: 0, mean: 3) } == .invalidDistribution)
        let circle: (inout Plan) -> Void = { plan in
            plan.flows[0] = Plan.Flow(toStages: [0, 1, 0, 0], toWon: 0, toLost: 0, dwell: plan.flows[0].dwell)
            plan.flows[1] = Plan.Flow(toStages: [1, 0, 0, 0], toWon: 0, toLost: 0, dwell: plan.flows[0].dwell)
        }
        #expect(error(circle) == .neverEnds)
    }
}
