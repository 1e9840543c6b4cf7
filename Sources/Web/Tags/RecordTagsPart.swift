import Sales
import Storage

/// A tag as a chip.
struct TagChip: Sendable, Encodable {
    var tagID: String
    var tag: String
    var colour: String

    init(_ tag: Tag) {
        tagID = tag.id.description
        self.tag = tag.name
        colour = tag.colour.rawValue
    }
}

/// The tags of a record, and the form that puts on more.
struct RecordTagsPart: Sendable, Encodable {
    var tagPath: String
    var chips: [TagChip]
    var mayTag: Bool
    var suggestions: [String]
    /// What was typed and is no tag, and why.
    var typed = ""
    var tagFault: String?

    init(_ kind: BinKind, _ id: Identifier<AnyRecord>, _ tags: [Tag], among all: [Tag], mayTag: Bool) {
        tagPath = "/\(ListKind(kind).rawValue)/\(id)/tags"
        chips = tags.map(TagChip.init)
        self.mayTag = mayTag
        suggestions = all.filter { tag in !tag.isRetired && !tags.contains { $0.id == tag.id } }.map(\.name)
    }

    /// The tags of a record whose page is read.
    init(_ kind: BinKind, _ id: Identifier<AnyRecord>, _ db: ScopedConnection) throws {
        let tags = try db.tags(of: kind, [id])[id] ?? []
        self.init(kind, id, tags, among: try db.tags(), mayTag: db.access.may(.edit, kind.rights))
    }
}

extension RecordTagsPart {
    /// The same with the names that were refused in their field.
    func refused(_ refused: RefusedForm, _ words: Words) -> RecordTagsPart {
        guard let names = refused.tags, let error = refused.error else { return self }
        var part = self
        (part.typed, part.tagFault) = (names, Fault(error).sentence(words))
        return part
    }
}

extension [Tag] {
    /// The names as a cell of a list has them.
    var names: String { map(\.name).joined(separator: ", ") }
}
