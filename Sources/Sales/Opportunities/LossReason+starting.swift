extension LossReason {
    /// The reasons a new workspace starts with, in the order in which they are offered.
    package enum Starting: String, CaseIterable, Sendable {
        case price, function, competitorFaster, decisionDelayed, noDecision, needMismatch, lowIntent, unreachable
        case weakProposal, weakNegotiation
        /// For lost rows of an import that say nothing; not offered to people.
        case notGiven

        package var name: LocalizedText {
            switch self {
            case .price: LocalizedText("Price", "价格", "價格")
            case .function: LocalizedText("Function", "功能不满足", "功能不符")
            case .competitorFaster: LocalizedText("Competitor was faster", "竞争对手更快", "競爭對手更快")
            case .decisionDelayed: LocalizedText("Decision delayed", "客户决策推迟", "客戶決策延後")
            case .noDecision: LocalizedText("No decision", "客户未决策", "客戶未決策")
            case .needMismatch: LocalizedText("Need does not match", "需求不匹配", "需求不符")
            case .lowIntent: LocalizedText("Low intent", "意向不强", "意願不高")
            case .unreachable: LocalizedText("Unreachable", "联系不上", "聯絡不上")
            case .weakProposal: LocalizedText("Weak proposal", "方案不够有力", "方案不夠有力")
            case .weakNegotiation: LocalizedText("Weak negotiation", "谈判不力", "談判不力")
            case .notGiven: LocalizedText("Not given", "未填写", "未填寫")
            }
        }
    }

    /// The starting list in one language.
    package static func startingList(
        in language: Language,
        makeID: () -> Identifier<LossReason>
    ) -> [LossReason] {
        Starting.allCases.map { LossReason(id: makeID(), name: $0.name[language]) }
    }
}
