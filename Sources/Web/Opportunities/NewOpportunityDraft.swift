import Sales
import Storage

/// A new opportunity as somebody typed it.
struct NewOpportunityDraft: Sendable {
    var pipeline: Identifier<Pipeline>?
    var name = ""
    /// The customer's name as typed.
    var customer = ""
    /// The customer that was chosen among those suggested.
    var account: Identifier<Account>?
    var amount = ""
    var expectedCloseDate = ""
    /// Whether a new customer is meant although others are called alike.
    var isNewCustomer = false
    var own = RecordForm()

    init(pipeline: Identifier<Pipeline>?) { self.pipeline = pipeline }

    init(_ form: FormFields) {
        pipeline = Identifier(form["pipeline"])
        name = form["name"]
        customer = form["customer"]
        account = Identifier(form["account"])
        amount = form["amount"]
        expectedCloseDate = form["expectedCloseDate"]
        isNewCustomer = form["isNewCustomer"] == "yes"
        own = RecordForm(form)
    }
}

/// The typed customer is not one that is there, and nobody said yet that a new one is meant.
struct CustomerQuestion: Error {
    var found: CustomerSuggestions
    /// Several are called exactly so; a new one of that name would be one more.
    var mayCreate: Bool
}

/// A new opportunity needs a customer.
struct CustomerMissing: Error, Equatable {}

extension ScopedConnection {
    /// Makes the opportunity, and its customer where that is a new one.
    func create(_ draft: NewOpportunityDraft) throws -> Opportunity {
        try NameRule.check(draft.name)
        let all = try pipelines()
        let pipeline = draft.pipeline.map { id in all.first { $0.id == id } } ?? all.first
        guard let pipeline else { throw NotFound(kind: "pipeline") }
        var new = NewOpportunity(name: draft.name, pipelineID: pipeline.id)
        new.amount = try Amount(typed: draft.amount, access.workspace.currency)
        new.expectedCloseDate = try Day(typed: draft.expectedCloseDate)
        new.accountID = try customer(draft)
        let made = try create(new)
        try setFields(draft.own, of: made.id.erased, .opportunity, isNew: true)
        return made
    }

    private func customer(_ draft: NewOpportunityDraft) throws -> Identifier<Account> {
        if let id = draft.account { return try account(id).id }
        if draft.customer.isEmpty { throw CustomerMissing() }
        let found = try CustomerSuggestions(draft.customer, self)
        if found.exact.count == 1, let only = found.exact.first { return only.id }
        guard found.exact.isEmpty else { throw CustomerQuestion(found: found, mayCreate: false) }
        // Only a similar one is asked about: nobody wants to confirm every customer.
        let isAlike = !found.alike.isEmpty || found.isHiddenAlike
        guard access.may(.create, .accounts), draft.isNewCustomer || !isAlike else {
            throw CustomerQuestion(found: found, mayCreate: true)
        }
        var account = Account(id: Identifier(at: access.now), name: draft.customer)
        account.ownerID = access.member?.id
        try create(account)
        return account.id
    }
}

extension Day {
    /// The day of a form's field; nil of an empty one.
    fileprivate init?(typed text: String) throws {
        if text.isEmpty { return nil }
        guard let day = Day(text) else { throw DayError() }
        self = day
    }
}

/// Customers that a typed text may mean.
struct CustomerSuggestions: Sendable {
    struct Customer: Sendable, Equatable {
        var id: Identifier<Account>
        var name: String
        var detail: String?
    }

    var text: String
    /// Those that are called exactly so.
    var exact: [Customer] = []
    /// Those whose names have the text.
    var found: [Customer] = []
    /// Those that may be the same under another spelling.
    var alike: [Customer] = []
    /// Whether one is alike that the member may not see.
    var isHiddenAlike = false

    init(_ text: String, _ db: ScopedConnection) throws {
        self.text = text
        // What is longer is no name, and is refused when it is sent.
        if text.isEmpty || (try? NameRule.check(text)) == nil { return }
        for hit in try db.search(text, kinds: [.account], limit: 6) {
            guard case .account(let id) = hit.record else { continue }
            let customer = Customer(id: id, name: hit.name, detail: hit.detail)
            if hit.name.folded == text.folded { exact.append(customer) } else { found.append(customer) }
        }
        for hint in try db.duplicates(of: Account(id: Identifier(at: db.access.now), name: text)) {
            guard let record = hint.record else {
                isHiddenAlike = true
                continue
            }
            let customer = Customer(id: record.id, name: record.name, detail: record.region)
            let isNew = !exact.contains { $0.id == customer.id }
            if isNew { alike.append(customer) }
        }
    }
}
