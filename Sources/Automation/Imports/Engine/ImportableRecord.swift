import Sales
import Storage

/// A record of one row that imports find by key or name, make and update: the same for all four kinds.
protocol ImportableRecord: StoredRecord, Hashable {
    /// What sentences call it, and the mapping's key for references to it.
    static var noun: String { get }
    static var mappingKey: String { get }
    /// Whether two of the same name are one, so that a row with a key adopts the one that has none.
    static var isKnownByName: Bool { get }

    var name: String { get set }
    var externalKey: String? { get set }

    init(id: Identifier<Self>, name: String)
}

extension Account: ImportableRecord {
    static let noun = "account"
    static let mappingKey = "accounts"
    static let isKnownByName = true

    init(id: Identifier<Account>, name: String) { self.init(id: id, name: name, version: 1) }
}

extension Contact: ImportableRecord {
    static let noun = "contact"
    static let mappingKey = "contacts"
    static let isKnownByName = false

    init(id: Identifier<Contact>, name: String) { self.init(id: id, name: name, accountID: nil) }
}

extension Product: ImportableRecord {
    static let noun = "product"
    static let mappingKey = "products"
    static let isKnownByName = true

    init(id: Identifier<Product>, name: String) { self.init(id: id, name: name, prices: []) }
}

extension Member: ImportableRecord {
    static let noun = "member"
    static let mappingKey = "owners"
    static let isKnownByName = true

    init(id: Identifier<Member>, name: String) { self.init(id: id, name: name, role: .rep) }
}
