import Sales

/// Where a field's value comes from and how it is read; a text alone is short for `{"column": "…"}`.
package struct FieldMapping: Sendable {
    package enum Source: Equatable, Sendable {
        case columns([String], separator: String)
        case constant(String)
    }

    /// What a blank cell means for a record that exists.
    package enum Blank: String, CaseIterable, Sendable {
        case keep, clear
    }

    package enum CurrencySource: Equatable, Sendable {
        case constant(Currency)
        case column(String)
    }

    package var source: Source
    /// Their values and ours; `otherwise` is what any other becomes.
    package var values: [String: String] = [:]
    package var otherwise: String?
    package var blank: Blank?
    package var dateOrder: DateOrder?
    package var datePattern: DatePattern?
    package var precision: ParsedTime.Precision?
    package var currency: CurrencySource?
    package var rounds = false
    /// The power of ten by which numbers are multiplied, 6 where the file counts in millions.
    package var power = 0
    /// Whether 0.13 stands for 13 percent.
    package var isFraction = false
    /// The rows in which the field is read; all where there is none.
    package var condition: Condition?

    /// A column and the values of it that count.
    package struct Condition: Equatable, Sendable {
        package var column: String
        package var values: Set<String>
    }

    package init(_ source: Source) { self.source = source }

    /// What a report calls the field's place in the file: its columns, or its own name where it has none.
    func label(_ name: String) -> String {
        guard case .columns(let names, let separator) = source else { return name }
        return names.joined(separator: separator.isEmpty ? " " : separator)
    }

    /// Every column that the field reads.
    var columns: [String] {
        var columns: [String] = []
        if case .columns(let names, _) = source { columns = names }
        if case .column(let name) = currency { columns.append(name) }
        return columns + [condition?.column].compactMap { $0 }
    }
}

extension FieldMapping: Decodable {
    enum Key: String, MappingKey {
        case column, columns, separator, constant, values, otherwise, blank, dateOrder, datePattern, precision, currency
        case rounding, times, fraction, when
    }

    private enum Rounding: String, CaseIterable, Sendable {
        case halfUp
    }

    package init(from decoder: any Decoder) throws {
        if let column = try? decoder.singleValueContainer().decode(String.self) {
            self.init(.columns([column], separator: ""))
            return
        }
        let fields = try decoder.strict(Key.self)
        self.init(try FieldMapping.source(fields, place: decoder.place))
        values = try fields.optional(.values) ?? [:]
        otherwise = try fields.optional(.otherwise)
        blank = try fields.optional(.blank, Word<Blank>.self)?.choice
        dateOrder = try fields.optional(.dateOrder, Word<DateOrder>.self)?.choice
        datePattern = try fields.parsed(.datePattern, expected: DatePattern.expectation, DatePattern.init)
        precision = try fields.parsed(.precision, expected: "day or instant", ParsedTime.Precision.init)
        currency = try fields.optional(.currency, CurrencySource.self)
        rounds = try fields.optional(.rounding, Word<Rounding>.self) != nil
        isFraction = try fields.optional(.fraction) ?? false
        condition = try fields.optional(.when)
        power = try FieldMapping.power(fields.optional(.times) ?? 1, place: decoder.place)
    }

    private static func source(_ fields: KeyedDecodingContainer<Key>, place: String) throws -> Source {
        let column: String? = try fields.optional(.column)
        let columns: [String]? = try fields.optional(.columns)
        let constant: String? = try fields.optional(.constant)
        switch (column, columns, constant) {
        case (let column?, nil, nil): return .columns([column], separator: "")
        case (nil, let columns?, nil) where !columns.isEmpty:
            return .columns(columns, separator: try fields.optional(.separator) ?? " ")
        case (nil, nil, let constant?): return .constant(constant)
        default: throw MappingError.sourceUnclear(place)
        }
    }

    private static func power(_ factor: Int, place: String) throws -> Int {
        let powers = [1: 0, 10: 1, 100: 2, 1000: 3, 10_000: 4, 1_000_000: 6, 100_000_000: 8, 1_000_000_000: 9]
        guard let power = powers[factor] else {
            let expected = "1000, 10000, 1000000, 100000000 or 1000000000"
            throw MappingError.invalid("\(place).times", value: "\(factor)", expected: expected)
        }
        return power
    }
}

extension FieldMapping.Condition: Decodable {
    enum Key: String, MappingKey {
        case column
        case values = "is"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.strict(Key.self)
        column = try fields.decode(String.self, forKey: .column)
        values = Set(try fields.decode([String].self, forKey: .values))
    }
}

extension FieldMapping.CurrencySource: Decodable {
    enum Key: String, MappingKey {
        case column
    }

    package init(from decoder: any Decoder) throws {
        guard let code = try? decoder.singleValueContainer().decode(String.self) else {
            self = .column(try decoder.strict(Key.self).decode(String.self, forKey: .column))
            return
        }
        guard let currency = Currency(listed: code) else {
            let example = Currency.meant(by: code)?.code ?? "EUR"
            let expected = "a currency's code of ISO 4217, as \(example)"
            throw MappingError.invalid(decoder.place, value: code, expected: expected)
        }
        self = .constant(currency)
    }
}

extension ImportMapping {
    /// The currency that the mapping states for an amount, if it states one for all rows.
    package var statedCurrency: Currency? {
        for name in ["amount", "price", "annualRevenue"] {
            if case .constant(let currency) = fields[name]?.currency { return currency }
        }
        return nil
    }
}
