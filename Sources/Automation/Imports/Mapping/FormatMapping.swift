import Sales

/// What a mapping says about how the file is written; what it leaves out is detected.
package struct FormatMapping: Sendable {
    package var table = TableFormat()
    package var dateOrder: DateOrder?
    package var datePattern: DatePattern?
    package var numberFormat: NumberFormat?
    /// The zone of times without an offset; the workspace's where none is said.
    package var timeZone: ZoneCalendar?
    /// Texts that mean "nothing", beside the usual ones.
    package var nulls: [String] = []

    package init() {}
}

extension FormatMapping: Decodable {
    enum Key: String, MappingKey {
        case encoding, delimiter, quote, header, dateOrder, datePattern, numberFormat, timeZone, nulls
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.strict(Key.self)
        table = try FormatMapping.table(values)
        dateOrder = try values.optional(.dateOrder, Word<DateOrder>.self)?.choice
        datePattern = try values.parsed(.datePattern, expected: DatePattern.expectation, DatePattern.init)
        numberFormat = try values.optional(.numberFormat, NumberFormatMapping.self)?.format
        let zones = "a time zone such as Europe/Amsterdam, UTC or +08:00"
        timeZone = try values.parsed(.timeZone, expected: zones, ZoneCalendar.init)
        nulls = try values.optional(.nulls) ?? []
    }

    private static func table(_ values: KeyedDecodingContainer<Key>) throws -> TableFormat {
        let encodings = "utf-8, utf-16le, utf-16be, gb18030 or windows-1252"
        var table = TableFormat(
            encoding: try values.parsed(.encoding, expected: encodings, TextEncoding.init(named:)),
            delimiter: try values.parsed(.delimiter, expected: "one ASCII character or \"tab\"") {
                $0 == "tab" ? UInt8(ascii: "\t") : ascii($0)
            },
            hasHeader: try values.optional(.header)
        )
        if let quoting = try values.parsed(.quote, expected: "one ASCII character or \"none\"", quoting) {
            table.quoting = quoting
        }
        return table
    }

    private static func quoting(_ text: String) -> TableFormat.Quoting? {
        if text == "none" { return TableFormat.Quoting.none }
        return ascii(text).map { .mark($0) }
    }

    static func ascii(_ text: String) -> UInt8? {
        guard let byte = text.utf8.first, text.utf8.count == 1, byte >= 0x20 && byte < 0x7F || byte == 0x09 else {
            return nil
        }
        return byte
    }
}

extension DatePattern {
    static let expectation = "a pattern with year, month and day, as yyyy-MM-dd HH:mm:ss"
}

/// `{"decimal": ",", "grouping": "."}` of a mapping.
private struct NumberFormatMapping: Decodable {
    var format: NumberFormat

    enum Key: String, MappingKey {
        case decimal, grouping
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.strict(Key.self)
        let decimal = try values.parsed(.decimal, expected: "\".\" or \",\"") { text in
            text == "." || text == "," ? FormatMapping.ascii(text) : nil
        }
        guard let decimal else { throw MappingError.missing("\(decoder.place).decimal") }
        format = NumberFormat(decimal: decimal)
        format.grouping = try values.parsed(.grouping, expected: "one of . , ' and space, and not the decimal sign") {
            guard let byte = FormatMapping.ascii($0), byte != decimal else { return nil }
            return NumberFormat.separators.contains(byte) ? byte : nil
        }
    }
}
