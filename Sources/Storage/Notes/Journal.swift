import SQLEngines
import Sales

/// What happened on a record and on what hangs on it, a page of it, the newest first.
///
/// On pages it is the time line; `Timeline` is the history in columns that figures are made of.
package struct Journal: Sendable {
    package var entries: [JournalEntry]
    /// Where the next page begins; nil behind the last.
    package var next: JournalKey?
    /// The names of the records that entries are about.
    package var names: [RecordSubject: String]
}

/// One entry of a journal.
package struct JournalEntry: Sendable {
    package var key: JournalKey
    package var subject: RecordSubject
    package var content: Content

    package enum Content: Sendable {
        case note(Note, comments: [Note])
        case file(RecordFile)
        /// When it happened may be known to the day only, or not at all.
        case change(HistoryEntry, Revision.Precision)
    }
}

/// The place of an entry among all: by time, and where that is the same by an order that never changes.
package struct JournalKey: Hashable, Comparable, Sendable {
    package var at: Instant
    var source: Int
    var id: Identifier<AnyRecord>
    var number: Int

    package static func < (left: Self, right: Self) -> Bool {
        (left.at, left.source, left.id, left.number) < (right.at, right.source, right.id, right.number)
    }
}

extension JournalKey: LosslessStringConvertible {
    package var description: String { "\(at.milliseconds).\(source).\(id).\(number)" }

    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let at = Int64(parts[0]), let source = Int(parts[1]), let number = Int(parts[3]),
            let id = Identifier<AnyRecord>(parts[2])
        else { return nil }
        self.init(at: Instant(milliseconds: at), source: source, id: id, number: number)
    }
}

/// The sorts of entries that can be shown alone.
package enum JournalSort: String, CaseIterable, Sendable {
    case all, notes, files, changes
    /// Notes and files that were taken away and can be brought back.
    case deleted
}

extension ScopedConnection {
    /// What happened on the record; on an account's also what happened on its contacts and opportunities, as far as
    /// the member sees them.
    package func journal(
        of subject: RecordSubject,
        _ sort: JournalSort = .all,
        before last: JournalKey? = nil,
        limit: Int = 20
    ) throws -> Journal {
        _ = try seen(subject)
        // What somebody took away is told to those who could bring things back.
        if sort == .deleted, !mayWriteNotes(on: subject.kind) { throw NotAllowed(.edit, subject.kind) }
        let query = JournalQuery(connection: self, subject: subject, last: last, limit: limit + 1)
        var entries: [JournalEntry] = []
        if [.all, .notes, .deleted].contains(sort) { entries += try query.notes(areDeleted: sort == .deleted) }
        if [.all, .files, .deleted].contains(sort) { entries += try query.files(areDeleted: sort == .deleted) }
        if [.all, .changes].contains(sort) { entries += try query.revisions() + query.changes() }
        entries.sort { $0.key > $1.key }
        let page = try withComments(Array(entries.prefix(limit)))
        return Journal(
            entries: page,
            next: entries.count > limit ? page.last?.key : nil,
            names: try names(of: Set(page.map(\.subject)))
        )
    }

    private func withComments(_ entries: [JournalEntry]) throws -> [JournalEntry] {
        let notes = entries.compactMap { if case .note(let note, _) = $0.content { note.id } else { nil } }
        let comments = try notes.isEmpty ? [:] : self.comments(on: notes)
        return entries.map { entry in
            guard case .note(let note, _) = entry.content else { return entry }
            var entry = entry
            entry.content = .note(note, comments: comments[note.id] ?? [])
            return entry
        }
    }

    func names(of subjects: Set<RecordSubject>) throws -> [RecordSubject: String] {
        var names: [RecordSubject: String] = [:]
        for (word, subjects) in Dictionary(grouping: subjects, by: \.word) {
            let table: SQL = word == "account" ? "accounts" : word == "contact" ? "contacts" : "opportunities"
            let ids = subjects.map(\.id).sorted()
            try db.forEach("SELECT id, name FROM \(table) WHERE workspace_id = \(key) AND id IN (\(list: ids))") {
                row in
                let id: Identifier<AnyRecord> = try row.next()
                if let subject = RecordSubject(word, id) { names[subject] = try row.next() }
            }
        }
        return names
    }
}

extension JournalKey {
    /// The place before which the page begins that has what happened at the instant as its newest.
    package static func after(_ instant: Instant) -> JournalKey {
        let next = Instant(milliseconds: instant.milliseconds + 1)
        return JournalKey(at: next, source: -1, id: Identifier(high: 0, low: 0), number: 0)
    }
}
