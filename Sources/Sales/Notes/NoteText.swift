import Foundation

/// A note's text as it is stored: members are mentioned by their identifier, `@[0191e6a0-…]`, so that whoever gets
/// another name has it in old notes too.
package struct NoteText: Hashable, Sendable {
    package var stored: String

    package init(stored: String) { self.stored = stored }

    /// In Unicode code points of what was typed.
    package static let limit = 20_000

    /// Reads what was typed: `@` and a member's name is a mention.
    ///
    /// Those in `chosen` were picked from the list, and decide where several have one name. The longest name counts,
    /// so that `@Ana Lee` is not Ana.
    package init(typed: String, members: [Member], chosen: Set<Identifier<Member>> = []) throws(NoteError) {
        let text = typed.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        if text.isEmpty { throw .empty }
        if !text.isWithin(Self.limit) { throw .tooLong }
        stored = ""
        var rest = Substring(text)
        while let place = rest.firstIndex(of: "@") {
            // The @ of an e-mail address mentions nobody.
            let isAddress = text[..<place].last.map { $0.isPlainLetter || "._-".contains($0) } ?? false
            stored += rest[..<place]
            rest = rest[rest.index(after: place)...]
            guard !isAddress, let member = try Self.mentioned(rest, members, chosen) else {
                stored += "@"
                continue
            }
            stored += "@[\(member.id)]"
            rest = rest.dropFirst(member.name.count)
        }
        stored += rest
    }

    private static func mentioned(
        _ text: Substring,
        _ members: [Member],
        _ chosen: Set<Identifier<Member>>
    ) throws(NoteError) -> Member? {
        let named = members.filter { !$0.name.isEmpty && text.beginsWithName($0.name) }
        guard let longest = named.map(\.name.count).max() else { return nil }
        let all = named.filter { $0.name.count == longest }
        let picked = all.filter { chosen.contains($0.id) }
        if picked.count == 1 { return picked[0] }
        if all.count > 1 { throw .ambiguousName(all[0].name) }
        return all[0]
    }

    /// Who is mentioned, each once.
    package var mentioned: Set<Identifier<Member>> {
        Set(pieces.compactMap { if case .mention(let id) = $0 { id } else { nil } })
    }

    /// The text as one types it again.
    package func typed(_ names: (Identifier<Member>) -> String?) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .mention(let id): "@\(names(id) ?? "?")"
            case .link(let text, _): text
            }
        }.joined()
    }
}

extension NoteText {
    /// A part of a note as it is shown.
    package enum Piece: Hashable, Sendable {
        case text(String)
        case mention(Identifier<Member>)
        /// An address of `http`, `https`, `mailto` or `tel`; nothing else becomes a link.
        case link(text: String, href: String)
    }

    /// The text's parts in their order.
    package var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(stored)
        while let match = rest.firstMatch(of: special) {
            if match.range.lowerBound > rest.startIndex {
                pieces.append(.text(String(rest[..<match.range.lowerBound])))
            }
            let (piece, end) = Self.piece(match.output, in: match.range, of: rest)
            pieces.append(piece)
            rest = rest[end...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    private static func piece(
        _ match: (Substring, id: Substring?),
        in range: Range<Substring.Index>,
        of text: Substring
    ) -> (Piece, Substring.Index) {
        if let id = match.id {
            guard let id = Identifier<Member>(String(id)) else { return (.text(String(match.0)), range.upperBound) }
            return (.mention(id), range.upperBound)
        }
        var link = match.0
        // A sentence's end is none of the address, nor is the bracket in which it stands.
        let opens = link.contains("(")
        while let last = link.last, ".,;:!?'\"".contains(last) || last == ")" && !opens {
            link = link.dropLast()
        }
        return (.link(text: String(link), href: String(link)), link.endIndex)
    }
}

/// A mention, or an address: of ASCII only, since Chinese text goes on behind one without a blank.
nonisolated(unsafe) private let special =
    #/@\[(?<id>[0-9a-f-]{36})\]|(?:https?:\/\/|mailto:|tel:\+?)[A-Za-z0-9\-._~:\/?#@!$&'()*+,;=%\[\]]+/#

extension Substring {
    /// Whether it begins with the name as a whole: Ana is not in Anabel.
    fileprivate func beginsWithName(_ name: String) -> Bool {
        guard hasPrefix(name) else { return false }
        guard name.last?.isPlainLetter == true, let next = dropFirst(name.count).first else { return true }
        return !next.isPlainLetter
    }
}

extension Character {
    /// Whether it is one of those that stand in words with blanks round them.
    fileprivate var isPlainLetter: Bool { isASCII && (isLetter || isNumber) }
}
