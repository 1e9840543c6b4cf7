import Sales

/// What is true of a company's opportunities, counted by the simulation itself while it makes them.
package struct Answers: Hashable, Sendable {
    package let observedAt: Instant
    /// By what happened up to the end of the logs.
    package var asItWas: Counts
    /// By what was reported up to then.
    package var asReported: Counts
    /// By the complete paths, beyond the end of the logs.
    package var paths: Paths
    package var trueRevisions = 0
    package var reportedRevisions = 0

    init(_ company: SalesCompany) {
        observedAt = company.observedAt
        asItWas = Counts(stageIDs: company.stageIDs)
        asReported = asItWas
        paths = Paths(chain: company.chain)
    }
}

/// Where a population stands at one instant.
package struct Counts: Hashable, Sendable {
    /// One stage of the funnel; won and lost stages only have `standing` and `stood`.
    package struct AtStage: Hashable, Sendable {
        package var stageID: Identifier<Stage>
        /// In the stage now.
        package var standing = 0
        /// With at least one stay in it, running or finished.
        package var stood = 0
        /// In it or in a later open stage at some time, or won now.
        package var reached = 0
    }

    package var population = 0
    package var open = 0
    package var won = 0
    package var lost = 0
    /// Of the won ones that have an amount, in minor units.
    package var wonAmount: Int64 = 0
    package var wonWithAmount = 0
    /// The open stages in order, then the won and the lost one.
    package var stages: [AtStage]

    init(stageIDs: [Identifier<Stage>]) { stages = stageIDs.map { AtStage(stageID: $0) } }

    /// Counts one opportunity: the states it has been in, as bits, the one it is in, its amount.
    mutating func count(stood: UInt64, state: Int, amount: Int64?) {
        let openCount = stages.count - 2
        let isWon = state == openCount
        population += 1
        stages[state].standing += 1
        let open = stood & (1 << UInt64(openCount) - 1)
        let furthest = isWon ? openCount - 1 : 63 - open.leadingZeroBitCount
        for index in stages.indices {
            if stood & 1 << UInt64(index) != 0 { stages[index].stood += 1 }
            if index < openCount, index <= furthest { stages[index].reached += 1 }
        }
        if isWon {
            won += 1
            wonAmount += amount ?? 0
            wonWithAmount += amount == nil ? 0 : 1
        } else if state > openCount {
            lost += 1
        } else {
            self.open += 1
        }
    }
}
