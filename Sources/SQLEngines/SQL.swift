/// SQL text and the values bound to it.
///
/// The text is written once and runs unchanged on every engine, because SQLite and PostgreSQL both read
/// `$1`, `$2`… as placeholders:
///
///     let sql: SQL = "SELECT name FROM stages WHERE pipeline_id = \(id)"
///     sql.text      // SELECT name FROM stages WHERE pipeline_id = $1
///     sql.bindings  // [.integer(7)]
package struct SQL: Sendable, Hashable {
    enum Segment: Sendable, Hashable {
        case text(String)
        case binding(Value)
    }

    /// A value as it travels to the database.
    package enum Value: Sendable, Hashable {
        case null
        case integer(Int64)
        case double(Double)
        case text(String)
        /// Sixteen bytes, the high half first.
        case uuid(UInt64, UInt64)
        case blob([UInt8])
    }

    var segments: [Segment]

    /// Makes the empty statement.
    package init() { segments = [] }

    init(segments: [Segment]) { self.segments = segments }

    /// The text with its placeholders numbered in order.
    package var text: String {
        var text = ""
        var number = 0
        for segment in segments {
            switch segment {
            case .text(let literal):
                text += literal
            case .binding:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    /// The bound values in the order of their placeholders.
    package var bindings: [Value] {
        segments.compactMap { if case .binding(let value) = $0 { value } else { nil } }
    }

    /// Whether there is neither text nor a binding.
    package var isEmpty: Bool { segments.allSatisfy { $0 == .text("") } }

    /// The fragments one after the other.
    package static func + (left: SQL, right: SQL) -> SQL { SQL(segments: left.segments + right.segments) }

    package static func += (left: inout SQL, right: SQL) { left.segments += right.segments }
}

extension Sequence where Element == SQL {
    /// The fragments with a separator between each two.
    package func joined(separator: SQL = "") -> SQL {
        var joined = SQL()
        for (index, fragment) in enumerated() {
            if index > 0 { joined += separator }
            joined += fragment
        }
        return joined
    }
}
