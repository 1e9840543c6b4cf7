import Sales

extension Answers {
    /// Counts one opportunity on both logs, and its complete path.
    mutating func count(_ story: Story, in chain: StageChain) {
        var happened = Tally()
        var reported = Tally()
        for event in story.events {
            happened.take(event)
            if event.recordedAt <= observedAt { reported.take(event) }
        }
        asItWas.count(stood: happened.stood, state: happened.state, amount: happened.amount)
        asReported.count(stood: reported.stood, state: reported.state, amount: reported.amount)
        paths.count(story.steps, of: story.classIndex, in: chain)
        trueRevisions += story.events.count
        reportedRevisions += story.reported.count
    }
}

/// What events, taken in the order of happening, have led to.
private struct Tally {
    var stood: UInt64 = 0
    var state = 0
    var amount: Int64?

    mutating func take(_ event: Story.Event) {
        if event.kind == .creation || event.kind == .move {
            state = event.state
            stood |= 1 << UInt64(event.state)
        }
        if let amount = event.amount { self.amount = amount }
    }
}
