import Hummingbird
import Sales
import Storage

/// The routes under `/mentions`: notes in which the member is mentioned, and the list behind an @.
struct MentionPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.get("count", use: count)
        group.get("members", use: suggest)
        group.get(":id", use: open)
        group.post("reads", use: readAll)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let (mentions, members) = try await pages.store.read(access) { try ($0.mentions(), $0.members()) }
        let page = MentionsPage(mentions, members, access, pages.words(context))
        return try pages.page("notes/mentions", page, context, at: nil)
    }

    /// A link with the number of unread ones, for the frame of every page; nothing where there are none.
    @Sendable func count(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let count = try await pages.store.read(access) { try $0.unreadMentions() }
        if count == 0 { return HTML(utf8: []) }
        let badge = MentionBadge(number: String(count), label: pages.words(context)("mentions.unread", count: count))
        return pages.part("notes/badge", badge, context)
    }

    /// Members whose name has what was typed behind the @.
    @Sendable func suggest(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let text = try request.query()["q"]
        let members = try await pages.store.read(access) { try $0.mentionable(text) }
        let options = members.map { MemberOption(memberID: $0.id.description, name: $0.name) }
        return pages.part("notes/members", MemberOptions(options: options), context)
    }

    /// Goes to the note, which is read then.
    @Sendable func open(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        guard let id = try Identifier<Note>(context.parameters.require("id")) else { throw NotFound(kind: "note") }
        let (note, top) = try await pages.store.read(access) { db in
            let note = try db.note(id)
            return (note, try note.parentID.map { try db.note($0) } ?? note)
        }
        try await pages.store.readMentions(in: id, access)
        return .seeOther("\(note.subject.path)/time-line?before=\(JournalKey.after(top.writtenAt))#note-\(id)")
    }

    @Sendable func readAll(_ request: Request, context: AppContext) async throws -> Response {
        _ = try await request.form(context)
        try await pages.store.readMentions(try context.requireVisitor().access)
        return .seeOther("/mentions")
    }
}

/// The notes in which somebody mentioned the member, in words.
struct MentionsPage: Sendable, Encodable {
    var title: String
    var mentions: [Line]
    var isEmpty: Bool
    var hasUnread: Bool

    struct Line: Sendable, Encodable {
        var href: String
        var who: String
        var record: String
        var time: String
        var excerpt: String
        var isUnread: Bool
    }

    init(_ mentions: [Mention], _ members: [Member], _ access: Access, _ words: Words) {
        let names = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.name) })
        title = words("mentions.title")
        self.mentions = mentions.map { mention in
            let note = mention.note
            let text = note.text.typed { names[$0] }
            return Line(
                href: "/mentions/\(note.id)",
                who: note.authorID.flatMap { names[$0] } ?? words("record.operator"),
                record: mention.subjectName,
                time: words.moment(mention.mentionedAt, access.calendar),
                excerpt: text.count > 240 ? "\(text.prefix(240))…" : text,
                isUnread: !mention.isRead
            )
        }
        isEmpty = mentions.isEmpty
        hasUnread = mentions.contains { !$0.isRead }
    }
}

struct MentionBadge: Sendable, Encodable {
    var number: String
    var label: String
}

struct MemberOptions: Sendable, Encodable {
    var options: [MemberOption]
}

struct MemberOption: Sendable, Encodable {
    var memberID: String
    var name: String
}
