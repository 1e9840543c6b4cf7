import Sales
import Storage

/// The list of contacts with the dialog that makes one.
struct ContactListPage: Encodable {
    var title: String
    var table: RecordTable
    var dialog: RecordDialog?

    init(
        _ choice: ContactPages.Choice,
        _ form: RecordForm?,
        isOpen: Bool,
        error: (any Error)?,
        _ db: ScopedConnection,
        _ words: Words
    ) throws {
        let access = db.access
        let page = try db.contacts(choice.filter, by: choice.order, at: choice.position)
        let teller = RowTeller(access: access, words: words)
        let choices = try FilterChoices(db)
        var bar = try FilterBar(
            choice.address,
            choices.contacts(choice.filter, words) + .account(of: choice.filter, db)
                + .own(.contact, choice.filter, db, words),
            isUnfolded: choice.isFilterUnfolded,
            toggles: .mine(access, words),
            words
        )
        bar.views = try choice.viewMenu(.contacts, db)
        let rows = page.map { teller.row($0, choice.columns) }
        table = RecordTable(choice, .contacts, bar, rows, try db.contactCount(choice.filter), words)
        try table.addFields(.contacts, choice, db, words)
        let bulk = BulkChoices(choices.members, tags: choices.tags)
        table.bulk = BulkBar(.contact, choice.filter.query, isMore: table.isMore, bulk, access, words)
        if access.may(.edit, .contacts) { table.bulk?.add(try OwnFields(.contact, db), words) }
        table.exports = RecordTable.Exports(.contacts, choice.filter.query, access)
        title = table.title
        guard access.may(.create, .contacts) else { return }
        var shown = form ?? RecordForm(["owner": access.member?.id.description])
        // Begun from an account's page, it is a contact of that account.
        if form == nil, let id = choice.filter.accountIDs.first {
            shown.values["account"] = try db.accountNames([id])[id]
        }
        dialog = try .newContact(shown, isOpen: isOpen, error: error, bulk.owners, db, words)
    }
}

extension [FilterField] {
    /// The account whose contacts are shown, so that its chip has a name.
    static func account(of filter: ContactFilter, _ db: ScopedConnection) throws -> [FilterField] {
        let names = try db.accountNames(filter.accountIDs)
        if names.isEmpty { return [] }
        let choices = names.map { FilterChoice(parameter: "account", value: $0.key.description, name: $0.value) }
        return [FilterField("account", .anyOf(choices))]
    }
}

extension RecordDialog {
    fileprivate static func newContact(
        _ form: RecordForm,
        isOpen: Bool,
        error: (any Error)?,
        _ owners: [Option],
        _ db: ScopedConnection,
        _ words: Words
    ) throws -> RecordDialog {
        let isDuplicate = error is DuplicateFound
        return RecordDialog(
            heading: words("contacts.new"),
            action: "/contacts",
            hintsPath: "/contacts/hints",
            fields: form.contactFields(owners, words),
            hints: isDuplicate ? DuplicateHints(try form.contactDuplicates(nil, db), words) : nil,
            fault: error.map { Fault($0).sentence(words) },
            isOpen: isOpen,
            isConfirmed: isDuplicate,
            save: words(isDuplicate ? "lists.createAnyway" : "lists.create"),
            own: try OwnFields(.contact, db).inputs(form, words)
        )
    }
}

extension RecordForm {
    /// Contacts that are probably the same person as the one that is typed.
    func contactDuplicates(_ id: Identifier<Contact>?, _ db: ScopedConnection) throws -> [DuplicateHint<Contact>] {
        if self["name"].isEmpty && self["email"].isEmpty && self["phone"].isEmpty { return [] }
        var draft = Contact(id: id ?? Identifier(at: db.access.now), name: self["name"])
        draft.email = self["email"]
        draft.phone = self["phone"]
        return try db.duplicates(of: draft)
    }
}
