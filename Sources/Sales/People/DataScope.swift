/// How much of a workspace's records a member sees, by who owns them.
package enum DataScope: String, CaseIterable, Sendable {
    case own, team, teamAndBelow, all
}

/// Who sees the records of a kind that nobody owns.
package enum UnassignedRule: String, CaseIterable, Sendable {
    case everyone
    /// Those who see more than their own records.
    case leaders
    /// Those who see all records.
    case whoSeesAll

    package func includes(_ scope: DataScope) -> Bool {
        switch self {
        case .everyone: true
        case .leaders: scope != .own
        case .whoSeesAll: scope == .all
        }
    }
}

/// The workspace's rules for what nobody owns, by kind of record.
package struct UnassignedRules: Hashable, Sendable {
    private var rules: [RecordKind: UnassignedRule]

    private init(_ rules: [RecordKind: UnassignedRule]) { self.rules = rules }

    /// Customers that nobody owns are everybody's to take; a sale without an owner is for those who see all.
    package static let standard = UnassignedRules([
        .accounts: .everyone, .contacts: .everyone, .opportunities: .whoSeesAll,
    ])

    /// The rule of a kind whose records have owners; the others are seen by everyone.
    package subscript(kind: RecordKind) -> UnassignedRule {
        get { rules[kind] ?? .everyone }
        set { if kind.isOwned { rules[kind] = newValue } }
    }
}

extension UnassignedRules: LosslessStringConvertible {
    /// Reads `accounts.everyone contacts.leaders`; what is not named has the standard's rule.
    package init?(_ text: String) {
        self = .standard
        for word in text.split(separator: " ") {
            let parts = word.split(separator: ".")
            guard parts.count == 2, let kind = RecordKind(rawValue: String(parts[0])), kind.isOwned,
                let rule = UnassignedRule(rawValue: String(parts[1]))
            else { return nil }
            self[kind] = rule
        }
    }

    package var description: String {
        RecordKind.allCases.filter(\.isOwned).map { "\($0.rawValue).\(self[$0].rawValue)" }.joined(separator: " ")
    }
}
