import Sales

/// A way of writing dates that a mapping spells out, in a subset of Unicode's pattern letters.
///
/// `yyyy` `yy` year, `M` `MM` month, `MMM` `MMMM` English month name, `d` `dd` day, `H` `HH` and `h` `hh` hour, `m`
/// `mm` minute, `s` `ss` second, `S…` fraction of a second, `a` AM or PM, `X` or `Z` offset; text between apostrophes
/// and everything that is no letter stands for itself.
package struct DatePattern: Hashable, Sendable {
    package let text: String
    private let items: [Item]

    private enum Item: Hashable {
        case year, shortYear, month, monthName, day, hour, hour12, minute, second, fraction, meridiem, offset
        case literal([UInt8])
    }

    /// Reads a pattern; none where it has an unknown letter, or not a year, a month and a day.
    package init?(_ text: String) {
        self.text = text
        var items: [Item] = []
        var rest = Substring(text)
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            if first == "'" {
                let quoted = rest.dropFirst().prefix { $0 != "'" }
                guard rest.dropFirst(quoted.count + 1).first == "'" else { return nil }
                items.append(.literal(quoted.isEmpty ? [0x27] : Array(quoted.utf8)))
                rest = rest.dropFirst(quoted.count + 2)
                continue
            }
            guard let item = DatePattern.item(first, run.count) else { return nil }
            items.append(item == .literal([]) ? .literal(Array(run.utf8)) : item)
            rest = rest.dropFirst(run.count)
        }
        guard items.contains(.year) || items.contains(.shortYear), items.contains(.day) else { return nil }
        guard items.contains(.month) || items.contains(.monthName) else { return nil }
        self.items = items
    }

    private static func item(_ letter: Character, _ count: Int) -> Item? {
        switch (letter, count) {
        case ("y", 4), ("y", 1), ("u", 4): .year
        case ("y", 2): .shortYear
        case ("M", 1...2): .month
        case ("M", 3...4): .monthName
        case ("d", 1...2): .day
        case ("H", 1...2): .hour
        case ("h", 1...2): .hour12
        case ("m", 1...2): .minute
        case ("s", 1...2): .second
        case ("S", 1...9): .fraction
        case ("a", 1): .meridiem
        case ("X", 1...3), ("Z", 1...5), ("x", 1...3): .offset
        default: letter.isASCII && letter.isLetter ? nil : .literal([])
        }
    }

    /// Reads a date that is written so.
    package func read(_ bytes: ArraySlice<UInt8>) throws(ValueError) -> WrittenTime {
        var cursor = ByteCursor(bytes)
        var parts = Parts()
        for item in items {
            guard try take(item, &cursor, &parts) else { throw .patternDiffers(text) }
        }
        guard cursor.isAtEnd else { throw .patternDiffers(text) }
        return try parts.written(cursor)
    }

    private func take(_ item: Item, _ cursor: inout ByteCursor, _ parts: inout Parts) throws(ValueError) -> Bool {
        switch item {
        case .year: return number(4, &cursor, &parts.year)
        case .shortYear:
            guard number(2, &cursor, &parts.year) else { return false }
            // As POSIX reads them: 69–99 are of the last century.
            parts.year += parts.year < 69 ? 2000 : 1900
        case .month: return number(2, &cursor, &parts.month)
        case .monthName:
            guard let month = cursor.monthName() else { return false }
            parts.month = month
        case .day: return number(2, &cursor, &parts.day)
        case .hour, .hour12:
            parts.hasTime = true
            return number(2, &cursor, &parts.hour)
        case .minute: return number(2, &cursor, &parts.minute)
        case .second: return number(2, &cursor, &parts.second)
        case .fraction: parts.milliseconds = try cursor.fraction()
        case .meridiem:
            guard let isAfternoon = cursor.meridiem() else { return false }
            parts.isAfternoon = isAfternoon
        case .offset: parts.offset = try cursor.zoneOffset()
        case .literal(let literal): return cursor.take(literal)
        }
        return true
    }

    private func number(_ most: Int, _ cursor: inout ByteCursor, _ target: inout Int) -> Bool {
        guard let (value, count) = cursor.digits(most), most == 2 || count == 4 else { return false }
        target = value
        return true
    }
}

/// The parts of a date as a pattern finds them.
private struct Parts {
    var year = 0
    var month = 0
    var day = 0
    var hour = 0
    var minute = 0
    var second = 0
    var milliseconds = 0
    var isAfternoon: Bool?
    var offset: Int64?
    var hasTime = false

    func written(_ cursor: ByteCursor) throws(ValueError) -> WrittenTime {
        guard let calendarDay = Day(year: year, month: month, day: day) else { throw .noSuchDate }
        guard hasTime else { return WrittenTime(day: calendarDay) }
        let full = try cursor.hour24(hour, isAfternoon: isAfternoon)
        guard full < 24, minute < 60, second < 60 else { throw .noSuchTime }
        let time = Int64(((full * 60 + minute) * 60 + second) * 1000 + milliseconds)
        return WrittenTime(day: calendarDay, millisecondsOfDay: time, offset: offset)
    }
}
