import Sales
import Storage

extension RecordForm {
    init(_ account: Account, parent: String?) {
        self.init([
            "name": account.name, "parent": parent, "registrationNumber": account.registrationNumber,
            "industry": account.industry, "region": account.region, "type": account.type, "size": account.size,
            "employees": account.employees.map { String($0) }, "annualRevenue": account.annualRevenue?.typed,
            "foundedYear": account.foundedYear.map { String($0) }, "website": account.website,
            "phone": account.phone, "address": account.address, "owner": account.ownerID?.description,
        ])
    }

    /// Puts what was changed into the account.
    func apply(to account: inout Account, _ db: ScopedConnection) throws {
        if changes("name") { account.name = self["name"] }
        try set("parent", &account.parentID, db)
        try set("registrationNumber", &account.registrationNumber)
        try set("industry", &account.industry)
        try set("region", &account.region)
        try set("type", &account.type)
        try set("size", &account.size)
        try set("employees", &account.employees)
        try set("foundedYear", &account.foundedYear)
        try set("website", &account.website)
        try set("phone", &account.phone)
        try set("address", &account.address)
        try set("owner", &account.ownerID, db)
        if changes("annualRevenue") {
            let currency = account.annualRevenue?.currency ?? db.access.workspace.currency
            account.annualRevenue = try Amount(typed: self["annualRevenue"], currency)
        }
    }

    func accountFields(_ owners: [Option], _ words: Words) -> [FormField] {
        func field(_ name: String, _ column: String, type: String = "text") -> FormField {
            FormField(name, words("lists.account.\(column)"), self, type: type)
        }
        return [
            field("name", "name").required(),
            FormField("registrationNumber", words("accounts.registrationNumber"), self).wide(),
            FormField("parent", words("accounts.parent"), self).ofAccount(),
            field("owner", "owner").choosing(among: owners),
            field("industry", "industry"), field("region", "region"), field("type", "type"), field("size", "size"),
            field("employees", "employees"), field("annualRevenue", "annualRevenue"),
            FormField("foundedYear", words("accounts.foundedYear"), self),
            field("phone", "phone", type: "tel"), field("website", "website").wide(),
            FormField("address", words("accounts.address"), self).wide(),
        ]
    }
}

/// The dialog in which an account or a contact is made or edited.
struct RecordDialog: Encodable {
    var heading: String
    var action: String
    /// Where the likely duplicates of what is typed are asked for.
    var hintsPath: String?
    var version: String?
    var fields: [FormField]
    var hints: DuplicateHints?
    var fault: String?
    /// Whether it is open when the page is shown.
    var isOpen: Bool
    /// Whether the record is made although there is one like it.
    var isConfirmed: Bool
    var save: String
    /// The fields that the workspace made itself, behind the others.
    var own: [OwnInputs] = []
}

/// What a person is told while they type what may be there already.
struct DuplicateHints: Encodable {
    var heading: String?
    var items: [Item]
    /// What a register's number says of itself.
    var note: String?

    struct Item: Encodable {
        var name: String
        var href: String?
        var reasons: String
    }
}

extension DuplicateHints {
    init(_ hints: [DuplicateHint<Account>], registrationNumber: String?, _ words: Words) {
        items = hints.map { hint in
            Item(
                name: hint.record?.name ?? words("accounts.masked"),
                href: hint.record.map { "/accounts/\($0.id)" },
                reasons: hint.reasons.map { words("accounts.reason", $0) }.joined(separator: " · ")
            )
        }
        heading = hints.isEmpty ? nil : words("accounts.duplicates")
        if case .mistyped(let expected) = CreditCode.finding(registrationNumber ?? "") {
            note = words("accounts.checkDigit", ["expected": String(expected)])
        }
    }

    init(_ hints: [DuplicateHint<Contact>], _ words: Words) {
        items = hints.map { hint in
            Item(
                name: hint.record?.name ?? words("contacts.masked"),
                href: hint.record.map { "/contacts/\($0.id)" },
                reasons: hint.reasons.map { words("accounts.reason", $0) }.joined(separator: " · ")
            )
        }
        heading = hints.isEmpty ? nil : words("contacts.duplicates")
    }
}
