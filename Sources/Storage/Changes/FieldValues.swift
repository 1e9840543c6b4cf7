import Foundation
import SQLEngines
import Sales

/// Values by the name of their field, as the change log keeps them: JSON with sorted keys.
package struct FieldValues: Sendable, Equatable {
    package private(set) var values: [String: SQL.Value]

    init(_ pairs: [(String, SQL.Value)]) { values = Dictionary(uniqueKeysWithValues: pairs) }

    package subscript(field: String) -> SQL.Value? { values[field] }
}

extension FieldValues: Codable {
    private enum Scalar: Codable {
        case null, integer(Int64), text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let integer = try? container.decode(Int64.self) {
                self = .integer(integer)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .null: try container.encodeNil()
            case .integer(let integer): try container.encode(integer)
            case .text(let text): try container.encode(text)
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        let scalars = try decoder.singleValueContainer().decode([String: Scalar].self)
        values = scalars.mapValues { scalar in
            switch scalar {
            case .null: .null
            case .integer(let integer): .integer(integer)
            case .text(let text): .text(text)
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        let scalars = values.mapValues { value -> Scalar in
            switch value {
            case .null: .null
            case .integer(let integer): .integer(integer)
            case .double(let double): .text(String(double))
            case .text(let text): .text(text)
            case .uuid(let high, let low): .text(Identifier<AnyRecord>(high: high, low: low).description)
            case .blob: .null
            }
        }
        var container = encoder.singleValueContainer()
        try container.encode(scalars)
    }
}

extension FieldValues: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Scalars by string keys always encode.
        guard let data = try? encoder.encode(self) else { return .null }
        return .text(String(decoding: data, as: UTF8.self))
    }

    package init(from row: inout Row) throws {
        let text: String = try row.next()
        self = try JSONDecoder().decode(FieldValues.self, from: Data(text.utf8))
    }
}
