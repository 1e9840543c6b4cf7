import Hummingbird
import Sales
import Storage

/// The routes under `/accounts`: the list, and making one.
struct CustomerPages: CustomerRecordPages {
    let pages: Pages
    let timelines: LiveTimelines

    typealias Choice = ListChoice<AccountFilter, AccountKey, AccountColumn>

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: create)
        group.get("count", use: count)
        group.get("suggestions", use: suggest)
        group.get("hints", use: hint)
        addRecordRoutes(to: group)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let query = try await pages.query(request, .account, access)
        let choice = try Choice(.accounts, query, usual: ListOrder(.name), access)
        if !choice.address.isTidy { return .seeOther(choice.address.href) }
        return try await list(choice, context, isPart: request.isPartial && choice.isFilterUnfolded)
            .response(from: request, context: context)
    }

    @Sendable func create(_ request: Request, context: AppContext) async throws -> Response {
        let form = RecordForm(try await request.form(context))
        let access = try context.requireVisitor().access
        do {
            let id = try await pages.store.write(access, isRepeatable: false) { db in
                var account = Account(id: Identifier(at: access.now), name: form["name"])
                account.ownerID = access.member?.id
                try form.apply(to: &account, db)
                if form["isConfirmed"].isEmpty, try db.duplicates(of: account).isTelling { throw DuplicateFound() }
                try db.create(account)
                try db.setFields(form, of: account.id.erased, .account, isNew: true)
                return account.id
            }
            return .seeOther("/accounts/\(id)")
        } catch  where Fault(error).isCorrectable {
            var html = try await list(nil, context, form: form, error: error)
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    /// How many accounts the filter shows, exactly.
    @Sendable func count(_ request: Request, context: AppContext) async throws -> String {
        let access = try context.requireVisitor().access
        let choice = try Choice(.accounts, request.query(), usual: ListOrder(.name), access)
        return try await pages.store.read(access) { try String($0.accountCount(choice.filter, atMost: nil).count) }
    }

    /// Names of accounts that have the typed text, for a field that names one.
    @Sendable func suggest(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let text = try request.query()["q"]
        let hits = try await pages.store.read(access) { try $0.search(text, kinds: [.account], limit: 8) }
        return pages.part("lists/suggestions", Suggestions(names: hits.map(\.name)), context)
    }

    @Sendable func hint(_ request: Request, context: AppContext) async throws -> HTML {
        let access = try context.requireVisitor().access
        let query = try request.query()
        let form = RecordForm(query)
        let found = try await pages.store.read(access) { try form.accountDuplicates(Identifier(query["id"]), $0) }
        let hints = DuplicateHints(found, registrationNumber: form["registrationNumber"], pages.words(context))
        return pages.part("lists/hints", hints, context)
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
        let choice = try choice ?? Choice(.accounts, FormFields(""), usual: ListOrder(.name), access)
        let isNew = form != nil || choice.isNew
        let page = try await pages.store.read(access) { db in
            try AccountListPage(choice, form, isOpen: isNew, error: error, db, words)
        }
        if isPart { return pages.part("lists/filter-panel", page.table.bar, context) }
        return try pages.page("accounts/list", page, context, at: .accounts)
    }
}

/// Names that a field suggests.
struct Suggestions: Encodable {
    var names: [String]
}

/// There is a record that is most probably the same.
struct DuplicateFound: Error, Equatable {}

extension [DuplicateHint<Account>] {
    /// Whether one is so like that a person should look before making another.
    var isTelling: Bool { contains { $0.reasons.contains(.name) || $0.reasons.contains(.registrationNumber) } }
}

extension [DuplicateHint<Contact>] {
    var isTelling: Bool { contains { $0.reasons.contains(.email) } }
}
