import Hummingbird
import Sales
import Storage

/// The list under `/opportunities`, and the fields that are changed in it.
struct OpportunityListPages {
    let pages: Pages

    typealias Choice = ListChoice<OpportunityFilter, OpportunityKey, OpportunityColumn>

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.get("count", use: count)
        group.get(":id/cells/:field", use: showCell)
        group.post(":id/cells/:field", use: changeCell)
    }

    static let usualOrder = ListOrder(OpportunityKey.changed, descending: true)

    @Sendable func list(_ request: Request, context: AppContext) async throws -> Response {
        let access = try context.requireVisitor().access
        let words = pages.words(context)
        let query = try await pages.query(request, .opportunity, access)
        let choice = try Choice(.opportunities, query, usual: Self.usualOrder, access)
        if !choice.address.isTidy { return .seeOther(choice.address.href) }
        let page = try await pages.store.read(access) { db in try OpportunityListPage(choice, db, words) }
        if request.isPartial, choice.isFilterUnfolded {
            return pages.part("lists/filter-panel", page.table.bar, context)
                .response(from: request, context: context)
        }
        return try pages.page("opportunities/list", page, context, at: .opportunities)
            .response(from: request, context: context)
    }

    /// How many opportunities the filter shows, exactly.
    @Sendable func count(_ request: Request, context: AppContext) async throws -> String {
        let access = try context.requireVisitor().access
        let choice = try Choice(.opportunities, request.query(), usual: Self.usualOrder, access)
        return try await pages.store.read(access) { db in
            try String(db.opportunityCount(choice.filter, atMost: nil).count)
        }
    }

    /// The form of one field in its cell.
    @Sendable func showCell(_ request: Request, context: AppContext) async throws -> HTML {
        try await cell(request, context)
    }

    /// Changes the field, and answers with the record's row; where a rule is broken, with the form and the sentence.
    @Sendable func changeCell(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let access = try context.requireVisitor().access
        let (id, field) = try place(context)
        let words = pages.words(context)
        let shown = try request.query().all("column")
        let columns = shown.compactMap { OpportunityColumn(rawValue: $0) }
        do {
            let teller = RowTeller(access: access, words: words, isEditable: true)
            let row: TableRow? = try await pages.store.write(access) { db in
                try field.change(id, form, db)
                guard let changed = try db.ifSeen({ try db.opportunityRow(id) }) else { return nil }
                let row = teller.row(changed, columns)
                return try OwnColumns(shown, .opportunity, of: [row], db, words).extended(row)
            }
            // A cell that was sent again after one has signed in has no list round it.
            guard request.isPartial else { return .seeOther("/opportunities\(row == nil ? "" : "/\(id)")") }
            let page = ListRows(bulk: access.may(.bulk, .opportunities), rows: row.map { [$0] } ?? [])
            return pages.part("lists/rows", page, context).response(from: request, context: context)
        } catch  where Fault(error).isCorrectable || error is ChangedMeanwhile {
            var html =
                request.isPartial
                ? try await cell(request, context, RefusedForm(error: error, values: form))
                : try await OpportunityPages(pages: pages).page(context, RefusedForm(error: error, values: form))
            html.status = Fault(error).status
            return html.response(from: request, context: context)
        }
    }

    private func cell(_ request: Request, _ context: AppContext, _ refused: RefusedForm = RefusedForm()) async throws
        -> HTML
    {
        let access = try context.requireVisitor().access
        let (id, field) = try place(context)
        guard access.may(.edit, .opportunities) else { throw NotAllowed(.edit, .opportunities) }
        let words = pages.words(context)
        var page = try await pages.store.read(access) { db in try CellForm(field, id, db, words) }
        if let form = refused.values { page.take(form) }
        if let version = refused.version { page.version = version }
        page.fault = refused.error.map { Fault($0).sentence(words) }
        return pages.part("lists/cell-form", page, context)
    }

    private func place(_ context: AppContext) throws -> (Identifier<Opportunity>, CellField) {
        guard let id = try Identifier<Opportunity>(context.parameters.require("id")) else {
            throw NotFound(kind: "opportunity")
        }
        guard let field = try CellField(rawValue: context.parameters.require("field")) else { throw NotFound() }
        return (id, field)
    }
}

/// Rows alone, as a list takes them in.
struct ListRows: Encodable {
    var bulk: Bool
    var rows: [TableRow]
}

/// The fields of an opportunity that can be changed in a list.
enum CellField: String, Sendable {
    case amount, expectedCloseDate, owner, stage

    func change(_ id: Identifier<Opportunity>, _ form: FormFields, _ db: ScopedConnection) throws {
        guard self == .stage else {
            let edit = try OpportunityEdit(form, of: db.opportunity(id), db)
            try db.revise(id, version: form.version, edit.apply)
            return
        }
        guard let stage = Identifier<Stage>(form["stage"]) else { throw StageChangeError.unknownStage }
        let reason = Identifier<LossReason>(form["reason"])
        let change = NewStageChange(stageID: stage, happenedAt: db.access.now, lossReasonID: reason)
        try db.move(id, change, version: form.version)
    }
}

/// The form of one field of an opportunity.
struct CellForm: Encodable {
    var id: String
    var field: String
    var label: String
    var name: String
    var version: String
    var value: String
    var was: String
    var isText: Bool
    var isDay: Bool
    var isOwner: Bool
    var isStage: Bool
    var owners: [Option] = []
    var stages: [StageChoice] = []
    var reasons: [Option] = []
    var fault: String?

    struct StageChoice: Encodable {
        var value: String
        var name: String
        var isChosen: Bool
        var isLost: Bool
    }

    init(_ field: CellField, _ id: Identifier<Opportunity>, _ db: ScopedConnection, _ words: Words) throws {
        let opportunity = try db.opportunity(id)
        let values = opportunity.values
        self.id = id.description
        self.field = field.rawValue
        name = field.rawValue
        version = String(opportunity.version)
        label = words("lists.opportunity", field)
        (isText, isDay, isOwner, isStage) =
            (field == .amount, field == .expectedCloseDate, field == .owner, field == .stage)
        switch field {
        case .amount: value = values.amount?.typed ?? ""
        case .expectedCloseDate: value = values.expectedCloseDate?.description ?? ""
        case .owner:
            value = values.ownerID?.description ?? ""
            owners = try db.members().filter { $0.isActive || $0.id == values.ownerID }.map {
                Option(value: $0.id.description, name: $0.name, isChosen: $0.id == values.ownerID)
            }
        case .stage:
            value = values.stageID?.description ?? ""
            let versions = try values.pipelineID.map { try db.processVersions(of: $0) } ?? []
            stages = (versions.inForce(on: db.access.today)?.stages ?? []).map {
                StageChoice(
                    value: $0.id.description,
                    name: $0.name,
                    isChosen: $0.id == values.stageID,
                    isLost: $0.kind == .lost
                )
            }
            reasons = try db.lossReasons().map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
        }
        was = value
    }

    /// Shows what was typed or chosen.
    mutating func take(_ form: FormFields) {
        if isText || isDay { value = form[name] }
        for index in owners.indices { owners[index].isChosen = owners[index].value == form[name] }
        for index in stages.indices { stages[index].isChosen = stages[index].value == form[name] }
        for index in reasons.indices { reasons[index].isChosen = reasons[index].value == form["reason"] }
    }
}
