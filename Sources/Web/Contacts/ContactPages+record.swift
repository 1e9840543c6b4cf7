import Hummingbird
import Sales
import Storage

extension ContactPages {
    static var place: Place { .contacts }
    static var holder: FieldHolder { .contact }

    func find(_ id: Identifier<Contact>, _ db: ScopedConnection) throws { _ = try db.contact(id) }

    func write(_ form: RecordForm, to id: Identifier<Contact>, _ db: ScopedConnection) throws {
        _ = try db.edit(id, version: form.version) { (contact: inout Contact) in
            try form.apply(to: &contact, db)
        }
    }

    func delete(_ form: FormFields, _ id: Identifier<Contact>, _ db: ScopedConnection) throws {
        try db.delete(id, version: form.version)
    }

    func share(_ id: Identifier<Contact>, with holder: ShareHolder, mayEdit: Bool?, _ db: ScopedConnection) throws {
        try db.share(id, with: holder, mayEdit: mayEdit)
    }

    func merge(_ new: NewMerge<Contact>, _ db: ScopedConnection) throws { try db.merge(new) }

    func mergePage(_ id: Identifier<Contact>, _ query: FormFields, _ db: ScopedConnection, _ words: Words) throws
        -> MergePage
    {
        try MergePage(contact: id, query, db, words)
    }

    func page(_ id: Identifier<Contact>, _ refused: RefusedForm, _ context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let dossier = try await pages.store.read(access) { try ContactDossier(id, $0) }
        let page = ContactPage(dossier, refused, access, pages.words(context))
        return try pages.page("contacts/contact", page, context, at: .contacts)
    }
}
