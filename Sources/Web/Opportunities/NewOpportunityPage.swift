import Sales
import Storage

/// The form of a new opportunity, in words.
struct NewOpportunityPage: Encodable {
    var title: String
    var pipeline: String
    var pipelines: [Option]
    var hasPipelines: Bool
    var name: String
    var customer: String
    var account: String
    var amount: String
    var currency: String
    var expectedCloseDate: String
    var fault: String?
    var question: CustomerSuggestionsPart?
    /// Whether the form asks if a new customer is meant.
    var isConfirming = false
    /// The fields that the workspace made itself.
    var more: More?

    struct More: Encodable {
        var own: [OwnInputs]
        var isOpen: Bool
    }

    init(_ draft: NewOpportunityDraft, _ pipelines: [Pipeline], _ access: Access, _ words: Words) {
        title = words("newOpportunity.title")
        let chosen = pipelines.first { $0.id == draft.pipeline } ?? pipelines.first
        pipeline = chosen?.id.description ?? ""
        self.pipelines = pipelines.map {
            Option(value: $0.id.description, name: $0.name, isChosen: $0.id == chosen?.id)
        }
        hasPipelines = pipelines.count > 1
        name = draft.name
        customer = draft.customer
        account = draft.account?.description ?? ""
        amount = draft.amount
        currency = access.workspace.currency.code
        expectedCloseDate = draft.expectedCloseDate
    }
}

/// Customers to choose from under the field that names one.
struct CustomerSuggestionsPart: Encodable {
    var customers: [Suggestion]
    /// That there is one alike which the member may not see.
    var isHidden: Bool
    /// What becomes of a name that is none of these.
    var remark: String?

    struct Suggestion: Encodable {
        var id: String
        var name: String
        var detail: String?
    }

    init(_ found: CustomerSuggestions, mayCreate: Bool, _ words: Words) {
        var all = found.exact + found.found
        all += found.alike.filter { alike in !all.contains { $0.id == alike.id } }
        customers = all.map { Suggestion(id: $0.id.description, name: $0.name, detail: $0.detail) }
        isHidden = found.isHiddenAlike
        if found.text.isEmpty || !found.exact.isEmpty { return }
        remark = words(
            mayCreate ? "newOpportunity.becomesNew" : "newOpportunity.unknownCustomer",
            ["name": found.text]
        )
    }
}
