/// A person of the decision chain: who takes part in an opportunity, in which role, and how they stand to it.
package struct OpportunityContact: Hashable, Sendable {
    package var id: Identifier<OpportunityContact>
    package var contactID: Identifier<Contact>
    /// One of the workspace's list; one each, since people ask for "the decision maker".
    package var roleID: Identifier<Choice>?
    package var attitude: Attitude
    /// Whom one calls first; at most one of an opportunity is.
    package var isPrimary: Bool
    package var version: Int

    /// How a person stands to the purchase.
    package enum Attitude: String, CaseIterable, Sendable {
        case supports, neutral, against, unknown
    }

    package init(
        id: Identifier<OpportunityContact>,
        contactID: Identifier<Contact>,
        roleID: Identifier<Choice>? = nil,
        attitude: Attitude = .unknown,
        isPrimary: Bool = false,
        version: Int = 1
    ) {
        self.id = id
        self.contactID = contactID
        self.roleID = roleID
        self.attitude = attitude
        self.isPrimary = isPrimary
        self.version = version
    }
}

/// The roles that a new workspace starts with, in the order of a decision chain.
package enum StartingContactRole: String, CaseIterable, Sendable {
    case decisionMaker, economicBuyer, technicalEvaluator, user, influencer, gatekeeper, champion

    package var name: LocalizedText {
        switch self {
        case .decisionMaker: LocalizedText("Decision maker", "决策人", "決策者")
        case .economicBuyer: LocalizedText("Economic buyer", "预算审批人", "預算核准人")
        case .technicalEvaluator: LocalizedText("Technical evaluator", "技术评估人", "技術評估者")
        case .user: LocalizedText("User", "使用者", "使用者")
        case .influencer: LocalizedText("Influencer", "影响者", "影響者")
        case .gatekeeper: LocalizedText("Gatekeeper", "把关人", "把關者")
        case .champion: LocalizedText("Champion", "内部支持者", "內部支持者")
        }
    }
}
