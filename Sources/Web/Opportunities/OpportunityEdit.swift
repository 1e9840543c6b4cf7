import Sales
import Storage

/// What a form changes of an opportunity's tracked fields; what it does not name, or brings back as it was, stays.
struct OpportunityEdit {
    private var amount: FieldEdit<Amount>?
    private var expectedCloseDate: FieldEdit<Day>?
    private var owner: FieldEdit<Identifier<Member>>?

    private struct FieldEdit<Value: Sendable>: Sendable {
        var value: Value?
    }

    init(_ form: FormFields, of opportunity: Opportunity, _ db: ScopedConnection) throws {
        let values = opportunity.values
        if form.changes("amount") {
            let currency = values.amount?.currency ?? db.access.workspace.currency
            amount = FieldEdit(value: try Amount(typed: form["amount"], currency))
        }
        if form.changes("expectedCloseDate") {
            expectedCloseDate = FieldEdit(value: try form.day("expectedCloseDate"))
        }
        if form.changes("owner") {
            let id = Identifier<Member>(form["owner"])
            let mayOwn = try id == nil || id == values.ownerID || db.members().contains { $0.id == id && $0.isActive }
            guard mayOwn, (id == nil) == form["owner"].isEmpty else { throw NotFound(kind: "member") }
            owner = FieldEdit(value: id)
        }
    }

    func apply(_ values: inout TrackedValues) {
        if let amount { values.amount = amount.value }
        if let expectedCloseDate { values.expectedCloseDate = expectedCloseDate.value }
        if let owner { values.ownerID = owner.value }
    }
}

extension FormFields {
    /// Whether the field is there and differs from what the form was made with, which stands in `was-…`.
    ///
    /// So that a page that is older than somebody else's change of one field does not put that field back.
    func changes(_ name: String) -> Bool {
        names.contains(name) && !(names.contains("was-\(name)") && self["was-\(name)"] == self[name])
    }
}
