import Sales
import Storage

/// In which opportunities a contact takes part, in words.
struct ContactRolesPart: Encodable {
    var rows: [Row]
    var hasRoles: Bool

    struct Row: Encodable {
        var opportunity: String
        var opportunityHref: String
        var stage: String
        var amount: String
        var role: String
        var attitude: String
    }

    init(_ places: [(row: OpportunityRow, part: OpportunityContact)], _ roles: [Choice], _ words: Words) {
        rows = places.map { row, part in
            Row(
                opportunity: row.opportunity.name,
                opportunityHref: "/opportunities/\(row.opportunity.id)",
                stage: row.stage?.name ?? "–",
                amount: row.opportunity.values.amount.map { words.shortMoney($0) } ?? "–",
                role: roles.first { $0.id == part.roleID }?.name ?? "–",
                attitude: words("parts.attitude", part.attitude)
            )
        }
        hasRoles = !rows.isEmpty
    }
}
