import SQLEngines
import Sales

/// The sources of a journal, each asked for its entries behind a place.
struct JournalQuery {
    let connection: ScopedConnection
    let subject: RecordSubject
    let last: JournalKey?
    let limit: Int

    private var db: any Connection { connection.db }
    private var key: Int64 { connection.key }

    func notes(areDeleted: Bool) throws -> [JournalEntry] {
        let state: SQL = areDeleted ? "deleted_at IS NOT NULL" : "deleted_at IS NULL AND parent_id IS NULL"
        let notes: [Note] = try db.all(
            """
            SELECT \(Note.columns) FROM notes
            WHERE workspace_id = \(key) AND \(isOfSubject("notes")) AND \(state) AND \(isBehind(3, "written_at", "id"))
            ORDER BY written_at DESC, id DESC LIMIT \(limit)
            """
        )
        return notes.map { note in
            let place = JournalKey(at: note.writtenAt, source: 3, id: note.id.erased, number: 0)
            return JournalEntry(key: place, subject: note.subject, content: .note(note, comments: []))
        }
    }

    func files(areDeleted: Bool) throws -> [JournalEntry] {
        let state: SQL = areDeleted ? "deleted_at IS NOT NULL" : "deleted_at IS NULL"
        let files: [RecordFile] = try db.all(
            """
            SELECT \(RecordFile.columns) FROM files
            WHERE workspace_id = \(key) AND \(isOfSubject("files")) AND added_at IS NOT NULL AND \(state)
                AND \(isBehind(2, "added_at", "id"))
            ORDER BY added_at DESC, id DESC LIMIT \(limit)
            """
        )
        return files.map { file in
            let place = JournalKey(at: file.addedAt, source: 2, id: file.id.erased, number: 0)
            return JournalEntry(key: place, subject: file.subject, content: .file(file))
        }
    }

    /// What is tracked of opportunities, by when it happened; what was taken back did not.
    func revisions() throws -> [JournalEntry] {
        guard let opportunities else { return [] }
        let behind = isBehind(1, "r.happened_at", "r.opportunity_id", "r.number")
        let rows: [RevisionPlace] = try db.all(
            """
            SELECT r.opportunity_id, r.number, r.happened_at, r.recorded_at, r.precision_code, r.actor_id, r.import_id
            FROM opportunity_revisions r
            WHERE r.workspace_id = \(key) AND r.opportunity_id IN (\(opportunities)) AND r.fields <> 0
                AND NOT EXISTS (SELECT 1 FROM opportunity_voids v WHERE v.workspace_id = r.workspace_id
                    AND v.opportunity_id = r.opportunity_id AND v.number = r.number)
                AND \(behind)
            ORDER BY r.happened_at DESC, r.opportunity_id DESC, r.number DESC LIMIT \(limit)
            """
        )
        let histories = try db.revisions(of: Set(rows.map(\.id)).sorted(), in: key)
        let told = try connection.told(rows.map(\.row), histories)
        return zip(rows, told).map { row, entry in
            let place = JournalKey(at: row.happenedAt, source: 1, id: row.id.erased, number: row.number)
            return JournalEntry(
                key: place,
                subject: .opportunity(row.id),
                content: .change(entry, row.precision)
            )
        }
    }

    /// What the change log tells of the records beside the revisions, by when it was recorded.
    func changes() throws -> [JournalEntry] {
        let rows: [HistoryRow] = try db.all(
            """
            SELECT \(HistoryRow.columns) FROM changes
            WHERE workspace_id = \(key) AND \(isRecord) AND \(isBehind(0, "recorded_at", "id"))
                AND NOT (record_kind = 'opportunity' AND action IN ('created', 'revised', 'withdrawn'))
            ORDER BY recorded_at DESC, id DESC LIMIT \(limit)
            """
        )
        return zip(rows, try connection.told(rows, [:])).compactMap { row, entry in
            guard let subject = RecordSubject(row.recordKind, row.recordID) else { return nil }
            let place = JournalKey(at: row.recordedAt, source: 0, id: row.id, number: 0)
            return JournalEntry(key: place, subject: subject, content: .change(entry, .instant))
        }
    }
}

extension JournalQuery {
    /// That a row's place is behind the last one of the page before.
    private func isBehind(_ source: Int, _ at: SQL, _ columns: SQL...) -> SQL {
        guard let last else { return "1 = 1" }
        if source < last.source { return "\(at) <= \(last.at)" }
        if source > last.source { return "\(at) < \(last.at)" }
        let number: SQL = columns.count > 1 ? ", \(last.number)" : ""
        return "(\(at), \(columns.joined(separator: ", "))) < (\(last.at), \(last.id)\(number))"
    }

    /// That a note or file is of the record, or of a contact or opportunity of the account.
    ///
    /// Each of the three ways has its index; of them joined by OR, SQLite takes none.
    private func isOfSubject(_ table: SQL) -> SQL {
        guard case .account(let id) = subject else { return subject.isSubject }
        let ofTable: SQL = "SELECT id FROM \(table) WHERE workspace_id = \(key)"
        return """
            id IN (\(ofTable) AND account_id = \(id)
                UNION ALL \(ofTable) AND contact_id IN (\(hanging("contacts", .contacts, on: id)))
                UNION ALL \(ofTable) AND opportunity_id IN (\(hanging("opportunities", .opportunities, on: id))))
            """
    }

    /// The opportunities whose revisions are told; nil for none.
    private var opportunities: SQL? {
        switch subject {
        case .account(let id): hanging("opportunities", .opportunities, on: id)
        case .opportunity(let id): "\(id)"
        case .contact: nil
        }
    }

    private var isRecord: SQL {
        guard case .account(let id) = subject else { return "record_id = \(subject.id)" }
        return """
            record_id IN (SELECT \(id) UNION ALL \(hanging("contacts", .contacts, on: id))
                UNION ALL \(hanging("opportunities", .opportunities, on: id)))
            """
    }

    private func hanging(_ table: SQL, _ kind: RecordKind, on account: Identifier<Account>) -> SQL {
        let isThere: SQL = kind == .opportunities ? "deleted_at IS NULL AND withdrawn_at IS NULL" : "deleted_at IS NULL"
        return """
            SELECT id FROM \(table)
            WHERE workspace_id = \(key) AND account_id = \(account) AND \(isThere) AND \(connection.sees(kind))
            """
    }
}

/// Where a revision stands in a journal.
private struct RevisionPlace: SQLReadable {
    var id: Identifier<Opportunity>
    var number: Int
    var happenedAt: Instant
    var recordedAt: Instant
    var precision: Revision.Precision
    var actorID: Identifier<Member>?
    var importID: Identifier<Import>?

    init(from row: inout Row) throws {
        id = try row.next()
        number = try row.next()
        happenedAt = try row.next()
        recordedAt = try row.next()
        precision = try row.next()
        actorID = try row.next()
        importID = try row.next()
    }

    /// As the change log would tell of it.
    var row: HistoryRow { HistoryRow(id, revision: number, recordedAt: recordedAt, by: actorID, importID) }
}
