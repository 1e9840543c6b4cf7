import Sales

/// Which comes first where a date is written in three numbers with the year last.
package enum DateOrder: String, CaseIterable, Sendable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
}

/// Reads the usual ways of writing dates without being told which.
///
/// Known are `2026-03-31`, `2026/3/31`, `20260331`, `2026年3月31日`, `31.3.2026`, `3/31/2026`, `31 Mar 2026`,
/// `31-Mar-2026` and `Mar 31, 2026`, each with a time of day after it or without.
package struct DateReader: Sendable {
    /// The order of day and month; none where every date must tell by itself.
    package var order: DateOrder?

    package init(order: DateOrder? = nil) { self.order = order }

    package func read(_ bytes: ArraySlice<UInt8>) throws(ValueError) -> WrittenTime {
        var cursor = ByteCursor(bytes)
        var written = WrittenTime(day: try day(&cursor))
        if cursor.isAtEnd { return written }
        if !cursor.take(UInt8(ascii: "T")) {
            _ = cursor.take(UInt8(ascii: ","))
            guard cursor.next == 0x20 else { throw .notADate }
            cursor.skipBlanks()
        }
        let (milliseconds, offset) = try cursor.timeOfDay()
        written.millisecondsOfDay = milliseconds
        written.offset = offset
        guard cursor.isAtEnd else { throw .notADate }
        return written
    }

    private func day(_ cursor: inout ByteCursor) throws(ValueError) -> Day {
        guard let (first, count) = cursor.digits(8) else { return try monthNameFirst(&cursor) }
        switch count {
        case 8: return try calendarDay(first / 10_000, first / 100 % 100, first % 100)
        case 4: return try yearFirst(first, &cursor)
        case 1, 2: return try yearLast(first, &cursor)
        default: throw .notADate
        }
    }

    private func yearFirst(_ year: Int, _ cursor: inout ByteCursor) throws(ValueError) -> Day {
        if cursor.take("年") {
            guard let (month, _) = cursor.digits(2), cursor.take("月"), let (day, _) = cursor.digits(2) else {
                throw .notADate
            }
            if !cursor.take("日") { _ = cursor.take("号") }
            return try calendarDay(year, month, day)
        }
        guard let separator = cursor.next, DateReader.separators.contains(separator) else { throw .notADate }
        cursor.index += 1
        guard let month = cursor.monthName() ?? cursor.digits(2)?.value, cursor.take(separator),
            let (day, _) = cursor.digits(2)
        else { throw .notADate }
        return try calendarDay(year, month, day)
    }

    private func yearLast(_ first: Int, _ cursor: inout ByteCursor) throws(ValueError) -> Day {
        let separator = cursor.next ?? 0
        guard separator == 0x20 || DateReader.separators.contains(separator) else { throw .notADate }
        cursor.index += 1
        if let month = cursor.monthName() {
            guard cursor.take(separator) || cursor.take(0x20) else { throw .notADate }
            return try calendarDay(try year(&cursor), month, first)
        }
        guard separator != 0x20, let (second, _) = cursor.digits(2), cursor.take(separator) else { throw .notADate }
        let year = try year(&cursor)
        switch try orderOf(first, second, cursor.bytes) {
        case .dayFirst: return try calendarDay(year, second, first)
        case .monthFirst: return try calendarDay(year, first, second)
        }
    }

    private func monthNameFirst(_ cursor: inout ByteCursor) throws(ValueError) -> Day {
        guard let month = cursor.monthName() else { throw .notADate }
        cursor.skipBlanks()
        guard let (day, count) = cursor.digits(4), count <= 2 else { throw .notADate }
        _ = cursor.take(UInt8(ascii: ","))
        cursor.skipBlanks()
        return try calendarDay(try year(&cursor), month, day)
    }

    private func year(_ cursor: inout ByteCursor) throws(ValueError) -> Int {
        guard let (year, count) = cursor.digits(4) else { throw .notADate }
        if count == 2 { throw .twoDigitYear }
        guard count == 4 else { throw .notADate }
        return year
    }

    private func calendarDay(_ year: Int, _ month: Int, _ day: Int) throws(ValueError) -> Day {
        guard let day = Day(year: year, month: month, day: day) else { throw .noSuchDate }
        return day
    }

    private func orderOf(_ first: Int, _ second: Int, _ bytes: ArraySlice<UInt8>) throws(ValueError) -> DateOrder {
        if let order { return order }
        if first > 12 { return .dayFirst }
        if second > 12 { return .monthFirst }
        throw .dateOrderAmbiguous(example: String(decoding: bytes, as: UTF8.self))
    }

    static let separators: [UInt8] = Array("-/.".utf8)
}
