import Hummingbird
import Sales
import Storage

/// What a board's address asks for beside its pipeline.
struct BoardChoice: Sendable {
    /// How long ago what is closed may have been closed to be shown.
    enum Closed: String, CaseIterable {
        case month = "30"
        case quarter = "90"
        case year = "365"
        case all

        fileprivate var days: Int? { Int(rawValue) }
    }

    var address: FilterAddress<OpportunityFilter>
    var order: ListOrder<OpportunityKey>
    var closed: Closed
    /// From where on a single column is asked for.
    var cursor: ListCursor?
    private var cards: Int
    /// Whether all that can be filtered by is asked for.
    var isFilterUnfolded: Bool

    init(_ pipeline: Identifier<Pipeline>, _ query: FormFields, _ access: Access) throws {
        address = try FilterAddress(
            path: "/pipelines/\(pipeline)/board",
            query,
            others: ["order", "closed", "view", "after", "cards", .panel],
            currency: access.workspace.currency
        )
        // A board is one pipeline's, whatever list its filter comes from.
        address.filter.pipelineIDs = []
        order = try Self.read(address[other: "order"]) { ListOrder($0) } ?? .usualOnBoards
        closed = try Self.read(address[other: "closed"]) { Closed(rawValue: $0) } ?? .month
        cursor = try Self.read(address[other: "after"]) { ListCursor($0) }
        cards = try Self.read(address[other: "cards"]) { Int($0) } ?? Self.pageSize
        address[other: "after"] = nil
        address[other: "cards"] = nil
        isFilterUnfolded = address[other: .panel] != nil
        address[other: .panel] = nil
    }

    private static let pageSize = 50
    private static let mostCards = 500

    private static func read<Value>(_ text: String?, _ parse: (String) -> Value?) throws -> Value? {
        guard let text else { return nil }
        guard let value = parse(text) else { throw HTTPError(.badRequest) }
        return value
    }

    func question(_ pipeline: Identifier<Pipeline>, today: Day) -> BoardQuestion {
        BoardQuestion(
            pipelineID: pipeline,
            filter: address.filter,
            order: order,
            closedSince: closed.days.map { today.advanced(by: -$0) },
            cardsPerColumn: min(max(cards, Self.pageSize), Self.mostCards)
        )
    }

    /// One column from a place on.
    func more(_ stage: Identifier<Stage>, after cursor: ListCursor) -> String {
        address.with {
            $0.filter.stageIDs = [stage]
            $0[other: "after"] = cursor.description
        }.href
    }

    /// The whole board with more cards in its columns, for who has no JavaScript.
    var larger: String {
        address.with { $0[other: "cards"] = String(min(cards + Self.pageSize, Self.mostCards)) }.href
    }

    var view: Identifier<SavedView>? { address[other: "view"].flatMap { Identifier($0) } }
}
