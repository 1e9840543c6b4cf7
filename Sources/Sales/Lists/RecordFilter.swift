/// Which records a list or board shows: a value that travels in a URL and is saved in the same form.
///
/// Different parameters narrow each other; several values of one widen it.
package protocol RecordFilter: Hashable, Sendable, Codable {
    init()
    /// Every parameter the filter knows, in the order in which they are written.
    static var parameters: [FilterParameter<Self>] { get }
    /// What it asks of the fields that the workspace made itself.
    var fields: FieldFilter { get set }
}

extension RecordFilter {
    /// Reads a URL's query; what it does not know it refuses, so that no misspelt filter shows everything.
    package init(query: [QueryItem]) throws(FilterError) {
        self.init()
        let parameters = Self.parameters
        for item in query {
            if try fields.read(item) { continue }
            guard let parameter = parameters.first(where: { $0.name == item.name }) else {
                throw .unknownParameter(item.name, known: parameters.map(\.name))
            }
            try parameter.read(item.value, &self)
        }
    }

    /// The query that reads as this filter; the same filter gives the same query.
    package var query: [QueryItem] {
        Self.parameters.flatMap { parameter in parameter.write(self).map { QueryItem(parameter.name, $0) } }
            + fields.query
    }

    package var isEmpty: Bool { self == Self() }

    package init(from decoder: any Decoder) throws {
        try self.init(query: decoder.singleValueContainer().decode([QueryItem].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(query)
    }
}

extension Outcome: LosslessStringConvertible {
    package init?(_ text: String) { self.init(rawValue: text) }
    package var description: String { rawValue }
}
