import Sales
import Storage

/// A record of one row that imports find by key or name, make and update: the same for all four kinds.
protocol ImportableRecord: Hashable, Sendable {
    /// What sentences call it, and the mapping's key for references to it.
    static var noun: String { get }
    static var mappingKey: String { get }
    /// Whether two of the same name are one, so that a row with a key adopts the one that has none.
    static var isKnownByName: Bool { get }

    var id: Identifier<Self> { get }
    var name: String { get set }
    var externalKey: String? { get set }

    init(id: Identifier<Self>, name: String)

    static func find(keys: [String], _ db: ScopedConnection) throws -> [String: Found<Self>]
    static func find(foldedNames: [String], _ db: ScopedConnection) throws -> [String: [Self]]
    static func create(_ records: [Self], _ run: Import, _ db: ScopedConnection) throws
    static func update(_ record: Self, from stored: Self, _ run: Import, _ db: ScopedConnection) throws
    static func revive(_ ids: [Identifier<Self>], _ run: Import, _ db: ScopedConnection) throws
}

extension Account: ImportableRecord {
    static let noun = "account"
    static let mappingKey = "accounts"
    static let isKnownByName = true

    init(id: Identifier<Account>, name: String) { self.init(id: id, name: name, version: 1) }

    static func find(keys: [String], _ db: ScopedConnection) throws -> [String: Found<Account>] {
        try db.accounts(externalKeys: keys)
    }
    static func find(foldedNames: [String], _ db: ScopedConnection) throws -> [String: [Account]] {
        try db.accounts(foldedNames: foldedNames)
    }
    static func create(_ records: [Account], _ run: Import, _ db: ScopedConnection) throws {
        try db.create(accounts: records, in: run)
    }
    static func update(_ record: Account, from stored: Account, _ run: Import, _ db: ScopedConnection) throws {
        try db.update(record, from: stored, in: run)
    }
    static func revive(_ ids: [Identifier<Account>], _ run: Import, _ db: ScopedConnection) throws {
        try db.revive(accounts: ids, in: run)
    }
}

extension Contact: ImportableRecord {
    static let noun = "contact"
    static let mappingKey = "contacts"
    static let isKnownByName = false

    init(id: Identifier<Contact>, name: String) { self.init(id: id, name: name, accountID: nil) }

    static func find(keys: [String], _ db: ScopedConnection) throws -> [String: Found<Contact>] {
        try db.contacts(externalKeys: keys)
    }
    static func find(foldedNames: [String], _ db: ScopedConnection) throws -> [String: [Contact]] {
        try db.contacts(foldedNames: foldedNames)
    }
    static func create(_ records: [Contact], _ run: Import, _ db: ScopedConnection) throws {
        try db.create(contacts: records, in: run)
    }
    static func update(_ record: Contact, from stored: Contact, _ run: Import, _ db: ScopedConnection) throws {
        try db.update(record, from: stored, in: run)
    }
    static func revive(_ ids: [Identifier<Contact>], _ run: Import, _ db: ScopedConnection) throws {
        try db.revive(contacts: ids, in: run)
    }
}

extension Product: ImportableRecord {
    static let noun = "product"
    static let mappingKey = "products"
    static let isKnownByName = true

    init(id: Identifier<Product>, name: String) { self.init(id: id, name: name, prices: []) }

    static func find(keys: [String], _ db: ScopedConnection) throws -> [String: Found<Product>] {
        try db.products(externalKeys: keys)
    }
    static func find(foldedNames: [String], _ db: ScopedConnection) throws -> [String: [Product]] {
        try db.products(foldedNames: foldedNames)
    }
    static func create(_ records: [Product], _ run: Import, _ db: ScopedConnection) throws {
        try db.create(products: records, in: run)
    }
    static func update(_ record: Product, from stored: Product, _ run: Import, _ db: ScopedConnection) throws {
        try db.update(record, from: stored, in: run)
    }
    static func revive(_ ids: [Identifier<Product>], _ run: Import, _ db: ScopedConnection) throws {
        try db.revive(products: ids, in: run)
    }
}

extension Member: ImportableRecord {
    static let noun = "member"
    static let mappingKey = "owners"
    static let isKnownByName = true

    init(id: Identifier<Member>, name: String) { self.init(id: id, name: name, role: .rep) }

    static func find(keys: [String], _ db: ScopedConnection) throws -> [String: Found<Member>] {
        try db.members(externalKeys: keys)
    }
    static func find(foldedNames: [String], _ db: ScopedConnection) throws -> [String: [Member]] {
        try db.members(foldedNames: foldedNames)
    }
    static func create(_ records: [Member], _ run: Import, _ db: ScopedConnection) throws {
        try db.create(members: records, in: run)
    }
    static func update(_ record: Member, from stored: Member, _ run: Import, _ db: ScopedConnection) throws {
        try db.update(record, from: stored, in: run)
    }
    static func revive(_ ids: [Identifier<Member>], _ run: Import, _ db: ScopedConnection) throws {
        try db.revive(members: ids, in: run)
    }
}
