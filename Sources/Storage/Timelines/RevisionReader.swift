import SQLEngines
import Sales
import SalesAnalytics

/// Reads rows of revisions, in the order of the key, into a part of a timeline.
///
/// No `Revision` is made on the way: with its identifiers, amounts and days as values a row costs 2.5 µs, so it 0.5.
struct RevisionReader {
    static let columns: SQL = """
        opportunity_id, number, fields, happened_at, precision_code, recorded_at, cause_code, actor_id, stage_id, amount,
        currency, expected_close_date, owner_id, forecast_category, win_probability, loss_reason_id
        """

    /// Per record, number and instant of what was taken back.
    typealias Voids = [Identifier<Opportunity>: [Int64: Int64]]

    private var part: TimelinePart
    private let voids: Voids
    private var record: (id: Identifier<Opportunity>, voids: [Int64: Int64]?)?
    private var currency: (code: UInt32, number: UInt8)?

    init(_ part: consuming TimelinePart, voids: Voids) {
        self.part = part
        self.voids = voids
    }

    mutating func read(_ row: inout Row) throws {
        let (high, low) = row.uuid()
        try begin(Identifier(high: high, low: low))
        let number = row.integer()
        let fields = Int(row.integer())
        // What only takes others back has no place in a timeline.
        if fields == 0 { return }
        var revision = RevisionRow(fields: fields)
        revision.number = number
        revision.happened = row.integer()
        switch row.integer() {
        case 0: break
        case 1: revision.markDay()
        default: revision.markUndated()
        }
        revision.recorded = row.integer()
        if row.integer() == 0 { revision.markByPerson() }
        if row.isNull {
            row.skip()
        } else {
            revision.actor = part.number(of: row.identifier() as Identifier<Member>)
        }
        try readValues(fields, &row, &revision)
        if let voids = self.record?.voids, let voided = voids[number] { revision.setVoided(at: voided) }
        part.add(revision)
    }

    /// The columns of fields that the revision does not set are not looked at.
    private mutating func readValues(_ fields: Int, _ row: inout Row, _ revision: inout RevisionRow) throws {
        if row.has(Fields.stage, fields) {
            revision.stage = part.number(of: row.identifier() as Identifier<Stage>)
        }
        if row.has(Fields.amount, fields) {
            revision.setAmount(minor: row.integer(), currency: try readCurrency(&row))
        } else {
            row.skip()
        }
        if row.has(Fields.closeDate, fields) { revision.setExpectedCloseDate(try row.day()) }
        if row.has(Fields.owner, fields) {
            revision.setOwner(part.number(of: row.identifier() as Identifier<Member>))
        }
        if row.has(Fields.forecast, fields) { revision.setForecastCategory(try row.next()) }
        if row.has(Fields.probability, fields) { revision.setWinProbability(row.integer()) }
        if row.has(Fields.outcome, fields) {
            revision.setLossReason(part.number(of: row.identifier() as Identifier<LossReason>))
        }
    }

    /// The part with all that was read.
    consuming func end() -> TimelinePart {
        part.end()
        return part
    }

    private mutating func begin(_ id: Identifier<Opportunity>) throws {
        if let record, record.id == id { return }
        guard part.begin(id) else { throw UnknownValue(type: "Opportunity", value: id.description) }
        record = (id, voids.isEmpty ? nil : voids[id])
    }

    private mutating func readCurrency(_ row: inout Row) throws -> UInt8 {
        var code: UInt32 = 0
        row.withText { for byte in $0 { code = code << 8 | UInt32(byte) } }
        if let currency, currency.code == code { return currency.number }
        let letters = [16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }
        let text = String(decoding: letters, as: UTF8.self)
        guard let known = Currency(text) else { throw UnknownValue(type: "Currency", value: text) }
        let number = part.number(of: known)
        currency = (code, number)
        return number
    }
}

/// The bits of the mask as plain numbers.
private enum Fields {
    static let stage = TrackedFields.stage.rawValue
    static let amount = TrackedFields.amount.rawValue
    static let closeDate = TrackedFields.expectedCloseDate.rawValue
    static let owner = TrackedFields.owner.rawValue
    static let forecast = TrackedFields.forecastCategory.rawValue
    static let probability = TrackedFields.winProbability.rawValue
    static let outcome = TrackedFields.outcome.rawValue
}

extension Row {
    /// Whether the revision sets the field and the next column has its value; steps over the column if not.
    fileprivate mutating func has(_ field: Int, _ fields: Int) -> Bool {
        if fields & field != 0 && !isNull { return true }
        skip()
        return false
    }

    /// Reads `2026-03-31` without making a text of it.
    fileprivate mutating func day() throws -> Day {
        let day = withText { bytes -> Day? in
            guard bytes.count == 10 else { return nil }
            func number(_ places: Range<Int>) -> Int {
                var number = 0
                for place in places { number = number * 10 + Int(bytes[place]) - 48 }
                return number
            }
            return Day(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        }
        guard let day else { throw UnknownValue(type: "Day", value: "a text of another form") }
        return day
    }
}
