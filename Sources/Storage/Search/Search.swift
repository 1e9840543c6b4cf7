import SQLEngines
import Sales

extension ScopedConnection {
    /// The records that have all words of a text somewhere in name, pinyin initials, phone, e-mail address, website or
    /// register's number, or whose text in an own field begins with it: so many of each kind at most, in the order of
    /// the kinds.
    ///
    /// Names that are the text come first, then those that begin with it, then the others, each the newest first. Of a
    /// text that very many records have, only the newest of these are looked at.
    package func search(
        _ text: String,
        kinds: [SearchKind] = SearchKind.allCases,
        limit: Int = 8
    ) throws -> [SearchHit] {
        guard let query = SearchQuery(text), limit > 0 else { return [] }
        return try kinds.filter { access.may(.see, $0.rights) }.flatMap { try hits(query, text, $0, limit: limit) }
    }

    private func hits(
        _ query: SearchQuery,
        _ text: String,
        _ kind: SearchKind,
        limit: Int
    ) throws -> [SearchHit] {
        var found = RankedCandidates(query)
        let isSmall = try isScopeSmall(kind, atMost: SearchBound.scope)
        if isSmall {
            found.add(try visible(db.entries(of: kind, where: scopedRecords(kind), query, in: key), kind))
        } else {
            found.add(try visible(db.beginning(with: query, kind, in: key), kind))
            if found.count < limit { found.add(try visible(db.newest(query, kind, in: key), kind)) }
            try addIndexed(query, kind, limit: limit, to: &found)
        }
        let own = try ownTexts(beginningWith: text, kind, among: isSmall ? scopedRecords(kind) : nil)
        if let own { found.add(try visible(own, kind), beginningWith: text) }
        return try described(found.best(limit), kind, query).map { hit in
            var hit = hit
            hit.found = found.ownTexts[hit.record.id]
            return hit
        }
    }

    /// Adds what the index finds, unless there is enough.
    ///
    /// Where it gives the newest first, a few of them mostly are enough; where it gives them in no order, all that are
    /// looked at are asked for at once.
    private func addIndexed(
        _ query: SearchQuery,
        _ kind: SearchKind,
        limit: Int,
        to found: inout RankedCandidates
    ) throws {
        for bound in db.hasSearchIndexBeside ? SearchBound.indexed : SearchBound.indexed.suffix(1) {
            if found.count >= limit { return }
            found.add(try visible(db.indexed(query, kind, in: key, limit: bound), kind))
        }
    }

    /// Whether so few records are the member's to see that all of them can be looked at.
    func isScopeSmall(_ kind: SearchKind, atMost limit: Int) throws -> Bool {
        guard visibleOwners != nil else { return false }
        let count: Int? = try db.first(
            "SELECT count(*) FROM (SELECT 1 FROM (\(scopedRecords(kind))) AS own LIMIT \(limit + 1)) AS seen"
        )
        return (count ?? 0) <= limit
    }

    /// The records by their owners and shares alone, each way of seeing them answered by an index without the rows.
    private func scopedRecords(_ kind: SearchKind) -> SQL {
        waysToSee(kind.rights).map { "SELECT id FROM \(kind.table) WHERE workspace_id = \(key) AND \($0)" }
            .joined(separator: " UNION ALL ")
    }

    /// Those of the entries whose records the member sees, the newest first.
    private func visible(_ entries: SQL, _ kind: SearchKind) throws -> [SearchCandidate] {
        try db.all(
            """
            SELECT found.record_id, found.text FROM (\(entries)) AS found
            WHERE EXISTS (
                SELECT 1 FROM \(kind.table) AS r
                WHERE r.workspace_id = \(key) AND r.id = found.record_id AND \(isVisible("r", kind)))
            ORDER BY found.record_id DESC LIMIT \(SearchBound.candidates)
            """
        )
    }

    /// The condition that a record is there and the member sees it.
    func isVisible(_ alias: SQL, _ kind: SearchKind) -> SQL {
        let condition: SQL = """
            \(alias).deleted_at IS NULL
                AND \(sees(kind.rights, owner: "\(alias).owner_id", id: "\(alias).id"))
            """
        return kind == .opportunity ? "\(condition) AND \(alias).withdrawn_at IS NULL" : condition
    }
}

/// How much is looked at, so that no text makes a search slow.
enum SearchBound {
    /// Records of a member who sees no more than that are all looked at.
    static let scope = 3000
    /// Entries whose name begins with the text.
    static let beginning = 300
    /// The newest entries, which are compared one by one: what is in many of them needs no index.
    static let newest = 800
    /// Entries that the index answers: mostly the first of them hold enough that the member sees.
    static let indexed = [300, 2000]
    /// Candidates that are ranked.
    static let candidates = 300
}

/// Candidates by how well they answer; each once.
private struct RankedCandidates {
    let query: SearchQuery
    private var ranks: [Identifier<AnyRecord>: SearchQuery.Rank] = [:]
    /// The text of an own field by which a record was found.
    private(set) var ownTexts: [Identifier<AnyRecord>: String] = [:]

    init(_ query: SearchQuery) { self.query = query }

    var count: Int { ranks.count }

    mutating func add(_ candidates: [SearchCandidate]) {
        for candidate in candidates {
            if let rank = query.rank(of: candidate.entry) { ranks[candidate.id] = rank }
        }
    }

    /// Adds records by a text of an own field: behind the names that begin so, unless it is the whole text.
    mutating func add(_ candidates: [SearchCandidate], beginningWith text: String) {
        for candidate in candidates where ranks[candidate.id].map({ $0 > .beginning }) ?? true {
            let isWhole = candidate.entry.text.folded == text.asTyped
            ranks[candidate.id] = isWhole ? .beginning : .part
            ownTexts[candidate.id] = candidate.entry.text
        }
    }

    func best(_ limit: Int) -> [(id: Identifier<AnyRecord>, rank: SearchQuery.Rank)] {
        let sorted = ranks.sorted { ($0.value, $1.key) < ($1.value, $0.key) }
        return sorted.prefix(limit).map { ($0.key, $0.value) }
    }
}
