import SQLEngines
import Sales

extension Identifier: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value { .uuid(high, low) }

    package init(from row: inout Row) throws {
        let (high, low) = row.uuid()
        try row.check()
        self.init(high: high, low: low)
    }
}

extension Instant: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value { .integer(milliseconds) }
    package init(from row: inout Row) throws { try self.init(milliseconds: row.next()) }
}

extension Day: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value { .text(description) }

    package init(from row: inout Row) throws {
        let text: String = try row.next()
        guard let day = Day(text) else { throw UnknownValue(type: "Day", value: text) }
        self = day
    }
}

extension Currency: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value { .text(code) }

    package init(from row: inout Row) throws {
        let text: String = try row.next()
        guard let currency = Currency(text) else { throw UnknownValue(type: "Currency", value: text) }
        self = currency
    }
}

extension Row {
    /// Reads minor units and the currency in the column after them.
    mutating func nextAmount() throws -> Amount? {
        let minor: Int64? = try next()
        let currency: Currency? = try next()
        guard let minor, let currency else { return nil }
        return Amount(minor: minor, currency: currency)
    }
}

extension Role: SQLBindable, SQLReadable {}
extension Stage.Kind: SQLBindable, SQLReadable {}
extension Stage.Layer: SQLBindable, SQLReadable {}
extension ForecastCategory: SQLBindable, SQLReadable {}
extension Outcome: SQLBindable, SQLReadable {}
extension Pipeline.Subject: SQLBindable, SQLReadable {}
extension Language: SQLBindable, SQLReadable {}

extension Revision.Precision: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value { .integer(code(in: Self.allCases, self)) }
    package init(from row: inout Row) throws { self = try decode(&row, Self.allCases) }
}

extension Revision.Cause: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value { .integer(code(in: Self.allCases, self)) }
    package init(from row: inout Row) throws { self = try decode(&row, Self.allCases) }
}

extension GateDecision: SQLBindable, SQLReadable {
    package var sqlValue: SQL.Value { .integer(code(in: Self.allCases, self)) }
    package init(from row: inout Row) throws { self = try decode(&row, Self.allCases) }
}

/// The place of a case in its enumeration; cases are only ever added at the end.
private func code<Case: Equatable>(in cases: [Case], _ value: Case) -> Int64 {
    Int64(cases.firstIndex(of: value) ?? 0)
}

private func decode<Case>(_ row: inout Row, _ cases: [Case]) throws -> Case {
    let code: Int = try row.next()
    guard cases.indices.contains(code) else { throw UnknownValue(type: "\(Case.self)", value: "\(code)") }
    return cases[code]
}
