import Foundation
import SQLEngines
import Sales

/// A place in a list: behind or before one record, by the values that it had when it was shown.
///
/// It holds although rows come, go or change, since it names no row's number. Its text is opaque: whoever holds one
/// gives it back as it is.
package struct ListCursor: Hashable, Sendable {
    /// The order of the list that it is a place in.
    var order: String
    var segment: String
    /// Nothing where the segment is ordered by id alone.
    var key: Key?
    var id: Identifier<AnyRecord>

    enum Key: Hashable, Sendable, Codable {
        case integer(Int64), text(String)

        var value: SQL.Value {
            switch self {
            case .integer(let integer): .integer(integer)
            case .text(let text): .text(text)
            }
        }
    }
}

/// A list that cannot be shown as asked.
package enum ListError: Error, Equatable {
    case unknownCursor
}

extension ListError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownCursor: "This place is not one of this list in this order. Begin at the list's start."
        }
    }
}

extension ListCursor: LosslessStringConvertible {
    private struct Stored: Codable {
        var o: String
        var s: String
        var k: Key?
        var i: String
    }

    package init?(_ text: String) {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard text.utf8.count <= 4000, let data = Data(base64Encoded: padded),
            let stored = try? JSONDecoder().decode(Stored.self, from: data),
            let id = Identifier<AnyRecord>(stored.i)
        else { return nil }
        if case .text(let key) = stored.k, key.utf8.contains(0) { return nil }
        (order, segment, key, self.id) = (stored.o, stored.s, stored.k, id)
    }

    package var description: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and integers always encode.
        let data = (try? encoder.encode(Stored(o: order, s: segment, k: key, i: id.description))) ?? Data()
        return data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// Which page of a list is asked for.
package enum ListPosition: Hashable, Sendable {
    case start
    case after(ListCursor)
    case before(ListCursor)
}

/// A page of a list, with the places before and behind it where there is more.
package struct ListPage<Row: Sendable>: Sendable {
    package var rows: [Row]
    package var previous: ListCursor?
    package var next: ListCursor?

    package init(rows: [Row], previous: ListCursor? = nil, next: ListCursor? = nil) {
        self.rows = rows
        self.previous = previous
        self.next = next
    }
}

extension ListPage: Equatable where Row: Equatable {}
