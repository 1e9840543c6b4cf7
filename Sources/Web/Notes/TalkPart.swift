import Sales
import Storage

/// The time line of a record with what one adds to it: notes, comments and files.
struct TalkPart: Sendable, Encodable {
    var title: String
    var recordName: String
    var recordPath: String
    var tabs: [Tab]
    var form: NoteForm?
    var upload: Upload?
    var undo: Undo?
    var entries: [TalkEntry]
    var isEmpty: Bool
    var emptyHint: String
    var more: String?

    struct Tab: Sendable, Encodable {
        var href: String
        var name: String
        var isCurrent: Bool
    }

    struct Upload: Sendable, Encodable {
        var path: String
        var limitBytes: String
        var limitHint: String
        var tooLarge: String
        var kinds: [Option]
    }

    /// What was just taken away, and how it comes back.
    struct Undo: Sendable, Encodable {
        var sentence: String
        var restoration: String
        var undoVersion: String
    }
}

/// All that a record's time line tells, read in one transaction.
struct TalkDossier: Sendable {
    var seen: SeenSubject
    var journal: Journal
    var sort: JournalSort
    var mayWrite: Bool
    var mayAddFiles: Bool
    var members: [Identifier<Member>: String]
    /// The own fields that changes may be of.
    var fields: [FieldDefinition]
    var fieldMembers: [Member]
    /// The notes on this page that the member may take away.
    var deletable: Set<Identifier<Note>> = []
    var changeable: Set<RecordSubject> = []

    init(_ subject: RecordSubject, _ sort: JournalSort, before: JournalKey?, _ db: ScopedConnection) throws {
        self.sort = sort
        seen = try db.seen(subject)
        journal = try db.journal(of: subject, sort, before: before)
        mayWrite = db.mayWriteNotes(on: subject.kind)
        mayAddFiles = try db.mayEdit(subject)
        fieldMembers = try db.members()
        members = Dictionary(uniqueKeysWithValues: fieldMembers.map { ($0.id, $0.name) })
        fields = try db.fieldDefinitions()
        for subject in Set(journal.entries.map(\.subject)) where try db.mayEdit(subject) { changeable.insert(subject) }
        var known: [RecordSubject: Bool] = [:]
        func others(_ subject: RecordSubject, _ db: ScopedConnection) throws -> Bool {
            if let answer = known[subject] { return answer }
            let answer = try db.mayDeleteNotes(on: subject)
            known[subject] = answer
            return answer
        }
        for entry in journal.entries {
            guard case .note(let note, let comments) = entry.content else { continue }
            for note in [note] + comments where try db.isOwn(note) || others(note.subject, db) {
                deletable.insert(note.id)
            }
        }
    }
}

extension TalkPart {
    init(_ dossier: TalkDossier, _ access: Access, limit: Int, _ words: Words) {
        let subject = dossier.seen.subject
        let path = "\(subject.path)/time-line"
        title = words("notes.timeLine")
        recordName = dossier.seen.name
        recordPath = subject.path
        tabs = JournalSort.allCases.filter { $0 != .deleted || dossier.mayWrite }.map { sort in
            Tab(
                href: sort == .all ? path : "\(path)?show=\(sort.rawValue)",
                name: words("notes.sort", sort),
                isCurrent: sort == dossier.sort
            )
        }
        if dossier.mayWrite, dossier.sort != .deleted { form = .new(on: subject, now: access.now, words) }
        if dossier.mayAddFiles, dossier.sort != .deleted { upload = Upload(subject, limit: limit, words) }
        let teller = TalkTeller(dossier: dossier, access: access, words: words)
        entries = dossier.journal.entries.map(teller.entry)
        isEmpty = entries.isEmpty
        emptyHint = words(dossier.sort == .deleted ? "notes.noneDeleted" : "notes.none")
        more = dossier.journal.next.map { "\(path)?show=\(dossier.sort.rawValue)&before=\($0)" }
    }
}

extension TalkPart.Upload {
    init(_ subject: RecordSubject, limit: Int, _ words: Words) {
        let megabytes = ["limit": String(limit / 1_000_000)]
        path = "\(subject.path)/files"
        limitBytes = String(limit)
        limitHint = words("files.limitHint", megabytes)
        tooLarge = words("faults.fileTooLarge", megabytes)
        kinds = Option.all(RecordFile.Kind.self, .other) { words("files.kind", $0) }
    }
}

extension Words {
    /// `1.2 MB`, in the units of a thousand that file managers show.
    func size(_ bytes: Int) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        let (unit, scale) = bytes < 1_000_000 ? ("KB", 100) : ("MB", 100_000)
        let tenths = (bytes + scale / 2) / scale
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\((tenths + 5) / 10) \(unit)"
    }
}
