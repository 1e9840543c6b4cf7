extension EntryCalendar {
    /// `5 March 2027`, `Mar 5th`, `end of March`.
    func named(_ month: Substring, _ day: Int?, _ year: Substring?) -> EntryDay? {
        guard let month = months.firstIndex(of: String(month.prefix(3))).map({ $0 + 1 }) else { return nil }
        guard let day else { return .day(self.month(month).endOfMonth) }
        return year.flatMap { Int($0) }.map { date($0, month, day) ?? .none } ?? yearless(month, day)
    }

    func distance(_ count: Substring, _ unit: Substring, _ sign: Int) -> EntryDay? {
        guard let number = numbers[String(count)] ?? Int(count), number <= 10_000 else { return nil }
        switch unit.prefix(1) {
        case "d": return .day(today.advanced(by: sign * number))
        case "w": return .day(today.advanced(by: sign * 7 * number))
        case "m": return .day(today.adding(months: sign * number))
        default: return .day(today.adding(months: sign * 12 * number))
        }
    }

    /// "next Wed" is next week's, as 下周三 is; "last Fri" the latest one that is over.
    func weekday(_ step: Substring?, _ day: Substring) -> EntryDay? {
        guard let day = weekdays.firstIndex(of: String(day.prefix(2))).map({ $0 + 1 }) else { return nil }
        switch step {
        case "next": return .day(today.startOfWeek(adding: 1).advanced(by: day - 1))
        case "last": return .day(today.advanced(by: -((today.weekday - day + 6) % 7 + 1)))
        case "this", "coming": return .day(today.advanced(by: (day - today.weekday + 7) % 7))
        default: return .weekday(day)
        }
    }

    func end(_ part: Substring, of unit: Substring, step: Int) -> EntryDay? {
        let (year, month, _) = today.parts
        let isEnd = part == "end" || part == "close"
        switch unit {
        case "week": return .day(today.startOfWeek(adding: step).advanced(by: isEnd ? 4 : part == "mid" ? 2 : 0))
        case "month":
            let first = today.startOfMonth(adding: step)
            return .day(isEnd ? first.endOfMonth : first.advanced(by: part == "mid" ? 14 : 0))
        case "quarter":
            let last = today.startOfMonth(adding: 2 - (month - 1) % 3 + 3 * step)
            return .day(isEnd ? last.endOfMonth : last.startOfMonth(adding: part == "mid" ? -1 : -2))
        case "year":
            return date(year + step, isEnd ? 12 : part == "mid" ? 7 : 1, isEnd ? 31 : 1)
        default:
            guard let number = months.firstIndex(of: String(unit.prefix(3))) else { return nil }
            let first = self.month(number + 1)
            return .day(isEnd ? first.endOfMonth : first.advanced(by: part == "mid" ? 14 : 0))
        }
    }
}

private let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
private let weekdays = ["mo", "tu", "we", "th", "fr", "sa", "su"]
/// Counts in words, and those that count one.
let numbers = [
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
]
