import Sales
import Storage

/// Tells what was changed of a record in words, the newest first.
struct RecordHistory {
    let access: Access
    let words: Words
    /// Of amounts that the log has as minor units alone.
    let currency: Currency
    /// Of the fields that the workspace made itself.
    var own: FieldTeller?

    struct Line: Encodable {
        var time: String
        var who: String
        var what: String
        var changes: [Change]
    }

    struct Change: Encodable {
        var field: String
        var before: String?
        var after: String
    }

    func lines(_ entries: [HistoryEntry]) -> [Line] {
        entries.map { entry in
            Line(
                time: words.moment(entry.recordedAt, access.calendar),
                who: entry.actorName ?? words(entry.importID == nil ? "record.operator" : "record.import"),
                what: words("record.action", entry.action),
                changes: entry.action == .created ? [] : entry.fields.subjectFirst.compactMap { change($0) }
            )
        }
    }

    private func change(_ field: ChangedField) -> Change? {
        guard let name = Field(rawValue: field.name) else { return own?.change(field) }
        return Change(
            field: words("record.field", name),
            before: field.before == field.after ? nil : text(field.before, name),
            after: text(field.after, name) ?? "–"
        )
    }

    private func text(_ value: ChangedValue, _ field: Field) -> String? {
        if let told = words.part(value, of: field.rawValue) { return told }
        return switch value {
        case .nothing: nil
        case .text(let text), .record(let text): text
        case .amount(let amount): words.money(amount)
        case .number(let number):
            field == .annualRevenue ? words.money(Amount(minor: number, currency: currency)) : String(number)
        }
    }

    /// The fields that are told, by their names in the change log.
    enum Field: String, CaseIterable {
        case name, parent, account, registrationNumber, industry, region, type, size, employees, annualRevenue
        case foundedYear, website, phone, address, owner, jobTitle, email, product, source, mergedInto
        case amount, expectedCloseDate, stage, outcome, lossReason, winProbability
        case tags, contact, contactRole, attitude, isPrimary, lineProduct, quantity, unitPrice, discount
        case competitor, strengths, weaknesses, isLostTo
    }
}
