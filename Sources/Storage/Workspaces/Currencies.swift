import SQLEngines
import Sales

/// A currency beside the workspace's own in which amounts are entered.
package struct UsedCurrency: Hashable, Sendable {
    package var id: Identifier<UsedCurrency>
    package var currency: Currency
    package var isRetired: Bool
    package var version: Int
}

/// An exchange rate with who entered it and when; a wrong one is mended by a later entry for the same day.
package struct EnteredRate: Hashable, Sendable {
    package var rate: ExchangeRate
    package var enteredAt: Instant
    package var enteredBy: Identifier<Member>?
}

extension ScopedConnection {
    /// The currencies beside the workspace's own, those that are not offered any more included.
    package func currencies() throws -> [UsedCurrency] {
        try db.all(
            """
            SELECT id, currency, archived_at, version FROM workspace_currencies
            WHERE workspace_id = \(key) ORDER BY currency
            """
        )
    }

    package func addCurrency(_ code: String) throws {
        try require(.edit, .settings)
        guard let currency = Currency(listed: code) else { throw ExchangeRateError.unknownCurrency }
        if currency == access.workspace.currency { throw ExchangeRateError.ownCurrency }
        if let known = try currencies().first(where: { $0.currency == currency }) {
            return known.isRetired ? try setRetired(false, known.id, version: known.version) : ()
        }
        let id = Identifier<UsedCurrency>(at: access.now)
        try db.run(
            """
            INSERT INTO workspace_currencies (workspace_id, id, currency, created_at, version)
            VALUES (\(key), \(id), \(currency), \(access.now), 1)
            """
        )
        let fields = FieldValues([("currency", currency.sqlValue)])
        try db.log([Change("currency", id.erased, version: 1, action: .created, after: fields)], by: Origin(access))
    }

    /// Stops or goes on offering a currency; amounts in it stay.
    package func setRetired(_ isRetired: Bool, _ id: Identifier<UsedCurrency>, version: Int) throws {
        try require(.edit, .settings)
        guard let known = try currencies().first(where: { $0.id == id }) else { throw NotFound(kind: "currency") }
        let count = try db.run(
            """
            UPDATE workspace_currencies SET archived_at = \(isRetired ? access.now : nil), version = version + 1
            WHERE workspace_id = \(key) AND id = \(id) AND version = \(version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        var change = Change("currency", id.erased, version: version + 1, action: .updated)
        let states = [known.isRetired, isRetired].map {
            FieldValues([("currency", known.currency.sqlValue), ("isRetired", $0.sqlValue)])
        }
        (change.before, change.after) = (states[0], states[1])
        try db.log([change], by: Origin(access))
    }

    /// Every rate that was entered, the newest entry first.
    package func enteredRates() throws -> [EnteredRate] {
        try db.all(
            """
            SELECT currency, from_date, units_per_billion, entered_at, entered_by FROM exchange_rates
            WHERE workspace_id = \(key) ORDER BY id DESC
            """
        )
    }

    /// The rates by which amounts are converted into the workspace's currency.
    package func exchangeRates() throws -> ExchangeRates {
        ExchangeRates(try enteredRates().reversed().map(\.rate), into: access.workspace.currency)
    }

    /// Enters a rate from a day on; it counts before one that was entered earlier for the same day.
    package func enter(_ rate: ExchangeRate) throws {
        try require(.edit, .settings)
        if rate.currency == access.workspace.currency { throw ExchangeRateError.ownCurrency }
        guard try currencies().contains(where: { $0.currency == rate.currency }) else {
            throw ExchangeRateError.unknownCurrency
        }
        let before = try exchangeRates().rate(of: rate.currency, on: rate.from)
        let id = Identifier<ExchangeRate>(at: access.now)
        try db.run(
            """
            INSERT INTO exchange_rates
                (workspace_id, id, currency, from_date, units_per_billion, entered_at, entered_by)
            VALUES (\(key), \(id), \(rate.currency), \(rate.from), \(rate.unitsPerBillion), \(access.now),
                \(access.member?.id))
            """
        )
        var change = Change("exchangeRate", id.erased, version: 1, action: .created)
        change.before = before?.fields
        change.after = rate.fields
        try db.log([change], by: Origin(access))
    }
}

extension ExchangeRate {
    /// What the change log tells.
    fileprivate var fields: FieldValues {
        FieldValues([("currency", currency.sqlValue), ("fromDate", from.sqlValue), ("rate", typed.sqlValue)])
    }
}

extension UsedCurrency: SQLReadable {
    package init(from row: inout Row) throws {
        id = try row.next()
        currency = try row.next()
        let retiredAt: Instant? = try row.next()
        isRetired = retiredAt != nil
        version = try row.next()
    }
}

extension EnteredRate: SQLReadable {
    package init(from row: inout Row) throws {
        rate = try ExchangeRate(currency: row.next(), from: row.next(), unitsPerBillion: row.next())
        enteredAt = try row.next()
        enteredBy = try row.next()
    }
}
