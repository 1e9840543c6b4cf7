import Sales
import Storage

extension OpportunityColumn: TableColumn {
    static let usual: [OpportunityColumn] = [
        .name, .account, .stage, .amount, .expectedCloseDate, .owner, .daysInStage,
    ]

    func name(_ words: Words) -> String { words("lists.opportunity", self) }
    var isNumber: Bool { self == .amount || self == .daysInStage || self == .winProbability }

    var orderKey: String? {
        switch self {
        case .name, .amount, .stage, .owner, .expectedCloseDate, .created, .changed: rawValue
        case .daysInStage: "stageEntered"
        case .account, .product, .source, .type, .outcome, .closed, .winProbability, .forecastCategory, .tags: nil
        }
    }
}

extension AccountColumn: TableColumn {
    static let usual: [AccountColumn] = [.name, .owner, .industry, .region, .size, .phone, .created]

    func name(_ words: Words) -> String { words("lists.account", self) }
    var isNumber: Bool { self == .employees || self == .annualRevenue }

    var orderKey: String? {
        switch self {
        case .name, .owner, .created: rawValue
        case .industry, .region, .type, .size, .employees, .annualRevenue, .phone, .website, .tags: nil
        }
    }
}

extension ContactColumn: TableColumn {
    static let usual: [ContactColumn] = [.name, .account, .jobTitle, .email, .phone, .owner]

    func name(_ words: Words) -> String { words("lists.contact", self) }
    var isNumber: Bool { false }

    var orderKey: String? {
        switch self {
        case .name, .owner, .created: rawValue
        case .account, .jobTitle, .email, .phone, .tags: nil
        }
    }
}
