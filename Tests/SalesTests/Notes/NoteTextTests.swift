import Sales
import Testing

@Suite struct `A note's text` {
    private let ana = Member(id: Identifier(high: 1, low: 1), name: "Ana")
    private let lee = Member(id: Identifier(high: 1, low: 2), name: "Ana Lee")
    private let wang = Member(id: Identifier(high: 1, low: 3), name: "王小明")
    private let other = Member(id: Identifier(high: 1, low: 4), name: "王小明")

    private func text(_ typed: String, chosen: Set<Identifier<Member>> = []) throws -> NoteText {
        try NoteText(typed: typed, members: [ana, lee, wang], chosen: chosen)
    }

    @Test func `mentions by identifier whoever's whole name stands behind an @`() throws {
        #expect(try text("Ask @Ana, please").stored == "Ask @[\(ana.id)], please")
        #expect(try text("请@王小明看一下").stored == "请@[\(wang.id)]看一下")
        #expect(try text("@Ana Lee and @Ana").mentioned == [lee.id, ana.id])
        #expect(try text("@Anabel, ana@Ana.example, @nobody").mentioned == [])
        #expect(try text("see @Ana").typed { _ in "Anna" } == "see @Anna")
    }

    @Test func `asks which one is meant where two have a name`() throws {
        let both = [wang, other]
        #expect(throws: NoteError.ambiguousName("王小明")) { try NoteText(typed: "@王小明", members: both) }
        #expect(try NoteText(typed: "@王小明", members: both, chosen: [other.id]).mentioned == [other.id])
    }

    @Test func `makes links of addresses that cannot run anything`() throws {
        let pieces = try text("见https://example.com/a(b)?c=1。(http://x.test), mailto:a@b.example javascript:alert(1)")
            .pieces
        let links = pieces.compactMap { if case .link(_, let href) = $0 { href } else { nil } }
        #expect(links == ["https://example.com/a(b)?c=1", "http://x.test", "mailto:a@b.example"])
        #expect(pieces.count == 7)
    }

    @Test func `is refused when it is blank or too long`() throws {
        #expect(throws: NoteError.empty) { try text(" \n ") }
        #expect(try text(String(repeating: "字", count: 20_000)).stored.count == 20_000)
        #expect(throws: NoteError.tooLong) { try text(String(repeating: "字", count: 20_001)) }
    }
}
