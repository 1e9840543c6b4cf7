import SQLEngines
import Sales

/// A record that is probably the same as the one that somebody is about to make.
package struct DuplicateHint<Record: Sendable & Equatable>: Sendable, Equatable {
    /// Nil where the member may not see it: then all that is said is that there is one.
    package var record: Record?
    /// Why, the most telling first.
    package var reasons: [DuplicateKey.Reason]

    package init(record: Record?, reasons: [DuplicateKey.Reason]) {
        self.record = record
        self.reasons = reasons
    }
}

extension ScopedConnection {
    /// Accounts that are probably the same one, the likeliest first; the draft's own id is left out.
    package func duplicates(of draft: Account, limit: Int = 5) throws -> [DuplicateHint<Account>] {
        try hints(draft, nameKey: \.name.companyKey, keys: \.duplicateKeys, owner: \.ownerID, limit: limit)
    }

    /// Contacts that are probably the same person.
    package func duplicates(of draft: Contact, limit: Int = 5) throws -> [DuplicateHint<Contact>] {
        try hints(draft, nameKey: \.name.personKey, keys: \.duplicateKeys, owner: \.ownerID, limit: limit)
    }

    private func hints<Record: StoredRecord & SearchedRecord & Equatable>(
        _ draft: Record,
        nameKey: (Record) -> String,
        keys: (Record) -> [DuplicateKey],
        owner: (Record) -> Identifier<Member>?,
        limit: Int
    ) throws -> [DuplicateHint<Record>] {
        let (draftKey, draftKeys) = (nameKey(draft), Set(keys(draft)))
        var found: [(hint: DuplicateHint<Record>, likeness: Double, id: Identifier<AnyRecord>)] = []
        for record in try candidates(for: draft, draftKey, draftKeys) {
            let likeness = draftKey.similarity(to: nameKey(record))
            var reasons = Set(keys(record)).intersection(draftKeys).map(\.reason)
            if likeness >= likenessLimit, !reasons.contains(.name) { reasons.append(.similar) }
            if reasons.isEmpty { continue }
            let shown = sees(Record.table.rights, record.anyID, owner: owner(record)) ? record : nil
            found.append((DuplicateHint(record: shown, reasons: reasons.sorted(by: <)), likeness, record.anyID))
        }
        let sorted = found.sorted { left, right in
            if left.hint.reasons[0] != right.hint.reasons[0] { return left.hint.reasons[0] < right.hint.reasons[0] }
            return (left.likeness, left.id) > (right.likeness, right.id)
        }
        return sorted.prefix(limit).map(\.hint)
    }

    private func candidates<Record: StoredRecord & SearchedRecord>(
        for draft: Record,
        _ nameKey: String,
        _ keys: Set<DuplicateKey>
    ) throws -> [Record] {
        let kind = Record.searchKind
        var ids: Set<Identifier<AnyRecord>> = []
        let known = keys.sorted { $0.code < $1.code }
        if !known.isEmpty { ids.formUnion(try entries(IndexQuestion(known, kind, in: key))) }
        for piece in draft.name.similarPieces {
            guard let query = SearchQuery(piece) else { continue }
            ids.formUnion(try entries(IndexQuestion(query, kind, in: key)))
        }
        ids.remove(draft.anyID)
        if ids.isEmpty { return [] }
        return try db.all(
            """
            SELECT \(Record.table.columns) FROM \(Record.table.name)
            WHERE workspace_id = \(key) AND deleted_at IS NULL AND id IN (\(list: ids.sorted()))
            """
        )
    }

    private func entries(_ question: IndexQuestion) throws -> [Identifier<AnyRecord>] {
        try db.all("SELECT record_id FROM (\(db.indexed(question, limit: duplicateBound))) AS found")
    }
}

/// From how much likeness on two names are called similar.
private let likenessLimit = 0.7

/// Entries that are looked at for one piece or for the keys.
private let duplicateBound = 200
