import Sales
import Storage

/// The list of accounts with the dialog that makes one.
struct AccountListPage: Encodable {
    var title: String
    var table: RecordTable
    var dialog: RecordDialog?

    init(
        _ choice: CustomerPages.Choice,
        _ form: RecordForm?,
        isOpen: Bool,
        error: (any Error)?,
        _ db: ScopedConnection,
        _ words: Words
    ) throws {
        let access = db.access
        let page = try db.accounts(choice.filter, by: choice.order, at: choice.position)
        let teller = RowTeller(access: access, words: words)
        let choices = try FilterChoices(db)
        var bar = try FilterBar(
            choice.address,
            choices.accounts(choice.filter, words) + .own(.account, choice.filter, db, words),
            isUnfolded: choice.isFilterUnfolded,
            toggles: .mine(access, words),
            words
        )
        bar.views = try choice.viewMenu(.accounts, db)
        let rows = page.map { teller.row($0, choice.columns) }
        table = RecordTable(choice, .accounts, bar, rows, try db.accountCount(choice.filter), words)
        try table.addFields(.accounts, choice, db, words)
        let bulk = BulkChoices(choices.members, tags: choices.tags)
        table.bulk = BulkBar(.account, choice.filter.query, isMore: table.isMore, bulk, access, words)
        if access.may(.edit, .accounts) { table.bulk?.add(try OwnFields(.account, db), words) }
        table.exports = RecordTable.Exports(.accounts, choice.filter.query, access)
        title = table.title
        guard access.may(.create, .accounts) else { return }
        dialog = try RecordDialog.newAccount(form, isOpen: isOpen, error: error, bulk.owners, db, words)
    }
}

extension RecordDialog {
    fileprivate static func newAccount(
        _ form: RecordForm?,
        isOpen: Bool,
        error: (any Error)?,
        _ owners: [Option],
        _ db: ScopedConnection,
        _ words: Words
    ) throws -> RecordDialog {
        let isDuplicate = error is DuplicateFound
        let form = form ?? RecordForm(["owner": db.access.member?.id.description])
        return RecordDialog(
            heading: words("accounts.new"),
            action: "/accounts",
            hintsPath: "/accounts/hints",
            fields: form.accountFields(owners, words),
            hints: isDuplicate ? try form.accountHints(db, words) : nil,
            fault: error.map { Fault($0).sentence(words) },
            isOpen: isOpen,
            isConfirmed: isDuplicate,
            save: words(isDuplicate ? "lists.createAnyway" : "lists.create"),
            own: try OwnFields(.account, db).inputs(form, words)
        )
    }
}

extension RecordForm {
    /// Accounts that are probably the same as the one that is typed.
    func accountDuplicates(_ id: Identifier<Account>?, _ db: ScopedConnection) throws -> [DuplicateHint<Account>] {
        if self["name"].isEmpty { return [] }
        var draft = Account(id: id ?? Identifier(at: db.access.now), name: self["name"])
        draft.registrationNumber = self["registrationNumber"]
        draft.phone = self["phone"]
        draft.website = self["website"]
        return try db.duplicates(of: draft)
    }

    fileprivate func accountHints(_ db: ScopedConnection, _ words: Words) throws -> DuplicateHints {
        DuplicateHints(try accountDuplicates(nil, db), registrationNumber: self["registrationNumber"], words)
    }
}
