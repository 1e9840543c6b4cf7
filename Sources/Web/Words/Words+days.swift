import Sales

extension Words {
    /// `31 Mar 2026`, `2026年3月31日`.
    func day(_ day: Day) -> String {
        let (year, month, number) = day.parts
        switch language {
        case .english: return "\(number) \(months[month - 1]) \(year)"
        case .simplifiedChinese, .traditionalChinese: return "\(year)年\(month)月\(number)日"
        }
    }

    /// A day without its year where that is this one.
    func day(_ day: Day, today: Day) -> String {
        let (year, month, number) = day.parts
        if year != today.parts.year { return self.day(day) }
        switch language {
        case .english: return "\(number) \(months[month - 1])"
        case .simplifiedChinese, .traditionalChinese: return "\(month)月\(number)日"
        }
    }

    /// A day and the minute in the zone.
    func moment(_ instant: Instant, _ calendar: ZoneCalendar) -> String {
        let minutes = (instant.milliseconds + calendar.offset(at: instant)).dividedFloor(by: 86_400_000).remainder
        let time = "\((minutes / 3_600_000).padded(2)):\((minutes / 60_000 % 60).padded(2))"
        return "\(day(calendar.day(of: instant))) \(time)"
    }
}

private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
