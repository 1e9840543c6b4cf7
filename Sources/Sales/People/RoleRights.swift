/// What the members of a role may do, by kind of record, and whose records they see.
package struct RoleRights: Hashable, Sendable {
    package var dataScope: DataScope
    private var given: [RecordKind: Rights]

    package init(dataScope: DataScope, _ given: [RecordKind: Rights] = [:]) {
        self.dataScope = dataScope
        self.given = [:]
        for (kind, rights) in given { self[kind] = rights }
    }

    /// The rights of a kind; those that cannot be given for it are left out.
    package subscript(kind: RecordKind) -> Rights {
        get { (given[kind] ?? []).union(kind.everybodysRights) }
        set {
            let possible = newValue.intersection(kind.rights)
            given[kind] = possible.isEmpty ? nil : possible
        }
    }

    package func allows(_ right: Rights, _ kind: RecordKind) -> Bool { self[kind].isSuperset(of: right) }

    /// Whether another has nothing that these have not.
    package func contain(_ other: RoleRights) -> Bool {
        let scopes = DataScope.allCases
        guard let own = scopes.firstIndex(of: dataScope), let others = scopes.firstIndex(of: other.dataScope) else {
            return false
        }
        return own >= others && RecordKind.allCases.allSatisfy { self[$0].isSuperset(of: other[$0]) }
    }

    /// Whether anything can be changed with these rights at all.
    package var allowAnyWrite: Bool {
        given.values.contains { !$0.isDisjoint(with: [.create, .edit, .delete, .import, .bulk]) }
    }
}

extension RoleRights {
    /// Everything, as owners have it whatever the workspace decides.
    package static let everything = RoleRights(
        dataScope: .all,
        Dictionary(uniqueKeysWithValues: RecordKind.allCases.map { ($0, $0.rights) })
    )

    /// What a role has until the workspace decides otherwise.
    package init(defaultOf role: Role) {
        let work: Rights = [.see, .create, .edit, .delete, .bulk]
        switch role {
        case .owner, .admin: self = .everything
        case .manager: self.init(dataScope: .teamAndBelow, .ofSales(work.union(.export), work.union(.export)))
        case .rep: self.init(dataScope: .own, .ofSales(work, work))
        case .marketing: self.init(dataScope: .all, .ofSales(work.union(.export), [.see, .export]))
        case .readOnly: self.init(dataScope: .own, .ofSales(.see, .see))
        }
    }
}

extension [RecordKind: Rights] {
    fileprivate static func ofSales(_ customers: Rights, _ opportunities: Rights) -> Self {
        [.accounts: customers, .contacts: customers, .opportunities: opportunities]
    }
}

extension RoleRights {
    /// The given rights in words, `accounts.see accounts.edit members.create`, always in the same order.
    package var words: String {
        RecordKind.allCases.flatMap { kind in (given[kind] ?? []).names.map { "\(kind.rawValue).\($0)" } }
            .joined(separator: " ")
    }

    /// Reads what `words` gives; nil where a word is unknown.
    package init?(dataScope: DataScope, words: String) {
        self.init(dataScope: dataScope)
        for word in words.split(separator: " ") {
            let parts = word.split(separator: ".")
            guard parts.count == 2, let kind = RecordKind(rawValue: String(parts[0])),
                let right = Rights(named: String(parts[1])), kind.rights.isSuperset(of: right)
            else { return nil }
            self[kind].insert(right)
        }
    }
}
