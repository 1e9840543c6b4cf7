/// A calendar day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31; never an instant.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int32

    package static let first = Day(unchecked: -719_162)
    package static let last = Day(unchecked: 2_932_896)

    private init(unchecked number: Int32) { self.number = number }

    /// The day so many days after 1970-01-01, unless it lies outside the years 1 to 9999.
    package init?(number: Int64) {
        guard (Int64(Day.first.number)...Int64(Day.last.number)).contains(number) else { return nil }
        self.number = Int32(number)
    }

    /// The day of that date, unless there is none, as 30 February.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
        number = Day.number(year: year, month: month, day: day)
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// The day so many days later, held within the calendar's bounds.
    package func advanced(by days: Int) -> Day {
        let moved = Int64(number) + Int64(days)
        return Day(number: moved) ?? (days < 0 ? .first : .last)
    }

    package func days(since earlier: Day) -> Int { Int(number) - Int(earlier.number) }
}

extension Day {
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01, by counting from 1 March of year 0, so that leap days end a year.
    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let years = month <= 2 ? year - 1 : year
        let era = years / 400
        let yearOfEra = years - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Year, month 1–12 and day of the month.
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civil = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civil <= 2 ? 1 : 0), civil, day)
    }

    /// `2026-03` of 2026-03-31.
    package var month: String {
        let (year, month, _) = parts
        return "\(Int64(year).padded(4))-\(Int64(month).padded(2))"
    }
}

extension Day: LosslessStringConvertible {
    /// Reads `2026-03-31` and nothing else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        let parts = [bytes[0..<4], bytes[5..<7], bytes[8..<10]].map { digits in
            digits.reduce(0 as Int?) { value, byte in
                guard let value, (48...57).contains(byte) else { return nil }
                return value * 10 + Int(byte) - 48
            }
        }
        guard let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var description: String {
        let (year, month, day) = parts
        return "\(Int64(year).padded(4))-\(Int64(month).padded(2))-\(Int64(day).padded(2))"
    }
}
