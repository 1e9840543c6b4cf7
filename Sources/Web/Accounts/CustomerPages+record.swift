import Hummingbird
import Sales
import Storage

extension CustomerPages {
    static var place: Place { .accounts }
    static var holder: FieldHolder { .account }

    func find(_ id: Identifier<Account>, _ db: ScopedConnection) throws { _ = try db.account(id) }

    func write(_ form: RecordForm, to id: Identifier<Account>, _ db: ScopedConnection) throws {
        _ = try db.edit(id, version: form.version) { (account: inout Account) in
            try form.apply(to: &account, db)
        }
    }

    func delete(_ form: FormFields, _ id: Identifier<Account>, _ db: ScopedConnection) throws {
        let children = ChildrenOfDeleted(rawValue: form["children"]) ?? .refuse
        try db.delete(id, version: form.version, children: children)
    }

    func share(_ id: Identifier<Account>, with holder: ShareHolder, mayEdit: Bool?, _ db: ScopedConnection) throws {
        try db.share(id, with: holder, mayEdit: mayEdit)
    }

    func merge(_ new: NewMerge<Account>, _ db: ScopedConnection) throws { try db.merge(new) }

    func mergePage(_ id: Identifier<Account>, _ query: FormFields, _ db: ScopedConnection, _ words: Words) throws
        -> MergePage
    {
        try MergePage(account: id, query, db, words)
    }

    func page(_ id: Identifier<Account>, _ refused: RefusedForm, _ context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let dossier = try await pages.store.read(access) { try AccountDossier(id, $0) }
        let timeline = try await timelines[access.workspace].current()
        let figures = try AccountFigures.all(dossier, access, timeline)
        let page = AccountPage(dossier, figures, refused, access, pages.words(context))
        return try pages.page("accounts/account", page, context, at: .accounts)
    }
}
