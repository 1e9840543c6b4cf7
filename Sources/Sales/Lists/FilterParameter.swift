/// A name and a value of a URL's query.
package struct QueryItem: Hashable, Sendable, Codable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A query that is no filter.
package enum FilterError: Error, Equatable {
    case unknownParameter(String, known: [String])
    case invalidValue(parameter: String, value: String)
    case givenTwice(String)
}

extension FilterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownParameter(let name, let known):
            "There is no filter by \(name). There are: \(known.joined(separator: ", "))."
        case .invalidValue(let parameter, let value): "\(value) is no value that \(parameter) can have."
        case .givenTwice(let parameter): "\(parameter) is given twice; it has one value."
        }
    }
}

/// Two ends of a range, each of which may be open; both belong to it.
package struct Bounds<Value: Hashable & Comparable & Sendable>: Hashable, Sendable {
    package var atLeast: Value?
    package var atMost: Value?

    package init(atLeast: Value? = nil, atMost: Value? = nil) {
        self.atLeast = atLeast
        self.atMost = atMost
    }

    package var isOpen: Bool { atLeast == nil && atMost == nil }
}

/// One parameter of a filter's query: how it is read and how it is written.
package struct FilterParameter<Filter: RecordFilter>: Sendable {
    package var name: String
    var read: @Sendable (String, inout Filter) throws(FilterError) -> Void
    var write: @Sendable (Filter) -> [String]
}

extension FilterParameter {
    /// A parameter that may be given several times; a record matches by any of its values.
    static func anyOf<Value: LosslessStringConvertible & Equatable & SendableMetatype>(
        _ name: String,
        _ path: WritableKeyPath<Filter, [Value]> & Sendable
    ) -> Self {
        Self(name: name) { (text, filter) throws(FilterError) in
            let value: Value = try parsed(text, name)
            if !filter[keyPath: path].contains(value) { filter[keyPath: path].append(value) }
        } write: { filter in
            filter[keyPath: path].map { "\($0)" }
        }
    }

    /// A parameter that is given once at most.
    static func one<Value: LosslessStringConvertible & SendableMetatype>(
        _ name: String,
        _ path: WritableKeyPath<Filter, Value?> & Sendable
    ) -> Self {
        Self(name: name) { (text, filter) throws(FilterError) in
            guard filter[keyPath: path] == nil else { throw .givenTwice(name) }
            filter[keyPath: path] = try parsed(text, name)
        } write: { filter in
            filter[keyPath: path].map { ["\($0)"] } ?? []
        }
    }

    /// `yes`, or not given.
    static func flag(_ name: String, _ path: WritableKeyPath<Filter, Bool> & Sendable) -> Self {
        Self(name: name) { (text, filter) throws(FilterError) in
            guard text == "yes" else { throw .invalidValue(parameter: name, value: text) }
            filter[keyPath: path] = true
        } write: { filter in
            filter[keyPath: path] ? ["yes"] : []
        }
    }

    private static func parsed<Value: LosslessStringConvertible>(
        _ text: String,
        _ name: String
    ) throws(FilterError) -> Value {
        // PostgreSQL cannot bind U+0000, and nobody types it.
        guard !text.isEmpty, !text.utf8.contains(0), let value = Value(text) else {
            throw .invalidValue(parameter: name, value: text)
        }
        return value
    }
}
