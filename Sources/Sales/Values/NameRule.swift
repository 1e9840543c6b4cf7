/// A text that cannot be a record's name.
package enum NameError: Error, Equatable {
    case empty
    case tooLong
}

extension NameError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "A name must not be blank."
        case .tooLong: "A name has at most \(NameRule.limit) characters; shorten it."
        }
    }
}

/// How long names may be.
package enum NameRule {
    /// In Unicode code points, as the databases count; what a reader sees as one character may be several.
    package static let limit = 500

    /// Checks the name of a record.
    package static func check(_ name: String) throws(NameError) {
        if name.allSatisfy(\.isWhitespace) { throw .empty }
        if !name.isWithin(limit) { throw .tooLong }
    }
}

extension String {
    /// Whether the text has no more code points than that.
    package func isWithin(_ limit: Int) -> Bool {
        // No code point has fewer bytes than one, so most texts need no counting.
        utf8.count <= limit || unicodeScalars.count <= limit
    }
}
