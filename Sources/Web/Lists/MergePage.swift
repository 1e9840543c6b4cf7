import Sales
import Storage

/// The page on which two records become one: which other, and whose values.
struct MergePage: Encodable {
    var title: String
    var path: String
    var name: String
    var version: String
    var typed: String
    var candidates: [Candidate]
    var isAccount: Bool
    var other: Other?
    var fault: String?

    struct Candidate: Encodable {
        var href: String
        var name: String
        var reasons: String
    }

    struct Other: Encodable {
        var otherID: String
        var otherName: String
        var otherVersion: String
        /// The same question with the other one staying.
        var swapped: String
        var fields: [Field]
        var isSame: Bool
    }

    /// A field in which the two differ.
    struct Field: Encodable {
        var key: String
        var label: String
        var own: String
        var others: String
        /// Both have a value, so somebody chooses.
        var isChoice: Bool
        var takesOther: Bool
    }
}

extension MergePage {
    init(account id: Identifier<Account>, _ query: FormFields, _ db: ScopedConnection, _ words: Words) throws {
        let (access, account) = (db.access, try db.account(id))
        guard access.may(.edit, .accounts), access.may(.delete, .accounts) else { throw NotAllowed(.delete, .accounts) }
        self.init(account.name, account.version, path: "/accounts/\(id)", query, words)
        isAccount = true
        candidates = try db.duplicates(of: account).compactMap { hint in
            hint.record.map { Candidate($0.id.erased, $0.name, hint.reasons, path, words) }
        }
        var chosen = Identifier<Account>(query["with"])
        if chosen == nil, !typed.isEmpty {
            let found = try db.accounts(named: typed, limit: 8).filter { $0.id != id }
            if found.count == 1 { chosen = found[0].id }
            if found.isEmpty { fault = Fault(TypedError.unknownAccount).sentence(words) }
            candidates += found.filter { $0.id != chosen }.map { Candidate($0.id.erased, $0.name, [], path, words) }
        }
        guard let chosen, chosen != id else { return }
        let merged = try db.account(chosen)
        let names = try db.accountNames([account.parentID, merged.parentID].compactMap { $0 })
        let members = try db.members()
        func values(_ account: Account) -> [String: String?] {
            var values = RecordForm(account, parent: account.parentID.flatMap { names[$0] }).values
            values["annualRevenue"] = account.annualRevenue.map { words.money($0) }
            values["owner"] = account.ownerID.flatMap { id in members.first { $0.id == id }?.name }
            return values
        }
        other = try Other(
            (merged.id.erased, merged.name, merged.version),
            swapped: "/accounts/\(merged.id)/merge?with=\(id)",
            Self.fields(values(account), values(merged), words)
                + Self.own(.account, id.erased, merged.id.erased, db, words)
        )
    }

    init(contact id: Identifier<Contact>, _ query: FormFields, _ db: ScopedConnection, _ words: Words) throws {
        let (access, contact) = (db.access, try db.contact(id))
        guard access.may(.edit, .contacts), access.may(.delete, .contacts) else { throw NotAllowed(.delete, .contacts) }
        self.init(contact.name, contact.version, path: "/contacts/\(id)", query, words)
        candidates = try db.duplicates(of: contact).compactMap { hint in
            hint.record.map { Candidate($0.id.erased, $0.name, hint.reasons, path, words) }
        }
        if !typed.isEmpty {
            for hit in try db.search(typed, kinds: [.contact], limit: 8) {
                guard case .contact(let found) = hit.record, found != id else { continue }
                candidates.append(Candidate(found.erased, hit.name, [], path, words))
            }
        }
        guard let chosen = Identifier<Contact>(query["with"]), chosen != id else { return }
        let merged = try db.contact(chosen)
        let names = try db.accountNames([contact.accountID, merged.accountID].compactMap { $0 })
        let members = try db.members()
        func values(_ contact: Contact) -> [String: String?] {
            var values = RecordForm(contact, account: contact.accountID.flatMap { names[$0] }).values
            values["owner"] = contact.ownerID.flatMap { id in members.first { $0.id == id }?.name }
            return values
        }
        other = try Other(
            (merged.id.erased, merged.name, merged.version),
            swapped: "/contacts/\(merged.id)/merge?with=\(id)",
            Self.fields(values(contact), values(merged), words)
                + Self.own(.contact, id.erased, merged.id.erased, db, words)
        )
    }

    private init(_ name: String, _ version: Int, path: String, _ query: FormFields, _ words: Words) {
        title = words("record.merge")
        self.path = path
        self.name = name
        self.version = String(version)
        typed = query["name"]
        candidates = []
        isAccount = false
    }

    private static func fields(_ own: [String: String?], _ others: [String: String?], _ words: Words) -> [Field] {
        RecordHistory.Field.allCases.compactMap { field in
            let (mine, theirs) = (own[field.rawValue] ?? nil, others[field.rawValue] ?? nil)
            guard let theirs, !theirs.isEmpty, mine != theirs else { return nil }
            return Field(
                key: field.rawValue,
                label: words("record.field", field),
                own: mine ?? "–",
                others: theirs,
                isChoice: mine?.isEmpty == false,
                takesOther: mine?.isEmpty != false
            )
        }
    }
}

extension MergePage.Other {
    fileprivate init(
        _ record: (id: Identifier<AnyRecord>, name: String, version: Int),
        swapped: String,
        _ fields: [MergePage.Field]
    ) {
        (otherID, otherName, otherVersion) = (record.id.description, record.name, String(record.version))
        self.swapped = swapped
        self.fields = fields
        isSame = fields.isEmpty
    }
}

extension MergePage.Candidate {
    fileprivate init(
        _ id: Identifier<AnyRecord>,
        _ name: String,
        _ reasons: [DuplicateKey.Reason],
        _ path: String,
        _ words: Words
    ) {
        href = "\(path)/merge?with=\(id)"
        self.name = name
        self.reasons = reasons.map { words("accounts.reason", $0) }.joined(separator: " · ")
    }
}
