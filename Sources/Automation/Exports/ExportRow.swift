import Sales
import Storage

/// A cell of an export, as every format writes it in its own way.
package enum ExportValue: Sendable, Equatable {
    case blank
    case text(String)
    case integer(Int)
    case amount(Amount)
    case day(Day)
    case moment(Instant)
    case decimal(FieldNumber)
}

/// The columns of an export under the names of the fields that an import knows, so that it can be read back.
package enum ExportColumns {
    package static func of(_ kind: RecordKind) -> [String] {
        switch kind {
        case .accounts: accounts
        case .contacts: ["key", "name", "account", "jobTitle", "email", "phone", "owner", "tags"]
        default: opportunities
        }
    }

    private static let accounts = [
        "key", "name", "parent", "industry", "region", "type", "size", "employees", "annualRevenue", "currency",
        "foundedYear", "website", "phone", "address", "registrationNumber", "owner", "tags",
    ]
    private static let opportunities = [
        "key", "name", "account", "owner", "stage", "amount", "currency", "expectedCloseDate", "created", "closed",
        "product", "source", "type", "forecastCategory", "winProbability", "lossReason", "tags",
    ]
}

extension ExportValue {
    init(_ text: String?) { self = text.map { .text($0) } ?? .blank }
    init(_ number: Int?) { self = number.map { .integer($0) } ?? .blank }
    /// The names with commas between them, as people type them.
    init(tags: [Tag]) { self = tags.isEmpty ? .blank : .text(tags.map(\.name).joined(separator: ", ")) }
    init(_ amount: Amount?) { self = amount.map { .amount($0) } ?? .blank }
    init(_ day: Day?) { self = day.map { .day($0) } ?? .blank }

    /// A moment, or the day where it is the first instant of one, as of what is known to the day.
    init(_ instant: Instant?, _ calendar: ZoneCalendar) {
        guard let instant else {
            self = .blank
            return
        }
        let day = calendar.day(of: instant)
        self = calendar.start(of: day) == instant ? .day(day) : .moment(instant)
    }
}

extension CustomerRow where Record == Account {
    var exported: [ExportValue] {
        [
            .text(record.externalKey ?? record.id.description), .text(record.name), .init(accountName),
            .init(record.industry), .init(record.region), .init(record.type), .init(record.size),
            .init(record.employees), .init(record.annualRevenue), .init(record.annualRevenue?.currency.code),
            .init(record.foundedYear), .init(record.website), .init(record.phone), .init(record.address),
            .init(record.registrationNumber), .init(ownerName), .init(tags: tags),
        ]
    }
}

extension CustomerRow where Record == Contact {
    var exported: [ExportValue] {
        [
            .text(record.externalKey ?? record.id.description), .text(record.name), .init(accountName),
            .init(record.jobTitle), .init(record.email), .init(record.phone), .init(ownerName), .init(tags: tags),
        ]
    }
}

extension Storage.OpportunityRow {
    func exported(_ reasons: [Identifier<LossReason>: String], _ calendar: ZoneCalendar) -> [ExportValue] {
        let values = opportunity.values
        return [
            .text(opportunity.externalKey ?? opportunity.id.description), .text(opportunity.name),
            .init(accountName), .init(ownerName), .init(stage?.name), .init(values.amount),
            .init(values.amount?.currency.code), .init(values.expectedCloseDate), .init(beganAt, calendar),
            .init(closedAt, calendar), .init(productName), .init(opportunity.source), .init(opportunity.type),
            .init(values.forecastCategory?.rawValue), .init(values.winProbability),
            .init(values.lossReasonID.flatMap { reasons[$0] }), .init(tags: tags),
        ]
    }
}
