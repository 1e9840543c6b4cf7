import SQLEngines
import Sales

extension ScopedConnection {
    /// Stores opportunities with complete histories, voided revisions included: a demo, a restored company.
    ///
    /// A revision without fields takes back those whose `voidedAt` is its `recordedAt`.
    package func load(_ histories: [(opportunity: Opportunity, revisions: [Revision])]) throws {
        try requireImporter(of: .opportunities)
        try db.create(histories, by: Origin(access))
        var rows = SQLRows(columns: 5)
        for (opportunity, revisions) in histories {
            for revision in revisions {
                guard let voidedAt = revision.voidedAt else { continue }
                let voiding = revisions.first {
                    $0.fields.isEmpty && $0.recordedAt == voidedAt && $0.number > revision.number
                }
                guard let voiding else { throw NotFound(kind: "voiding revision") }
                rows.append(key, opportunity.id, revision.number, voiding.number, voidedAt)
            }
        }
        try db.insert(
            into: "opportunity_voids",
            columns: "workspace_id, opportunity_id, number, voided_by, voided_at",
            rows: rows
        )
    }

    package func create(_ accounts: [Account]) throws {
        try requireImporter(of: .accounts)
        try db.create(accounts, by: Origin(access))
    }

    package func create(_ members: [Member]) throws {
        try requireImporter(of: .members)
        try db.create(members, by: Origin(access))
    }
}
