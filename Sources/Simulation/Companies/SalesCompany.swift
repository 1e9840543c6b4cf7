import Sales

/// A simulated sales company whose truth is known: for the demo, the benchmarks, and to test statistics against.
package struct SalesCompany: Sendable {
    package let plan: Plan
    package let pipeline: Pipeline
    package let process: ProcessVersion
    /// Those of a workspace that has them already may take the place of the company's own.
    package var lossReasons: [LossReason]
    let team: SalesTeam
    let catalogue: Catalogue
    let accountBook: AccountBook
    let chain: StageChain
    /// By state of the chain: the open stages, the first won one, the first lost one.
    let stageIDs: [Identifier<Stage>]

    /// Prepares the company; opportunities are made by `generate`.
    package init(_ plan: Plan) throws(PlanError) {
        try plan.check()
        self.plan = plan
        let start = plan.calendar.start(of: plan.from)
        func ids(_ kind: Int) -> IdentifierSource { IdentifierSource(seed: plan.seed, kind: kind, start: start) }
        var random = RandomSource(seed: plan.seed)

        pipeline = Pipeline(id: ids(1).identifier(0), name: plan.template.name[plan.language])
        var made = 0
        process = plan.template.process(in: plan.language, pipelineID: pipeline.id) {
            made += 1
            return ids(2).identifier(made - 1)
        }
        lossReasons = LossReason.Starting.allCases.enumerated().map { index, reason in
            LossReason(id: ids(3).identifier(index), name: reason.name[plan.language])
        }
        team = SalesTeam(plan, memberIDs: ids(4), teamIDs: ids(5), random: &random)
        catalogue = Catalogue(plan, ids: ids(6))
        accountBook = AccountBook(plan, team: team, ids: ids(7), random: &random)
        chain = try StageChain(plan, skills: team.reps.map(\.skill))
        let stages = process.stages
        guard let won = stages.first(where: { $0.kind == .won }), let lost = stages.first(where: { $0.kind == .lost })
        else { throw .stageCountDiffers }
        stageIDs = (process.openStages + [won, lost]).map(\.id)
    }
}

extension SalesCompany {
    /// Head, regional managers and reps, in the order of their identifiers.
    package var members: [Member] { team.members }
    package var teams: [Team] { team.teams }
    package var memberships: [TeamMembership] { team.memberships }
    package var products: [Product] { catalogue.products }

    /// The accounts, each made when it is asked for.
    package var accounts: some RandomAccessCollection<Account> { (0..<plan.accounts).lazy.map(account) }

    /// The account of the index that an opportunity names.
    package func account(_ index: Int) -> Account { accountBook.account(index) }

    /// The last instant that the logs know.
    package var observedAt: Instant { plan.calendar.end(of: plan.observedUntil) }

    /// The true probability, per open stage, that an opportunity there will be won in the end.
    package func eventualWin(rep: Int, channel: Int, customerType: Int) -> [Double] {
        let index = chain.classIndex(rep: rep, channel: channel, type: customerType)
        return (0..<chain.openCount).map { chain.eventualWin($0, of: index) }
    }

    /// Makes the opportunities one by one in the order of their creation, and returns what is true of them all.
    ///
    /// Memory does not grow with their number; every call makes the same ones.
    @discardableResult
    package func generate(_ body: (SimulatedOpportunity) throws -> Void) rethrows -> Answers {
        var storyteller = Storyteller(self)
        var answers = Answers(self)
        for index in 0..<plan.opportunities {
            let opportunity = storyteller.tell(index)
            answers.count(storyteller.story, in: chain)
            try body(opportunity)
        }
        return answers
    }
}
