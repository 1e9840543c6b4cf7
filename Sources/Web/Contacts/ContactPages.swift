import Hummingbird
import Sales
import Storage

/// The routes under `/contacts`: the list, and making one.
struct ContactPages: CustomerRecordPages {
    let pages: Pages

    typealias Choice = ListChoice<ContactFilter, ContactKey, ContactColumn>

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: create)
        group.get("count", use: count)
        group.get("hints", use: hint)
        addRecordRoutes(to: group)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let query = try await pages.query(request, .contact, access)
        let choice = try Choice(.contacts, query, usual: ListOrder(.name), access)
        if !choice.address.isTidy { return .seeOther(choice.address.href) }
        return try await list(choice, context, isPart: request.isPartial && choice.isFilterUnfolded)
            .response(from: request, context: context)
    }

    @Sendable func create(_ request: Request, context: AppContext) async throws -> Response {
        let form = RecordForm(try await request.form(context))
        let access = try context.requireVisitor().access
        do {
            let id = try await pages.store.write(access, isRepeatable: false) { db in
                var contact = Contact(id: Identifier(at: access.now), name: form["name"])
                contact.ownerID = access.member?.id
                try form.apply(to: &contact, db)
                if form["isConfirmed"].isEmpty, try db.duplicates(of: contact).isTelling { throw DuplicateFound() }
                try db.create(contact)
                try db.setFields(form, of: contact.id.erased, .contact, isNew: true)
                return contact.id
            }
            return .seeOther("/contacts/\(id)")
        } catch  where Fault(error).isCorrectable {
            var html = try await list(nil, context, form: form, error: error)
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    /// How many contacts the filter shows, exactly.
    @Sendable func count(_ request: Request, context: AppContext) async throws -> String {
        let access = try context.requireVisitor().access
        let choice = try Choice(.contacts, request.query(), usual: ListOrder(.name), access)
        return try await pages.store.read(access) { try String($0.contactCount(choice.filter, atMost: nil).count) }
    }

    @Sendable func hint(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let query = try request.query()
        let found = try await pages.store.read(access) { db in
            try RecordForm(query).contactDuplicates(Identifier(query["id"]), db)
        }
        return pages.part("lists/hints", DuplicateHints(found, pages.words(context)), context)
    }

    private func list(
        _ choice: Choice?,
        _ context: AppContext,
        isPart: Bool = false,
        form: RecordForm? = nil,
        error: (any Error)? = nil
    ) async throws -> HTML {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let choice = try choice ?? Choice(.contacts, FormFields(""), usual: ListOrder(.name), access)
        let isNew = form != nil || choice.isNew
        let page = try await pages.store.read(access) { db in
            try ContactListPage(choice, form, isOpen: isNew, error: error, db, words)
        }
        if isPart { return pages.part("lists/filter-panel", page.table.bar, context) }
        return try pages.page("contacts/list", page, context, at: .contacts)
    }
}
