import Sales
import SalesAnalytics
import Storage

/// One stage of a board, in words.
struct BoardStage: Encodable {
    var stage: String
    var stageName: String
    /// `open`, `won` or `lost`.
    var kind: String
    var isWon: Bool
    var isLost: Bool
    var count: String
    var countTitle: String
    var sum: String
    var sumTitle: String
    var weighted: String?
    var weightedTitle: String
    var cards: [BoardCard]
    /// Where more cards are, alone and with the others.
    var more: String?
    var larger: String

    init(_ column: BoardColumn, _ choice: BoardChoice, _ access: Access, _ words: Words) {
        let figures = column.figures
        stage = column.stage.id.description
        stageName =
            column.isRetired ? words("funnel.retired", ["name": column.stage.name]) : column.stage.name
        kind = column.stage.kind.rawValue
        (isWon, isLost) = (column.stage.kind == .won, column.stage.kind == .lost)
        count = words.count(figures.count)
        countTitle = words("board.count", count: figures.count)
        let sum = Amount(minor: figures.amount.minor, currency: figures.amount.currency)
        self.sum = words.shortMoney(sum)
        var remarks = [words("board.sum", ["amount": words.money(sum)])]
        if figures.amount.otherCurrency > 0 {
            remarks.append(words("funnel.otherCurrency", count: figures.amount.otherCurrency))
        }
        if figures.amount.withoutAmount > 0 {
            remarks.append(words("board.withoutAmount", count: figures.amount.withoutAmount))
        }
        sumTitle = remarks.joined(separator: " · ")
        let weight = Amount(minor: figures.weightedMinor, currency: figures.amount.currency)
        let isWeighed = column.stage.kind == .open && figures.amount.withAmount > figures.withoutProbability
        weighted = isWeighed ? words("board.weighted", ["amount": words.shortMoney(weight)]) : nil
        var doubts = [words("board.weightedSum", ["amount": words.money(weight)])]
        if figures.withoutProbability > 0 {
            doubts.append(words("board.withoutProbability", count: figures.withoutProbability))
        }
        weightedTitle = doubts.joined(separator: " · ")
        cards = column.cards.map { BoardCard($0, access, words) }
        more = column.next.map { choice.more(column.stage.id, after: $0) }
        larger = choice.larger
    }
}

/// The columns alone, as a board that is shown asks for those that changed.
struct BoardColumns: Encodable {
    var mayMove: Bool
    var stages: [BoardStage]

    init(_ board: Board, _ choice: BoardChoice, _ access: Access, _ words: Words) {
        mayMove = access.may(.edit, .opportunities)
        stages = board.columns.map { BoardStage($0, choice, access, words) }
    }
}

/// More cards of one column.
struct BoardCards: Encodable {
    var mayMove: Bool
    var cards: [BoardCard]
    var more: String?
    var larger: String

    struct Rows: Sendable {
        var stage: Identifier<Stage>
        var page: ListPage<OpportunityRow>
    }

    init(_ rows: Rows, _ choice: BoardChoice, _ access: Access, _ words: Words) {
        mayMove = access.may(.edit, .opportunities)
        cards = rows.page.rows.map { BoardCard($0, access, words) }
        more = rows.page.next.map { choice.more(rows.stage, after: $0) }
        larger = choice.larger
    }
}
