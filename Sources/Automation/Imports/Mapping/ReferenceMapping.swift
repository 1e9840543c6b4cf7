/// How records that a file only names (accounts, owners, products) are found, and whether missing ones are made.
package struct ReferenceMapping: Equatable, Sendable {
    package enum Match: String, CaseIterable, Sendable {
        /// By their name, folded as searching folds it.
        case name
        /// By the key under which an earlier import brought them.
        case key
    }

    package var match = Match.name
    package var makes = false

    package init(match: Match = .name, makes: Bool = false) {
        self.match = match
        self.makes = makes
    }
}

extension ReferenceMapping: Decodable {
    enum Key: String, MappingKey {
        case match, make
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.strict(Key.self)
        match = try values.optional(.match, Word<Match>.self)?.choice ?? .name
        makes = try values.optional(.make) ?? false
    }
}
