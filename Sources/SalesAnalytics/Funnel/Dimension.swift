import Sales

/// What a figure is sliced by.
///
/// Owner and team are the state's at the as-of instant, the actor is who made the last change of stage before it;
/// source, type, product and account are today's; the month is that of the entry, or of the period.
package enum Dimension: Hashable, Sendable {
    case owner, actor
    /// The owner's team, or the one above it at this level of the tree; the root's level is 1.
    case team(level: Int?)
    case source, type, product
    /// The account, or one of its attributes.
    case account(field: String?)
    case month
    /// A field of the workspace's own, of the opportunity or of its account, by today's values.
    case field(Identifier<FieldDefinition>)
}

extension Dimension: LosslessStringConvertible {
    /// Reads `owner`, `team:1`, `account.industry`, `field-` with an identifier.
    package init?(_ text: String) {
        switch text {
        case "owner": self = .owner
        case "actor": self = .actor
        case "team": self = .team(level: nil)
        case "source": self = .source
        case "type": self = .type
        case "product": self = .product
        case "account": self = .account(field: nil)
        case "month": self = .month
        default:
            if text.hasPrefix("team:"), let level = Int(text.dropFirst(5)), level > 0 {
                self = .team(level: level)
            } else if text.hasPrefix("account."), text.count > 8 {
                self = .account(field: String(text.dropFirst(8)))
            } else if let parts = FieldFilter.parts(text), parts.end.isEmpty {
                self = .field(parts.id)
            } else {
                return nil
            }
        }
    }

    package var description: String {
        switch self {
        case .owner: "owner"
        case .actor: "actor"
        case .team(let level): level.map { "team:\($0)" } ?? "team"
        case .source: "source"
        case .type: "type"
        case .product: "product"
        case .account(let field): field.map { "account.\($0)" } ?? "account"
        case .month: "month"
        case .field(let id): FieldDefinition.keyStart + id.description
        }
    }
}
