/// A day as it is written: some, as 周三 or the 5th, mean another day in what was done than in what is to be done.
enum EntryDay: Hashable {
    case day(Day)
    /// 1 for Monday to 7 for Sunday.
    case weekday(Int)
    case date(month: Int, day: Int)
    case dayOfMonth(Int)
    /// A date that no calendar has.
    case none

    /// Whether what is told of is over.
    enum Tense { case past, future, unknown }

    /// The day that is meant, seen from today; nil of one that is in no calendar.
    func resolved(_ today: Day, _ tense: Tense) -> Day? {
        switch self {
        case .day(let day): day
        case .weekday(let weekday): Self.weekday(weekday, today, tense)
        case .date(let month, let day):
            Self.nearest(today, tense, (-1...4).compactMap { Day(year: today.parts.year + $0, month: month, day: day) })
        case .dayOfMonth(let day):
            // 20号 said on the 4th is this month's; 31号 in a shorter month is to come.
            tense == .unknown && today.inMonth(day) != nil
                ? today.inMonth(day)
                : Self.nearest(
                    today,
                    tense == .past ? .past : .future,
                    (-2...2).compactMap { today.startOfMonth(adding: $0).inMonth(day) }
                )
        case .none: nil
        }
    }

    private static func weekday(_ weekday: Int, _ today: Day, _ tense: Tense) -> Day {
        let ahead = (weekday - today.weekday + 7) % 7
        return today.advanced(by: tense == .past && ahead > 0 ? ahead - 7 : ahead)
    }

    /// The latest of the days until today, or the first from today on; without a tense the nearer one, since what is
    /// months ago is seldom told without its year.
    private static func nearest(_ today: Day, _ tense: Tense, _ days: [Day]) -> Day? {
        let (past, future) = (days.last { $0 <= today }, days.first { $0 >= today })
        switch tense {
        case .past: return past ?? future
        case .future: return future ?? past
        case .unknown:
            guard let past, let future else { return past ?? future }
            let (ago, ahead) = (today.days(since: past), future.days(since: today))
            return ago < ahead && ago <= 92 ? past : future
        }
    }
}

extension Day {
    /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
    package var weekday: Int { Int((Int64(number) + 3).dividedFloor(by: 7).remainder) + 1 }

    /// The Monday of the week so many weeks later.
    package func startOfWeek(adding weeks: Int = 0) -> Day { advanced(by: 1 - weekday + 7 * weeks) }

    /// The first of the month so many months later.
    package func startOfMonth(adding months: Int = 0) -> Day {
        let (year, month, _) = parts
        let (years, index) = Int64(year * 12 + month - 1 + months).dividedFloor(by: 12)
        return Day(year: Int(years), month: Int(index) + 1, day: 1) ?? (months < 0 ? .first : .last)
    }

    /// The last day of this day's month.
    package var endOfMonth: Day {
        let (year, month, _) = parts
        return inMonth(Day.length(ofMonth: month, year: year)) ?? self
    }

    /// That day of this day's month; nil where the month is shorter.
    package func inMonth(_ day: Int) -> Day? {
        let (year, month, _) = parts
        return Day(year: year, month: month, day: day)
    }

    /// The same day so many months later, or that month's last.
    package func adding(months: Int) -> Day {
        let first = startOfMonth(adding: months)
        return first.inMonth(parts.day) ?? first.endOfMonth
    }
}
