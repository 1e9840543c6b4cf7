import SQLEngines
import Sales

extension Store {
    /// What is wrong with tags and with the parts of opportunities, as sentences.
    ///
    /// Each batch goes on behind the last opportunity of the one before.
    func partFindings(of workspace: Workspace, batchSize: Int) async throws -> [String] {
        var found = PartFindings()
        var last: Identifier<Opportunity>?
        repeat {
            let (after, before) = (last, found)
            (last, found) = try await database.read { db in
                var found = before
                let ids = try db.opportunitiesWithLines(after: after, limit: batchSize, in: workspace.key)
                try db.compareLines(of: ids, in: workspace.key, &found)
                return (ids.count < batchSize ? nil : ids.last, found)
            }
        } while last != nil
        let before = found
        found = try await database.read { db in
            var found = before
            try db.findStrayParts(in: workspace.key, &found)
            return found
        }
        return found.problems
    }
}

/// What was found so far, each with the first records of which it is so.
private struct PartFindings: Sendable {
    /// Lines that cannot be summed: of several currencies, or beyond what amounts can be.
    var unsummed = FoundRecords()
    /// Amounts that were taken from the lines and are not what these come to.
    var unfed = FoundRecords()
    var tagged = FoundRecords()
    var primaries = FoundRecords()
    /// Contacts that were merged and left places behind that their survivor has not.
    var abandoned = FoundRecords()

    var problems: [String] {
        [
            unsummed.sentence("opportunities have product lines that cannot be summed", FoundRecords.restore),
            unfed.sentence(
                "opportunities have another amount than the product lines it came from",
                FoundRecords.restore
            ),
            tagged.sentence("tags stand on records that are not there", FoundRecords.restore),
            primaries.sentence("opportunities have several primary contacts", "Choose one on their pages."),
            abandoned.sentence("merged contacts left places in opportunities behind", FoundRecords.restore),
        ]
        .compactMap { $0 }
    }
}

extension Connection {
    /// Opportunities that have or had product lines.
    fileprivate func opportunitiesWithLines(
        after last: Identifier<Opportunity>?,
        limit: Int,
        in workspace: Int64
    ) throws -> [Identifier<Opportunity>] {
        let start: SQL = last.map { "AND opportunity_id > \($0)" } ?? ""
        return try all(
            """
            SELECT DISTINCT opportunity_id FROM opportunity_lines WHERE workspace_id = \(workspace) \(start)
            ORDER BY opportunity_id LIMIT \(limit)
            """
        )
    }

    fileprivate func compareLines(
        of ids: [Identifier<Opportunity>],
        in workspace: Int64,
        _ found: inout PartFindings
    ) throws {
        if ids.isEmpty { return }
        var lines: [Identifier<Opportunity>: [OpportunityLine]] = [:]
        try forEach(
            """
            SELECT opportunity_id, \(OpportunityLine.columns) FROM opportunity_lines
            WHERE workspace_id = \(workspace) AND opportunity_id IN (\(list: ids)) AND removed_at IS NULL
            """
        ) { row in
            let id: Identifier<Opportunity> = try row.next()
            lines[id, default: []].append(try row.next())
        }
        let histories = try revisions(of: ids, in: workspace)
        for id in ids {
            let told = (histories[id] ?? []).filter { $0.voidedAt == nil && $0.fields.contains(.amount) }
            do {
                let sum = try (lines[id] ?? []).amount()
                if told.last?.values.amount == sum { continue }
                let isFed = try told.last.map { try lastChangeOfLines(of: id, in: workspace) == $0.recordedAt } ?? false
                if isFed { found.unfed.add(id) }
            } catch is LineError {
                found.unsummed.add(id)
            }
        }
    }

    /// When a product line of the opportunity was changed last; the amount that it fed was written with it.
    private func lastChangeOfLines(of id: Identifier<Opportunity>, in workspace: Int64) throws -> Instant? {
        let changes: [PartChange] = try all(
            """
            SELECT recorded_at, before_values, after_values FROM changes
            WHERE workspace_id = \(workspace) AND record_id = \(id) AND action = \(Change.Action.updated) ORDER BY id
            """
        )
        return changes.last { $0.isOfLine }?.recordedAt
    }

    fileprivate func findStrayParts(in workspace: Int64, _ found: inout PartFindings) throws {
        for kind in BinKind.allCases {
            let strays: [Identifier<AnyRecord>] = try all(
                """
                SELECT record_id FROM record_tags r WHERE workspace_id = \(workspace) AND record_kind = \(kind)
                    AND NOT EXISTS (SELECT 1 FROM \(kind.table) t
                        WHERE t.workspace_id = r.workspace_id AND t.id = r.record_id)
                ORDER BY record_id
                """
            )
            for id in strays { found.tagged.add(id) }
        }
        let primaries: [Identifier<Opportunity>] = try all(
            """
            SELECT opportunity_id FROM opportunity_contacts
            WHERE workspace_id = \(workspace) AND is_primary = 1 AND removed_at IS NULL
            GROUP BY opportunity_id HAVING count(*) > 1 ORDER BY opportunity_id
            """
        )
        for id in primaries { found.primaries.add(id) }
        try findAbandonedPlaces(in: workspace, &found)
    }

    /// Places of contacts in the bin wait there for their contact, unless a merge should have moved them.
    private func findAbandonedPlaces(in workspace: Int64, _ found: inout PartFindings) throws {
        var places: [(contact: Identifier<Contact>, opportunity: Identifier<Opportunity>)] = []
        try forEach(
            """
            SELECT p.contact_id, p.opportunity_id FROM opportunity_contacts p
            JOIN contacts c ON c.workspace_id = p.workspace_id AND c.id = p.contact_id
            WHERE p.workspace_id = \(workspace) AND p.removed_at IS NULL AND c.deleted_at IS NOT NULL
                AND c.merged_into_id IS NOT NULL
            ORDER BY p.contact_id, p.opportunity_id
            """
        ) { row in
            places.append((try row.next(), try row.next()))
        }
        for place in places where try !hasPlace(survivorOf: place.contact, in: place.opportunity, workspace) {
            found.abandoned.add(place.contact)
        }
    }

    /// Whether the one into whom the contact was merged stands, or stood, in the opportunity.
    private func hasPlace(
        survivorOf contact: Identifier<Contact>,
        in opportunity: Identifier<Opportunity>,
        _ workspace: Int64
    ) throws -> Bool {
        guard let survivor = try survivor(of: contact, in: workspace) else { return true }
        let place: Int64? = try first(
            """
            SELECT 1 FROM opportunity_contacts
            WHERE workspace_id = \(workspace) AND opportunity_id = \(opportunity) AND contact_id = \(survivor)
            """
        )
        return place != nil
    }
}

/// A change of a record, as far as it tells whether it was one of a product line.
private struct PartChange: SQLReadable {
    var recordedAt: Instant
    var isOfLine: Bool

    init(from row: inout Row) throws {
        recordedAt = try row.next()
        let (before, after): (FieldValues?, FieldValues?) = (try row.next(), try row.next())
        isOfLine = before?["lineProduct"] != nil || after?["lineProduct"] != nil
    }
}
