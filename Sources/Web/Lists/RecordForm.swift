import Hummingbird
import Sales
import Storage

/// What stands in the fields of a form of a record, as typed, and what it was made with.
struct RecordForm: Sendable {
    var values: [String: String] = [:]
    /// Fields that nobody changed are not written, so that a page that is older than another's change keeps that.
    var was: [String: String] = [:]

    init() {}

    /// A form made of a record.
    init(_ values: [String: String?]) {
        self.values = values.compactMapValues { $0 }
        was = values.mapValues { $0 ?? "" }
    }

    /// A form as it came back.
    init(_ form: FormFields) {
        for name in form.names {
            if name.hasPrefix("was-") { was[String(name.dropFirst(4))] = form[name] } else { values[name] = form[name] }
        }
    }

    subscript(name: String) -> String { values[name] ?? "" }

    /// The version of the record that the form was made of.
    var version: Int? { self["version"].version }

    func changes(_ name: String) -> Bool { values[name] != nil && values[name] != was[name] }

    /// Puts the field's text into the record where it was changed; a blank one is nothing.
    func set(_ name: String, _ value: inout String?) throws {
        guard changes(name) else { return }
        if !self[name].isWithin(NameRule.limit) { throw TypedError.tooLong }
        value = self[name].isEmpty ? nil : self[name]
    }

    /// A whole number of at least one, full-width digits and commas too.
    func set(_ name: String, _ value: inout Int?) throws {
        guard changes(name) else { return }
        let digits = self[name].digits
        if self[name].isEmpty { return value = nil }
        let isPlain = self[name].allSatisfy { $0.isNumber || ", ，".contains($0) }
        guard isPlain, digits.count <= 9, let number = Int(digits) else { throw TypedError.noNumber }
        value = number
    }

    func set(_ name: String, _ owner: inout Identifier<Member>?, _ db: ScopedConnection) throws {
        guard changes(name) else { return }
        if self[name].isEmpty { return owner = nil }
        guard let id = Identifier<Member>(self[name]), try db.members().contains(where: { $0.id == id && $0.isActive })
        else { throw NotFound(kind: "member") }
        owner = id
    }

    /// The account of the typed name.
    func set(_ name: String, _ account: inout Identifier<Account>?, _ db: ScopedConnection) throws {
        guard changes(name) else { return }
        if self[name].isEmpty { return account = nil }
        let found = try db.accounts(named: self[name])
        guard let only = found.first else { throw TypedError.unknownAccount }
        guard found.count == 1 else { throw TypedError.ambiguousAccount }
        account = only.id
    }
}

/// A typed text that a field cannot have.
enum TypedError: String, Error, Equatable {
    case tooLong, noNumber, unknownAccount, ambiguousAccount
}

/// A field of a form with its words.
struct FormField: Encodable {
    var name: String
    var label: String
    var value: String
    var was: String
    var type = "text"
    var isRequired = false
    /// Whether it names an account, which is suggested while somebody types.
    var isAccount = false
    var isWide = false
    var isSelect = false
    var options: [Option] = []

    init(_ name: String, _ label: String, _ form: RecordForm, type: String = "text") {
        self.name = name
        self.label = label
        self.type = type
        (value, was) = (form[name], form.was[name] ?? "")
    }

    func required() -> FormField {
        var field = self
        (field.isRequired, field.isWide) = (true, true)
        return field
    }

    func wide() -> FormField {
        var field = self
        field.isWide = true
        return field
    }

    func ofAccount() -> FormField {
        var field = self
        field.isAccount = true
        return field
    }

    func choosing(among options: [Option]) -> FormField {
        var field = self
        field.isSelect = true
        field.options = options.choosing(value)
        return field
    }
}
