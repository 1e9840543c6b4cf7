import Sales
import Storage

/// One opportunity on a board, in words.
struct BoardCard: Encodable {
    var id: String
    var name: String
    var version: String
    var account: String?
    var amount: String?
    var exactAmount: String
    /// As it stands in the field of the dialog that wins it.
    var typedAmount: String
    var currency: String
    var days: String?
    var daysTitle: String
    /// Whether it stands longer in its stage than that should take.
    var isOver: Bool
    var closes: String?
    var closesTitle: String
    var isLate: Bool
    var owner: String?
    var initials: String
    /// The first two.
    var tags: [TagChip]
    var hasTags: Bool

    init(_ row: OpportunityRow, _ access: Access, _ words: Words) {
        let (opportunity, values) = (row.opportunity, row.opportunity.values)
        id = opportunity.id.description
        name = opportunity.name
        version = String(opportunity.version)
        account = row.accountName
        amount = values.amount.map { words.shortMoney($0) }
        exactAmount = values.amount.map { words.money($0) } ?? ""
        typedAmount = values.amount?.typed ?? ""
        currency = (values.amount?.currency ?? access.workspace.currency).code
        owner = row.ownerName
        initials = row.ownerName?.initials ?? ""
        tags = row.tags.prefix(2).map(TagChip.init)
        hasTags = !tags.isEmpty
        let isOpen = values.outcome == .open
        let spent = row.daysInStage(access.now)
        let limit = isOpen ? row.stage?.limitDays : nil
        isOver = limit.map { spent > $0 } ?? false
        days = isOpen ? words("board.days", count: spent) : nil
        daysTitle =
            isOver
            ? words("board.overLimit", ["days": words.count(spent), "limit": words.count(limit ?? 0)])
            : words("board.daysInStage", count: spent)
        let day = isOpen ? values.expectedCloseDate : row.closedAt.map { access.calendar.day(of: $0) }
        closes = day.map { words.day($0, today: access.today) }
        isLate = isOpen && day.map { $0 < access.today } ?? false
        let key = isOpen ? isLate ? "board.closeLate" : "board.closeOn" : "board.closedOn"
        closesTitle = day.map { words(key, ["day": words.day($0)]) } ?? ""
    }
}
