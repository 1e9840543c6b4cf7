import Automation
import Foundation
import Sales

/// What a member's browser asks for, with its budget and how many of a hundred requests it is.
enum WebRoute: Int, CaseIterable {
    case board, list, filtered, opportunity, account, search, funnel, move, edit, create

    var name: String {
        switch self {
        case .board: "board"
        case .list: "list by an indexed order"
        case .filtered: "list by another order or a filter"
        case .opportunity: "opportunity"
        case .account: "account"
        case .search: "search as one types"
        case .funnel: "funnel"
        case .move: "move a card"
        case .edit: "change an amount"
        case .create: "create with a new customer"
        }
    }

    var milliseconds: Double {
        switch self {
        case .board: 50
        case .filtered: 150
        case .search: 30
        default: 25
        }
    }

    private var share: Int {
        switch self {
        case .board: 18
        case .list: 12
        case .filtered: 10
        case .opportunity: 15
        case .account: 10
        case .search: 10
        case .funnel: 5
        case .move: 10
        case .edit: 6
        case .create: 4
        }
    }

    /// The route at a place among a hundred.
    init(at place: Int) {
        var rest = place % 100
        self = .create
        for route in Self.allCases {
            rest -= route.share
            if rest < 0 {
                self = route
                return
            }
        }
    }

    /// The request of a member; the number makes each another one.
    func request(_ member: WebMember, _ number: Int) -> String {
        func pick<T>(_ values: [T]) -> T? { values.isEmpty ? nil : values[number % values.count] }
        let opportunity = pick(member.opportunities).map { "/opportunities/\($0.id)" } ?? "/opportunities"
        switch self {
        case .board: return member.get("/pipelines/\(member.pipeline)/board")
        case .list:
            // By name only the open ones have an index.
            let order = pick([
                "-changed", "-amount", "expectedCloseDate", "-amount&outcome=open", "expectedCloseDate&outcome=open",
                "name&outcome=open",
            ])
            return member.get("/opportunities?order=\(order ?? "")")
        case .filtered: return member.get(pick(filters(member)) ?? "")
        case .opportunity: return member.get(opportunity)
        case .account: return member.get(pick(member.accounts).map { "/accounts/\($0)" } ?? "/accounts")
        case .search:
            let name = pick(member.opportunities)?.name ?? "renewal"
            return member.get("/search?q=\(String(name.prefix(2 + number % 7)).inQuery)", isPartial: true)
        case .funnel: return member.get("/funnel")
        case .move:
            let stage = member.openStages[number / 7 % member.openStages.count]
            return member.post("\(opportunity)/stage-changes", [("stage", "\(stage)")], isPartial: true)
        case .edit: return member.post("\(opportunity)/revisions", [("amount", "\(1000 + number % 99_000)")])
        case .create:
            let name = "Web \(number) \(member.session.text.prefix(6))"
            return member.post("/opportunities", [("name", name), ("customer", name), ("isNewCustomer", "yes")])
        }
    }

    private func filters(_ member: WebMember) -> [String] {
        [
            "/opportunities?order=name", "/opportunities?outcome=won&order=-amount",
            "/opportunities?outcome=open&daysInStageFrom=10",
            "/opportunities?stage=\(member.openStages[1])&order=name", "/opportunities?text=ren",
            "/opportunities?outcome=won&amountFrom=100000&order=-changed",
        ]
    }
}

extension String {
    fileprivate var inQuery: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
