/// The kinds of records for which rights are given.
package enum RecordKind: String, CaseIterable, Sendable {
    case accounts, contacts, opportunities, products
    /// Pipelines with their stages, and the lists to choose from, such as loss reasons.
    case pipelines
    /// Members and teams.
    case members
    /// The workspace itself, what roles may do, and the log of all changes.
    case settings

    /// Whether its records have an owner, so that a data scope bounds who sees them.
    package var isOwned: Bool {
        switch self {
        case .accounts, .contacts, .opportunities: true
        case .products, .pipelines, .members, .settings: false
        }
    }

    /// The rights that can be given for this kind.
    package var rights: Rights {
        switch self {
        case .accounts, .contacts, .opportunities: .all
        case .products: [.create, .edit, .delete, .export, .import, .bulk]
        case .pipelines: [.create, .edit, .delete, .import]
        case .members: [.create, .edit, .delete, .export, .import]
        case .settings: [.see, .edit]
        }
    }

    /// What every member may do: names of products, stages and colleagues stand on every page.
    package var everybodysRights: Rights {
        switch self {
        case .products, .pipelines, .members: .see
        case .accounts, .contacts, .opportunities, .settings: []
        }
    }
}

/// What may be done with the records of a kind.
package struct Rights: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let see = Rights(rawValue: 1 << 0)
    package static let create = Rights(rawValue: 1 << 1)
    package static let edit = Rights(rawValue: 1 << 2)
    package static let delete = Rights(rawValue: 1 << 3)
    package static let export = Rights(rawValue: 1 << 4)
    package static let `import` = Rights(rawValue: 1 << 5)
    /// To change many records at once.
    package static let bulk = Rights(rawValue: 1 << 6)
    package static let all = Rights(rawValue: 0x7F)

    private static let named: [(right: Rights, name: String)] = [
        (.see, "see"), (.create, "create"), (.edit, "edit"), (.delete, "delete"), (.export, "export"),
        (.import, "import"), (.bulk, "bulk"),
    ]

    /// The single right of that name.
    package init?(named name: String) {
        guard let found = Self.named.first(where: { $0.name == name }) else { return nil }
        self = found.right
    }

    /// The names of the rights in it, in their fixed order.
    package var names: [String] { each.flatMap { right in Self.named.filter { $0.right == right }.map(\.name) } }

    /// The rights in it one by one.
    package var each: [Rights] { Self.named.map(\.right).filter { isSuperset(of: $0) } }
}
