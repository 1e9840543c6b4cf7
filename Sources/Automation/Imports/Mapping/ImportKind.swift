import Sales

/// What the rows of a file are.
package enum ImportKind: String, CaseIterable, Sendable {
    case accounts, contacts, products, members, opportunities
    case stageHistory = "stage-history"
}

/// What a field of a record holds, and so how its cells are read.
enum FieldType: Equatable, Sendable {
    case text(limit: Int)
    case integer(ClosedRange<Int>)
    case percent
    /// Percent in hundredths, as tax rates are kept.
    case taxRate
    case amount
    case day
    case time
    case account, member, product, stage
    case forecastCategory, role
    /// Names from the root of the team tree to the leaf, one column each.
    case path
    /// One that the workspace made itself.
    case own(FieldDefinition)
}

/// A field that rows of a kind may have.
struct ImportField: Sendable {
    var name: String
    var type: FieldType
    var isRequired = false

    static let nameLimit = NameRule.limit
    static let textLimit = 4000
}

extension ImportKind {
    /// The fields that a mapping may fill, in the order of the guide.
    var fields: [ImportField] {
        switch self {
        case .accounts: ImportKind.accountFields
        case .contacts:
            [.required("name"), ImportField(name: "account", type: .account), .text("jobTitle"), .text("email")]
                + [.text("phone"), ImportField(name: "owner", type: .member)]
        case .products:
            [.required("name"), .text("code"), .text("category"), .text("unit")]
                + [ImportField(name: "price", type: .amount), ImportField(name: "taxRate", type: .taxRate)]
        case .members:
            [.required("name"), .text("email"), ImportField(name: "role", type: .role)]
                + [ImportField(name: "teams", type: .path), ImportField(name: "teamFrom", type: .day)]
                + [ImportField(name: "teamUntil", type: .day)]
        case .opportunities: ImportKind.opportunityFields
        case .stageHistory: ImportKind.stageHistoryFields
        }
    }

    func field(_ name: String) -> ImportField? { fields.first { $0.name == name } }

    private static let accountFields: [ImportField] = [
        .required("name"), ImportField(name: "parent", type: .account), .text("industry"), .text("region"),
        .text("type"), .text("size"), ImportField(name: "employees", type: .integer(0...100_000_000)),
        ImportField(name: "annualRevenue", type: .amount),
        ImportField(name: "foundedYear", type: .integer(1...9999)), .text("website"), .text("phone"),
        ImportField(name: "address", type: .text(limit: ImportField.textLimit)), .text("registrationNumber"),
        ImportField(name: "owner", type: .member),
    ]

    private static let opportunityFields: [ImportField] = [
        .text("name"), ImportField(name: "stage", type: .stage), ImportField(name: "amount", type: .amount),
        ImportField(name: "created", type: .time), ImportField(name: "closed", type: .time),
        ImportField(name: "expectedCloseDate", type: .day), ImportField(name: "owner", type: .member),
        ImportField(name: "account", type: .account), ImportField(name: "product", type: .product),
        .text("source"), .text("type"), ImportField(name: "forecastCategory", type: .forecastCategory),
        ImportField(name: "winProbability", type: .percent), .text("lossReason"),
    ]

    private static let stageHistoryFields: [ImportField] = [
        .required("record"), ImportField(name: "stage", type: .stage, isRequired: true),
        ImportField(name: "enteredAt", type: .time, isRequired: true), ImportField(name: "actor", type: .member),
        ImportField(name: "amount", type: .amount), ImportField(name: "expectedCloseDate", type: .day),
        ImportField(name: "owner", type: .member), ImportField(name: "forecastCategory", type: .forecastCategory),
        ImportField(name: "winProbability", type: .percent), ImportField(name: "recordedAt", type: .time),
    ]
}

extension ImportField {
    fileprivate static func text(_ name: String) -> ImportField {
        ImportField(name: name, type: .text(limit: nameLimit))
    }

    fileprivate static func required(_ name: String) -> ImportField {
        ImportField(name: name, type: .text(limit: nameLimit), isRequired: true)
    }
}

extension ImportKind {
    /// The names of the fields, for a page that lets them be chosen.
    package var fieldNames: [String] { fields.map(\.name) }

    package var hasMoney: Bool { fields.contains { $0.type == .amount } }

    /// The fields that hold an amount.
    package var moneyFields: [String] { fields.filter { $0.type == .amount }.map(\.name) }
}
