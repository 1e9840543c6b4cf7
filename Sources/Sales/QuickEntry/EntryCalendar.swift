/// What a written date means, seen from today.
struct EntryCalendar {
    let today: Day
    let isDayFirst: Bool

    func date(_ year: Int?, _ month: Int?, _ day: Int?) -> EntryDay? {
        guard let year, let month, let day else { return nil }
        return Day(year: year, month: month, day: day).map { .day($0) } ?? EntryDay.none
    }

    /// Of a leap year, so that 29 February is a day.
    func yearless(_ month: Int, _ day: Int) -> EntryDay {
        Day(year: 2024, month: month, day: day) == nil ? .none : .date(month: month, day: day)
    }
}

extension EntryCalendar {
    /// `3天前`, `两周后`, `半个月内`.
    func distance(_ count: Substring, _ unit: Substring, isBack: Bool) -> EntryDay? {
        let isHalf = count == "半"
        guard let number = isHalf ? 1 : Int(count), number <= 10_000 else { return nil }
        let sign = isBack ? -number : number
        switch unit {
        case "天": return isHalf ? nil : .day(today.advanced(by: sign))
        // 5日前 is by the 5th.
        case "日": return isHalf || isBack ? nil : .day(today.advanced(by: sign))
        case "周", "星期", "礼拜": return isHalf ? nil : .day(today.advanced(by: sign * 7))
        case "个月": return .day(isHalf ? today.advanced(by: sign * 15) : today.adding(months: sign))
        default: return .day(today.adding(months: isHalf ? sign * 6 : sign * 12))
        }
    }

    /// A week without a day: its Monday where it comes, its Friday where it is over or the limit.
    func week(_ weeks: Int, isEnd: Bool) -> EntryDay {
        .day(today.startOfWeek(adding: weeks).advanced(by: weeks > 0 && !isEnd ? 0 : 4))
    }

    /// The month of that number that is the nearest to today.
    func month(_ month: Int) -> Day {
        guard case .day(let first)? = EntryDay.date(month: month, day: 1).resolved(today, .unknown).map(EntryDay.day)
        else { return today.startOfMonth() }
        return first
    }

    /// The end, the beginning or the middle of a month; one of this month that is over is the next month's.
    func monthPart(_ first: Day, _ part: String, isNamed: Bool) -> EntryDay {
        let day: (Day) -> Day = { first in
            switch part.first {
            case "底", "末": first.endOfMonth
            case "初": first
            case "上": first.advanced(by: 4)
            case "下": first.advanced(by: 24)
            default: first.advanced(by: 14)
            }
        }
        // 月初 is over or to come, as what is told of it.
        if !isNamed, part == "初" || part.hasPrefix("中") { return .dayOfMonth(part == "初" ? 1 : 15) }
        let found = day(first)
        return .day(found < today && !isNamed ? day(first.startOfMonth(adding: 1)) : found)
    }

    /// The last day of a year, a quarter or a half-year.
    func periodEnd(_ step: String, _ unit: String) -> EntryDay {
        let steps = step == "下" || step == "明" ? 1 : 0
        if unit.hasPrefix("年") {
            return Day(year: today.parts.year + steps, month: 12, day: 31).map { .day($0) } ?? .none
        }
        let months = 2 - (today.parts.month - 1) % 3 + 3 * steps
        return .day(today.startOfMonth(adding: months).endOfMonth)
    }
}
