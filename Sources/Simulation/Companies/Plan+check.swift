import Sales

extension SalesCompany {
    /// A plan that cannot be simulated.
    package enum PlanError: Error, Equatable {
        case negativeCount
        case noReps
        case noAccounts
        case daysReversed
        /// One flow per open stage, each with one probability per open stage, and one entry weight each.
        case stageCountDiffers
        case tooManyStages
        case probabilitiesDoNotAddUp(stage: Int)
        case weightsMissing(String)
        case invalidDistribution
        case neverEnds
    }
}

extension SalesCompany.Plan {
    /// Checks everything but that paths end, which the solved chain tells.
    func check() throws(SalesCompany.PlanError) {
        if opportunities < 0 { throw .negativeCount }
        if team.reps < 1 { throw .noReps }
        if accounts < 1 { throw .noAccounts }
        if to < from || observedUntil < to { throw .daysReversed }
        try checkWeights(entry, "entry")
        try checkWeights(channels.map(\.share), "channels")
        try checkWeights(customerTypes.map(\.share), "customerTypes")
        try checkFlows()
    }

    private func checkWeights(_ weights: [Double], _ name: String) throws(SalesCompany.PlanError) {
        let sound = weights.allSatisfy { $0 >= 0 && $0.isFinite } && weights.reduce(0, +) > 0
        if !sound { throw .weightsMissing(name) }
    }

    private func checkFlows() throws(SalesCompany.PlanError) {
        let count = template.stages.count { $0.kind == .open }
        if count > 60 { throw .tooManyStages }
        let fits = flows.count == count && entry.count == count && flows.allSatisfy { $0.toStages.count == count }
        if !fits || !(0..<count).contains(reopening.stage) { throw .stageCountDiffers }
        if !reopening.pause.isValid || !(0..<1).contains(reopening.probability) { throw .invalidDistribution }
        for (index, flow) in flows.enumerated() {
            let all = flow.toStages + [flow.toWon, flow.toLost]
            let sound = all.allSatisfy { $0 >= 0 } && abs(all.reduce(0, +) - 1) < 1e-9 && flow.toStages[index] == 0
            if !sound { throw .probabilitiesDoNotAddUp(stage: index) }
            if !flow.dwell.isValid { throw .invalidDistribution }
        }
    }
}
