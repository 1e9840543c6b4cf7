import SQLEngines
import Sales

/// One bulk action: what was done to which records, and how far it came.
package struct BulkRun: Hashable, Sendable {
    package enum State: String, Sendable {
        /// The records are being written down; one that is interrupted here has done nothing.
        case collecting
        case running, finished, undoing, undone
    }

    package var id: Identifier<BulkRun>
    package var kind: BinKind
    package var action: BulkAction
    /// The filter that chose the records; nothing where they were named.
    package var filter: [QueryItem]?
    package var selected: Int
    /// How many of them are done with, by the action or by its undo.
    package var processed: Int
    package var state: State
    package var actorID: Identifier<Member>?
    package var startedAt: Instant
    package var finishedAt: Instant?
    package var undoneAt: Instant?
}

/// Which records a bulk action takes.
package enum BulkSelection: Hashable, Sendable {
    case ids([Identifier<AnyRecord>])
    /// All that a filter shows, and how many these were when somebody looked.
    case filter([QueryItem], counted: Int)
}

/// A record of a bulk action and what became of it; no result where its turn has not come.
package struct BulkEntry: Hashable, Sendable {
    package var position: Int
    package var id: Identifier<AnyRecord>
    package var result: BulkResult?
}

/// A bulk action that cannot be begun or taken back as asked.
package enum BulkError: Error, Equatable {
    case nothingSelected
    /// The filter shows another number of records than when somebody looked.
    case countChanged(was: Int, now: Int)
    case notFinished
    case undoneAlready
    /// Another process works on it.
    case movedOn
}

extension BulkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nothingSelected: "No record is selected."
        case .countChanged(let was, let now):
            "There were \(was) records when you looked, and there are \(now) now. Look again, or confirm the new number."
        case .notFinished: "The bulk action is still running; it can be undone when it is done."
        case .undoneAlready: "The bulk action was undone already."
        case .movedOn: "Another process works on this bulk action. Wait until it is done."
        }
    }
}

extension BinKind: SQLBindable, SQLReadable {}
extension BulkRun.State: SQLBindable, SQLReadable {}

extension BulkRun: SQLReadable {
    static let columns: SQL = """
        id, record_kind, action, filter, selected, processed, state, actor_id, started_at, finished_at, undone_at
        """

    package init(from row: inout Row) throws {
        id = try row.next()
        kind = try row.next()
        let action: String = try row.next()
        guard let known = try BulkAction(query: [QueryItem](json: action)) else {
            throw UnknownValue(type: "BulkAction", value: action)
        }
        self.action = known
        let filter: String? = try row.next()
        self.filter = try filter.map { try [QueryItem](json: $0) }
        selected = try row.next()
        processed = try row.next()
        state = try row.next()
        actorID = try row.next()
        startedAt = try row.next()
        finishedAt = try row.next()
        undoneAt = try row.next()
    }
}

extension BulkEntry: SQLReadable {
    static let columns: SQL = "position, record_id, result, reason"

    package init(from row: inout Row) throws {
        position = try row.next()
        id = try row.next()
        let (word, reason): (String?, String?) = (try row.next(), try row.next())
        result = word.flatMap { BulkResult(word: $0, reason: reason) }
    }
}

extension BulkResult {
    init?(word: String, reason: String?) {
        switch word {
        case "done": self = .done
        case "unchanged": self = .unchanged
        case "refused": self = .refused(reason.flatMap { BulkRefusal(rawValue: $0) } ?? .unfit)
        case "reversed": self = .reversed
        case "kept": self = .kept
        default: return nil
        }
    }

    var word: String {
        switch self {
        case .done: "done"
        case .unchanged: "unchanged"
        case .refused: "refused"
        case .reversed: "reversed"
        case .kept: "kept"
        }
    }

    var reason: String? { if case .refused(let reason) = self { reason.rawValue } else { nil } }
}
