/// A short name that people put on records to find them together.
package struct Tag: Hashable, Sendable {
    package var id: Identifier<Tag>
    package var name: String
    package var colour: Colour
    /// A retired one stays on records and is offered for none.
    package var isRetired: Bool
    package var version: Int

    /// The palette; each is told apart in light and in dark.
    package enum Colour: String, CaseIterable, Sendable {
        case grey, blue, green, amber, red, violet, teal, pink
    }

    package init(
        id: Identifier<Tag>,
        name: String,
        colour: Colour = .grey,
        isRetired: Bool = false,
        version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.colour = colour
        self.isRetired = isRetired
        self.version = version
    }
}

extension Tag {
    /// In code points: a tag is a word or two, and several stand on a card.
    package static let limit = 60
    /// How many one form may name.
    package static let mostAtOnce = 20

    /// The names in a typed text, separated by commas, semicolons or 、, each once.
    package static func names(in text: String) throws -> [String] {
        var seen: Set<String> = []
        let names = text.split { ",，、;；\n".contains($0) }.map { name in
            String(name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        let found = names.filter { !$0.isEmpty && seen.insert($0.folded).inserted }
        if found.count > mostAtOnce { throw TagError.tooMany }
        for name in found where !name.isWithin(limit) { throw TagError.tooLong }
        return found
    }
}

extension Tag.Colour {
    /// The colour of the nth tag, so that neighbours differ.
    package init(ofTag number: Int) {
        let colours = Self.allCases.dropFirst()
        self = colours[colours.startIndex + number % colours.count]
    }
}

/// What cannot be done with a tag.
package enum TagError: Error, Equatable {
    case nameTaken(String)
    case tooLong
    case tooMany
    /// It is offered for no record any more.
    case retired(String)
    /// A tag cannot be merged into itself.
    case sameTag
}

extension TagError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nameTaken(let name): "There is a tag \(name) already, perhaps among the retired ones. Merge them instead."
        case .tooLong: "A tag has at most \(Tag.limit) characters."
        case .tooMany: "Name at most \(Tag.mostAtOnce) tags at once."
        case .retired(let name):
            "The tag \(name) was retired; choose another, or let it be offered again in the settings."
        case .sameTag: "Choose another tag to merge this one into."
        }
    }
}
