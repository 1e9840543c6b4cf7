import Sales

/// What complete paths show: nothing is cut off by the end of the logs.
package struct Paths: Hashable, Sendable {
    /// One open stage.
    package struct AtStage: Hashable, Sendable {
        /// Opportunities that came into it at least once.
        package var entered = 0
        /// How many of them were won in the end.
        package var wins = 0
        /// The sum of their true probabilities of it, and of probability × (1 − probability).
        package var expectedWins = 0.0
        package var varianceOfWins = 0.0
        package var stays = 0
        package var stayedDays = 0.0

        /// The true eventual-win probability of those that came into it.
        package var eventualWin: Double { entered == 0 ? 0 : expectedWins / Double(entered) }
        package var meanStayDays: Double { stays == 0 ? 0 : stayedDays / Double(stays) }
    }

    /// The open stages in order.
    package var stages: [AtStage]
    /// Moves from a state to a state: the open stages, then won and lost.
    package var transitions: [[Int]]
    package var won = 0
    /// The sum of days from creation to the signature of those won in the end.
    package var cycleDays = 0.0

    init(chain: StageChain) {
        stages = Array(repeating: AtStage(), count: chain.openCount)
        transitions = Array(repeating: Array(repeating: 0, count: chain.stateCount), count: chain.stateCount)
    }

    package var meanCycleDays: Double { won == 0 ? 0 : cycleDays / Double(won) }

    mutating func count(_ steps: [Story.Step], of classIndex: Int, in chain: StageChain) {
        guard let first = steps.first, let last = steps.last else { return }
        let isWon = last.state == chain.won
        if isWon {
            won += 1
            cycleDays += last.at.days(since: first.at)
        }
        var seen: UInt64 = 0
        for (index, step) in steps.enumerated() {
            if index + 1 < steps.count { transitions[step.state][steps[index + 1].state] += 1 }
            guard step.state < chain.openCount else { continue }
            stages[step.state].stays += 1
            stages[step.state].stayedDays += steps[index + 1].at.days(since: step.at)
            guard seen & 1 << UInt64(step.state) == 0 else { continue }
            seen |= 1 << UInt64(step.state)
            let probability = chain.eventualWin(step.state, of: classIndex)
            stages[step.state].entered += 1
            stages[step.state].wins += isWon ? 1 : 0
            stages[step.state].expectedWins += probability
            stages[step.state].varianceOfWins += probability * (1 - probability)
        }
    }
}
