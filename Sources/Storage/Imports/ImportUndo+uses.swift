import SQLEngines
import Sales

extension Connection {
    /// Whether another record that is there refers to this one, or people wrote or brought something to it.
    func isUsed(_ id: Identifier<AnyRecord>, kind: String, in workspace: Int64) throws -> Bool {
        let there: SQL = "workspace_id = \(workspace) AND deleted_at IS NULL"
        let uses: [SQL] =
            switch kind {
            case "account":
                [
                    "SELECT 1 FROM opportunities WHERE \(there) AND withdrawn_at IS NULL AND account_id = \(id)",
                    "SELECT 1 FROM contacts WHERE \(there) AND account_id = \(id)",
                    "SELECT 1 FROM accounts WHERE \(there) AND parent_id = \(id)",
                ]
            case "product":
                ["SELECT 1 FROM opportunities WHERE \(there) AND withdrawn_at IS NULL AND product_id = \(id)"]
            case "member":
                [
                    "SELECT 1 FROM opportunities WHERE \(there) AND withdrawn_at IS NULL AND owner_id = \(id)",
                    "SELECT 1 FROM accounts WHERE \(there) AND owner_id = \(id)",
                    "SELECT 1 FROM contacts WHERE \(there) AND owner_id = \(id)",
                ]
            default: []
            }
        return try (uses + parts(of: id, kind: kind, in: workspace)).contains { use in
            let found: Int? = try first("\(use) LIMIT 1")
            return found != nil
        }
    }

    /// What hangs on a record without being one.
    private func parts(of id: Identifier<AnyRecord>, kind: String, in workspace: Int64) -> [SQL] {
        let place: SQL = "SELECT 1 FROM opportunity_contacts WHERE workspace_id = \(workspace) AND removed_at IS NULL"
        let line: SQL = "SELECT 1 FROM opportunity_lines WHERE workspace_id = \(workspace) AND removed_at IS NULL"
        let talk = RecordSubject(kind, id).map { subject in
            [
                "SELECT 1 FROM notes WHERE workspace_id = \(workspace) AND \(subject.isSubject) AND deleted_at IS NULL",
                """
                SELECT 1 FROM files WHERE workspace_id = \(workspace) AND \(subject.isSubject)
                    AND added_at IS NOT NULL AND deleted_at IS NULL
                """,
            ] as [SQL]
        }
        switch kind {
        case "contact": return (talk ?? []) + ["\(place) AND contact_id = \(id)"]
        case "product": return ["\(line) AND product_id = \(id)"]
        case "opportunity":
            return (talk ?? []) + ["\(place) AND opportunity_id = \(id)", "\(line) AND opportunity_id = \(id)"]
        default: return talk ?? []
        }
    }
}
