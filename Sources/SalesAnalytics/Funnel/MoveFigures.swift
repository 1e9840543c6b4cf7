/// Where the stays in a stage ended.
package struct ExitFigures: Hashable, Sendable {
    package var forward = 0
    package var backward = 0
    package var won = 0
    package var lost = 0
    /// From a closed stage back to an open one.
    package var reopened = 0
    package var movedOut = 0

    package init(forward: Int = 0, backward: Int = 0, won: Int = 0, lost: Int = 0, reopened: Int = 0, movedOut: Int = 0)
    {
        self.forward = forward
        self.backward = backward
        self.won = won
        self.lost = lost
        self.reopened = reopened
        self.movedOut = movedOut
    }

    package var total: Int { forward + backward + won + lost + reopened + movedOut }
}

/// How many changes of stage went from one to the other; nil is outside the pipeline, as before a record began.
package struct TransitionFigures: Hashable, Sendable {
    package var from: String?
    package var to: String?
    package var count: Int
}

/// The changes of stage by their kind.
package struct MoveFigures: Hashable, Sendable {
    /// From an open stage to a later open one.
    package var forward = 0
    /// The forward ones that left out a stage.
    package var skip = 0
    package var backward = 0
    /// Revisions that set the stage in which the record already was; no change of stage.
    package var repeats = 0
    /// From an open or lost stage, or from outside, to a won one.
    package var won = 0
    /// From an open or won stage, or from outside, to a lost one.
    package var lost = 0
    package var reopened = 0
    /// From outside, as a new record or from another pipeline.
    package var movedIn = 0
    package var movedOut = 0

    package init(
        forward: Int = 0,
        skip: Int = 0,
        backward: Int = 0,
        repeats: Int = 0,
        won: Int = 0,
        lost: Int = 0,
        reopened: Int = 0,
        movedIn: Int = 0,
        movedOut: Int = 0
    ) {
        self.forward = forward
        self.skip = skip
        self.backward = backward
        self.repeats = repeats
        self.won = won
        self.lost = lost
        self.reopened = reopened
        self.movedIn = movedIn
        self.movedOut = movedOut
    }
}
