import Foundation
import Sales
import Testing

@Suite struct `A filter's query` {
    private let everything = [
        QueryItem("pipeline", "00000000-0000-0004-0000-000000000000"),
        QueryItem("stage", "00000000-0000-0004-0000-000000000001"),
        QueryItem("stage", "00000000-0000-0004-0000-000000000002"), QueryItem("outcome", "open"),
        QueryItem("owner", "00000000-0000-0001-0000-000000000001"), QueryItem("noOwner", "yes"),
        QueryItem("team", "00000000-0000-0005-0000-000000000001"), QueryItem("source", "Fair & more"),
        QueryItem("type", "新客户"), QueryItem("product", "00000000-0000-0006-0000-000000000001"),
        QueryItem("account", "00000000-0000-0002-0000-000000000001"),
        QueryItem("tag", "00000000-0000-0007-0000-000000000001"),
        QueryItem("collaborator", "00000000-0000-0001-0000-000000000002"),
        QueryItem("lostTo", "00000000-0000-0008-0000-000000000001"), QueryItem("amountFrom", "-5"),
        QueryItem("amountTo", "1000000000000000"), QueryItem("closeFrom", "2026-01-01"),
        QueryItem("closeTo", "2026-12-31"), QueryItem("overdue", "yes"), QueryItem("daysInStageFrom", "3"),
        QueryItem("daysInStageTo", "30"), QueryItem("createdFrom", "2025-01-01"),
        QueryItem("createdTo", "2025-12-31"), QueryItem("text", "50% 'off'"),
    ]

    @Test func `is read and written as the same`() throws {
        let filter = try OpportunityFilter(query: everything)
        #expect(filter.query == everything)
        #expect(Set(everything.map(\.name)) == Set(OpportunityFilter.parameters.map(\.name)))
        #expect(filter.stageIDs.count == 2)
        #expect(filter.amount == Bounds(atLeast: -5, atMost: 1_000_000_000_000_000))
        #expect(filter.isOverdue && filter.hasNoOwner)
    }

    @Test func `is kept as JSON`() throws {
        let filter = try OpportunityFilter(query: everything)
        let data = try JSONEncoder().encode(filter)
        #expect(try JSONDecoder().decode(OpportunityFilter.self, from: data) == filter)
    }

    @Test func `of nothing is the empty filter`() throws {
        #expect(try OpportunityFilter(query: []).isEmpty)
        #expect(AccountFilter().query == [])
        #expect(ContactFilter().query == [])
    }

    @Test func `with a parameter that is unknown is refused`() {
        let known = ContactFilter.parameters.map(\.name)
        #expect(throws: FilterError.unknownParameter("onwer", known: known)) {
            try ContactFilter(query: [QueryItem("onwer", "x")])
        }
    }

    static let invalid: [(String, String)] = [
        ("outcome", "maybe"), ("owner", "Ana"), ("owner", ""), ("noOwner", "no"), ("amountFrom", "12.5"),
        ("amountFrom", "99999999999999999999"), ("closeFrom", "2026-02-30"), ("daysInStageTo", "many"), ("text", ""),
        ("text", "a\u{0}b"),
    ]

    @Test(arguments: invalid) func `with a value that cannot be is refused`(_ name: String, _ value: String) {
        #expect(throws: FilterError.invalidValue(parameter: name, value: value)) {
            try OpportunityFilter(query: [QueryItem(name, value)])
        }
    }

    @Test func `with two ends of one range is refused`() {
        #expect(throws: FilterError.givenTwice("amountFrom")) {
            try OpportunityFilter(query: [QueryItem("amountFrom", "1"), QueryItem("amountFrom", "2")])
        }
    }
}

@Suite struct `An order` {
    @Test(arguments: OpportunityKey.allCases, [false, true])
    func `is read as it is written`(_ key: OpportunityKey, _ isDescending: Bool) {
        let order = ListOrder(key, descending: isDescending)
        #expect(ListOrder<OpportunityKey>("\(order)") == order)
    }

    @Test(arguments: ["", "-", "--name", "Name", "amount "]) func `that is none is nothing`(_ text: String) {
        #expect(ListOrder<OpportunityKey>(text) == nil)
    }
}

@Suite struct `A saved view` {
    private func view(_ kind: SavedView.Kind) -> SavedView {
        SavedView(id: Identifier(high: 1, low: 1), ownerID: Identifier(high: 1, low: 2), name: "Mine", kind: kind)
    }

    @Test func `of a list with its columns and order is sound`() throws {
        var list = view(.opportunities)
        (list.columns, list.order) = (["name", "daysInStage"], "-amount")
        try list.validate()
        try view(.accounts).validate()
        try view(.contacts).validate()
    }

    @Test func `needs a name, known columns, a known order and, of a board, a pipeline`() {
        var nameless = view(.accounts)
        nameless.name = " "
        #expect(throws: NameError.empty) { try nameless.validate() }
        var columns = view(.contacts)
        columns.columns = ["email", "amount"]
        #expect(throws: SavedViewError.unknownColumn("amount")) { try columns.validate() }
        var order = view(.accounts)
        order.order = "amount"
        #expect(throws: SavedViewError.unknownOrder("amount")) { try order.validate() }
        #expect(throws: SavedViewError.pipelineMissing) { try view(.board).validate() }
    }
}

@Suite struct `A bulk action` {
    static let actions: [BulkAction] = [
        .setOwner(nil), .setOwner(Identifier(high: 1, low: 1)), .setExpectedCloseDate(nil),
        .setExpectedCloseDate(Day("2026-03-01")), .move(to: Identifier(high: 4, low: 1)),
        .move(to: Identifier(high: 4, low: 4), lossReasonID: Identifier(high: 3, low: 1)), .delete, .restore,
        .setField(Identifier(high: 5, low: 1), "a;b & c"), .setField(Identifier(high: 5, low: 1), nil),
    ]

    @Test(arguments: actions) func `is read as it is written`(_ action: BulkAction) {
        #expect(BulkAction(query: action.query) == action)
    }
}
