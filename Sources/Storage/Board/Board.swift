import Sales
import SalesAnalytics

/// What somebody asks of a pipeline's board.
package struct BoardQuestion: Hashable, Sendable {
    package var pipelineID: Identifier<Pipeline>
    package var filter: OpportunityFilter
    package var order: ListOrder<OpportunityKey>
    /// Won and lost stages show what was closed on this day or later; nil for everything that ever was.
    package var closedSince: Day?
    package var cardsPerColumn: Int

    package init(
        pipelineID: Identifier<Pipeline>,
        filter: OpportunityFilter = OpportunityFilter(),
        order: ListOrder<OpportunityKey> = .usualOnBoards,
        closedSince: Day? = nil,
        cardsPerColumn: Int = 50
    ) {
        self.pipelineID = pipelineID
        self.filter = filter
        self.order = order
        self.closedSince = closedSince
        self.cardsPerColumn = cardsPerColumn
    }
}

/// A pipeline's opportunities by stage.
package struct Board: Hashable, Sendable {
    package var columns: [BoardColumn]
}

/// A stage of a board with what stands in it, and its first cards.
package struct BoardColumn: Hashable, Sendable {
    package var stage: Stage
    /// No longer in the process, and here because something still stands in it.
    package var isRetired: Bool
    package var figures: BoardFigures
    package var cards: [OpportunityRow]
    package var next: ListCursor?
}

/// What a column of a board holds, counted by the database and never from loaded cards.
package struct BoardFigures: Hashable, Sendable {
    package var count = 0
    /// The sum in the workspace's currency, with how many it leaves out.
    package var amount: AmountFigures
    /// Each amount of that sum times its probability, the stage's unless overridden, rounded once at the end.
    package var weightedMinor: Int64 = 0
    /// Amounts of that sum whose probability nobody said; they weigh nothing.
    package var withoutProbability = 0

    init(_ currency: Currency) { amount = AmountFigures(currency: currency) }
}
