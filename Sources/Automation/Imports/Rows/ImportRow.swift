import Sales

/// What a row says about one field.
package enum FieldChange<Value: Sendable>: Sendable {
    /// Nothing: the field is not mapped, or its cell is blank and blank means keep.
    case keep
    /// The cell is blank and blank means clear.
    case clear
    case set(Value)

    /// The value, where there is one.
    package var value: Value? {
        if case .set(let value) = self { value } else { nil }
    }

    package func map<Other>(_ transform: (Value) -> Other) -> FieldChange<Other> {
        switch self {
        case .keep: .keep
        case .clear: .clear
        case .set(let value): .set(transform(value))
        }
    }
}

extension FieldChange: Equatable where Value: Equatable {}

/// One row of a file as values of its kind; texts that name other records are not looked up yet.
package enum ImportRow: Equatable, Sendable {
    case account(AccountRow)
    case contact(ContactRow)
    case product(ProductRow)
    case member(MemberRow)
    case opportunity(OpportunityRow)
    case stageHistory(StageHistoryRow)
}

package struct AccountRow: Equatable, Sendable {
    package var key: String?
    package var name: FieldChange<String>
    package var parent: FieldChange<String>
    package var industry: FieldChange<String>
    package var region: FieldChange<String>
    package var type: FieldChange<String>
    package var size: FieldChange<String>
    package var employees: FieldChange<Int>
    package var annualRevenue: FieldChange<Amount>
    package var foundedYear: FieldChange<Int>
    package var website: FieldChange<String>
    package var phone: FieldChange<String>
    package var address: FieldChange<String>
    package var registrationNumber: FieldChange<String>
    package var owner: FieldChange<String>
}

package struct ContactRow: Equatable, Sendable {
    package var key: String?
    package var name: FieldChange<String>
    package var account: FieldChange<String>
    package var jobTitle: FieldChange<String>
    package var email: FieldChange<String>
    package var phone: FieldChange<String>
    package var owner: FieldChange<String>
}

package struct ProductRow: Equatable, Sendable {
    package var key: String?
    package var name: FieldChange<String>
    package var code: FieldChange<String>
    package var category: FieldChange<String>
    package var unit: FieldChange<String>
    package var price: FieldChange<Amount>
    /// In hundredths of a percent, 1300 for 13 %.
    package var taxRate: FieldChange<Int>
}

package struct MemberRow: Equatable, Sendable {
    package var key: String?
    package var name: FieldChange<String>
    package var email: FieldChange<String>
    package var role: FieldChange<Role>
    /// From the root of the team tree to the member's own team.
    package var teams: FieldChange<[String]>
    package var teamFrom: FieldChange<Day>
    package var teamUntil: FieldChange<Day>
}

package struct OpportunityRow: Equatable, Sendable {
    package var key: String?
    package var name: FieldChange<String>
    package var stage: FieldChange<String>
    package var amount: FieldChange<Amount>
    package var created: FieldChange<ParsedTime>
    package var closed: FieldChange<ParsedTime>
    package var expectedCloseDate: FieldChange<Day>
    package var owner: FieldChange<String>
    package var account: FieldChange<String>
    package var product: FieldChange<String>
    package var source: FieldChange<String>
    package var type: FieldChange<String>
    package var forecastCategory: FieldChange<ForecastCategory>
    /// In percent.
    package var winProbability: FieldChange<Int>
    package var lossReason: FieldChange<String>
}

package struct StageHistoryRow: Equatable, Sendable {
    /// The key of the opportunity.
    package var record: String
    package var stage: String
    package var enteredAt: ParsedTime
    package var actor: FieldChange<String>
    package var amount: FieldChange<Amount>
    package var expectedCloseDate: FieldChange<Day>
    package var owner: FieldChange<String>
    package var forecastCategory: FieldChange<ForecastCategory>
    /// In percent.
    package var winProbability: FieldChange<Int>
    /// When the source was told; the same as `enteredAt` where it does not say.
    package var recordedAt: ParsedTime?
}
