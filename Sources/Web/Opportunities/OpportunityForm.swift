import Hummingbird
import Sales
import Storage

extension RecordForm {
    init(_ opportunity: Opportunity, account: String?) {
        self.init([
            "name": opportunity.name, "account": account, "product": opportunity.productID?.description,
            "source": opportunity.source, "type": opportunity.type,
        ])
    }

    /// Puts what was changed of what has no revisions into the opportunity.
    func apply(to opportunity: inout Opportunity, _ db: ScopedConnection) throws {
        if changes("name") { opportunity.name = self["name"] }
        try set("account", &opportunity.accountID, db)
        try set("source", &opportunity.source)
        try set("type", &opportunity.type)
        if changes("product") {
            opportunity.productID = Identifier(self["product"])
            if opportunity.productID == nil, !self["product"].isEmpty { throw NotFound(kind: "product") }
        }
    }

    func opportunityFields(_ products: [Option], _ words: Words) -> [FormField] {
        func field(_ name: String) -> FormField { FormField(name, words("lists.opportunity.\(name)"), self) }
        return [
            field("name").required(), field("account").ofAccount().wide(), field("product").choosing(among: products),
            field("source"), field("type"),
        ]
    }
}

extension RecordDialog {
    static func edit(
        _ dossier: OpportunityDossier,
        _ form: RecordForm?,
        error: (any Error)?,
        _ words: Words
    ) -> RecordDialog {
        let opportunity = dossier.opportunity
        let shown = form ?? RecordForm(opportunity, account: dossier.account)
        let products = dossier.products.map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
        return RecordDialog(
            heading: words("opportunity.details"),
            action: "/opportunities/\(opportunity.id)/changes",
            version: form.flatMap { error is ChangedMeanwhile ? nil : $0["version"] } ?? String(opportunity.version),
            fields: shown.opportunityFields(products, words),
            fault: form == nil ? nil : error.map { Fault($0).sentence(words) },
            isOpen: form != nil,
            isConfirmed: false,
            save: words("opportunity.save"),
            own: dossier.own.inputs(form, words)
        )
    }
}
