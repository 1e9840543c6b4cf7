import Sales

/// One opportunity while it is being told; its arrays are used again for the next.
struct Story: Sendable {
    /// The entry of a state of the chain.
    struct Step: Sendable {
        var state: Int
        /// On the evenly running clock, before working hours are laid over it.
        var raw: Double
        var at: Instant
    }

    /// A change that happened, or a mistake of the reported log; plain numbers, since events are moved about a lot.
    struct Event: Sendable {
        enum Kind: Sendable {
            case creation, move, amountChange, push, handOver, wrongDrag, voiding
        }

        var kind: Kind
        var happenedAt: Instant
        var recordedAt = Instant.distantFuture
        var voidedAt: Instant?
        /// The state entered, of a creation, a move or a wrong drag.
        var state = 0
        /// In minor units.
        var amount: Int64?
        var closeDay: Day?
        /// The rep who owns it after the event.
        var rep = 0
        var lossReason = 0
    }

    var account = 0
    var customerType = 0
    var rep = 0
    var channel = 0
    var product = 0
    var classIndex = 0
    var isNewCustomer = true
    /// The complete path, beyond the end of the logs.
    var steps: [Step] = []
    /// What happened before the end of the logs, in order of happening.
    var events: [Event] = []
    /// The reported log's events in the order of recording.
    var reported: [Event] = []

    /// The first closing, or the end of time.
    func firstClosing(openCount: Int) -> Step? { steps.first { $0.state >= openCount } }
}

extension [Story.Event] {
    /// Sorts few events that are nearly in order, keeping the order of equals.
    mutating func insertionSort(by precedes: (Story.Event, Story.Event) -> Bool) {
        guard count > 1 else { return }
        for index in 1..<count {
            var place = index
            while place > 0, precedes(self[place], self[place - 1]) {
                swapAt(place, place - 1)
                place -= 1
            }
        }
    }
}
