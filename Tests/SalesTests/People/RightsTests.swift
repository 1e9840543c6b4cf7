import Sales
import Testing

@Suite struct `A role's rights` {
    /// What each role lacks by default of what can be given at all; an owner and an administrator lack nothing.
    static let missing: [(Role, DataScope, [RecordKind: Rights])] = [
        (.owner, .all, [:]), (.admin, .all, [:]),
        (.manager, .teamAndBelow, [.accounts: .import, .contacts: .import, .opportunities: .import].withoutSettings),
        (
            .rep, .own,
            [
                .accounts: [.import, .export], .contacts: [.import, .export], .opportunities: [.import, .export],
            ].withoutSettings
        ),
        (
            .marketing, .all,
            [
                .accounts: .import, .contacts: .import,
                .opportunities: [.create, .edit, .delete, .import, .bulk],
            ].withoutSettings
        ),
        (
            .readOnly, .own,
            Dictionary(
                uniqueKeysWithValues: [.accounts, .contacts, .opportunities].map { ($0, Rights.all.subtracting(.see)) }
            )
            .withoutSettings
        ),
    ]

    @Test(arguments: missing) func `are by default`(_ role: Role, _ scope: DataScope, _ missing: [RecordKind: Rights]) {
        let rights = RoleRights(defaultOf: role)
        #expect(rights.dataScope == scope)
        for kind in RecordKind.allCases {
            let given = kind.rights.subtracting(missing[kind] ?? []).union(kind.everybodysRights)
            #expect(rights[kind] == given, "\(role) \(kind)")
        }
        #expect(rights.allowAnyWrite == (role != .readOnly))
    }

    @Test(arguments: Role.allCases) func `are read again from their words`(_ role: Role) {
        let rights = RoleRights(defaultOf: role)
        #expect(RoleRights(dataScope: rights.dataScope, words: rights.words) == rights)
    }

    @Test(arguments: ["accounts", "accounts.fly", "sails.see", "settings.bulk", "accounts.see.edit"])
    func `are not read from`(_ words: String) {
        #expect(RoleRights(dataScope: .all, words: words) == nil)
    }

    @Test func `are never more than can be given for the kind`() {
        let rights = RoleRights(dataScope: .own, [.settings: .all, .members: .all])
        #expect(rights[.settings] == [.see, .edit])
        #expect(!rights.allows(.bulk, .members) && rights.allows(.see, .members))
        #expect(!RoleRights(dataScope: .all).allowAnyWrite)
    }
}

extension [RecordKind: Rights] {
    /// Products, processes, people and settings are for administrators.
    fileprivate var withoutSettings: Self {
        merging(
            [RecordKind.products, .pipelines, .members, .settings].map { ($0, $0.rights) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

@Suite struct `Records that nobody owns` {
    @Test func `are seen by rule, kind by kind`() throws {
        var rules = UnassignedRules.standard
        #expect(rules[.accounts].includes(.own) && !rules[.opportunities].includes(.teamAndBelow))
        rules[.opportunities] = .leaders
        #expect(!rules[.opportunities].includes(.own) && rules[.opportunities].includes(.team))
        #expect(UnassignedRules(rules.description) == rules && UnassignedRules("products.everyone") == nil)
        for rule in UnassignedRule.allCases { #expect(rule.includes(.all)) }
    }
}
