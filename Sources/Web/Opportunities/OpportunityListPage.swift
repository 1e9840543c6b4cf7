import Sales
import Storage

/// The list of opportunities.
struct OpportunityListPage: Encodable {
    var title: String
    var table: RecordTable
    var mayCreate: Bool

    init(_ choice: OpportunityListPages.Choice, _ db: ScopedConnection, _ words: Words) throws {
        let access = db.access
        let page = try db.opportunities(choice.filter, by: choice.order, at: choice.position)
        let teller = RowTeller(access: access, words: words, isEditable: access.may(.edit, .opportunities))
        let choices = try FilterChoices(db, for: choice.filter, all: choice.isFilterUnfolded)
        var bar = try FilterBar(
            choice.address,
            choices.opportunities(choice.filter, words) + .own(.opportunity, choice.filter, db, words),
            isUnfolded: choice.isFilterUnfolded,
            toggles: .mine(access, words) + [
                (QueryItem("outcome", "open"), words("lists.openOnes")),
                (QueryItem("overdue", "yes"), words("filters.overdue")),
            ],
            words
        )
        bar.views = try choice.viewMenu(.opportunities, db)
        let rows = page.map { teller.row($0, choice.columns) }
        table = RecordTable(choice, .opportunities, bar, rows, try db.opportunityCount(choice.filter), words)
        try table.addFields(.opportunities, choice, db, words)
        let bulk = try BulkChoices(choices.members, choices.pipelines, tags: choices.tags, db)
        table.bulk = BulkBar(.opportunity, choice.filter.query, isMore: table.isMore, bulk, access, words)
        if access.may(.edit, .opportunities) { table.bulk?.add(try OwnFields(.opportunity, db), words) }
        table.exports = RecordTable.Exports(.opportunities, choice.filter.query, access)
        title = table.title
        mayCreate = access.may(.create, .opportunities)
    }
}

extension [(item: QueryItem, name: String)] {
    /// The filter of one click by what is the member's own.
    static func mine(_ access: Access, _ words: Words) -> Self {
        access.member.map { [(QueryItem("owner", $0.id.description), words("filters.mine"))] } ?? []
    }
}
