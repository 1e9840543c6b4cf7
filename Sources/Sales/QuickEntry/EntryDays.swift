/// The days of a line, where they stand.
struct EntryDays {
    private(set) var found: [QuickEntry.Read<EntryDay>] = []

    /// Reads all days of the text, in both languages, and blots them out.
    init(_ text: inout EntryText, _ context: EntryContext) {
        let calendar = EntryCalendar(today: context.today, isDayFirst: context.isDayFirst)
        readDates(&text, calendar)
        readChinese(&text, calendar)
        readEnglish(&text, calendar)
        found.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Takes what the pattern finds, where `read` makes a day of it.
    mutating func take<Output>(
        _ pattern: Regex<Output>,
        _ text: inout EntryText,
        notBehind forbidden: String = "",
        _ read: (Output) -> EntryDay?
    ) {
        for match in text.all(pattern, notBehind: forbidden) {
            guard let day = read(match.output) else { continue }
            found.append(QuickEntry.Read(day, match.range))
            text.blot(match.range)
        }
    }

    /// Dates in digits.
    private mutating func readDates(_ text: inout EntryText, _ calendar: EntryCalendar) {
        take(fullDate, &text) { calendar.date(Int($0.year), Int($0.month), Int($0.day)) }
        take(republicDate, &text) { match in
            calendar.date(Int(match.year).map { $0 + 1911 }, Int(match.month), Int(match.day))
        }
        take(monthAndDay, &text) { match in
            guard let month = Int(match.month), let day = Int(match.day) else { return nil }
            let years = match.year.flatMap { ["去年": -1, "今年": 0, "明年": 1][String($0)] }
            if let years { return calendar.date(calendar.today.parts.year + years, month, day) }
            return calendar.yearless(month, day)
        }
        take(slashed, &text, notBehind: "/.") { match in
            guard let first = Int(match.first), let second = Int(match.second) else { return nil }
            let (month, day) = calendar.isDayFirst && second <= 12 || first > 12 ? (second, first) : (first, second)
            if let year = match.year { return calendar.date(Int(year).map { $0 < 100 ? $0 + 2000 : $0 }, month, day) }
            return calendar.yearless(month, day)
        }
    }

    private mutating func readChinese(_ text: inout EntryText, _ calendar: EntryCalendar) {
        take(chineseNear, &text) { match in
            chineseDays[String(match.word)].map { .day(calendar.today.advanced(by: $0)) }
        }
        take(chineseDistance, &text) { match in
            calendar.distance(match.count, match.unit, isBack: match.way.hasSuffix("前"))
        }
        take(chineseWeekday, &text) { match in
            let day = match.day == "天" || match.day == "日" ? 7 : match.day == "末" ? 6 : Int(match.day) ?? 0
            guard let weeks = match.week.flatMap({ chineseSteps[String($0)] }) else { return .weekday(day) }
            return .day(calendar.today.startOfWeek(adding: weeks).advanced(by: day - 1))
        }
        take(chineseWeek, &text) { match in
            calendar.week(chineseSteps[String(match.week)] ?? 0, isEnd: match.part == "内" || match.part == "底")
        }
        take(chineseMonth, &text) { match in
            let first =
                match.number.flatMap { Int($0) }.map { calendar.month($0) }
                ?? calendar.today.startOfMonth(adding: match.step.flatMap { chineseSteps[String($0)] } ?? 0)
            return calendar.monthPart(first, String(match.part), isNamed: match.step != nil || match.number != nil)
        }
        take(chineseMonthDay, &text) { match in
            let first = calendar.today.startOfMonth(adding: chineseSteps[String(match.step)] ?? 0)
            return Int(match.day).flatMap { first.inMonth($0) }.map { .day($0) } ?? EntryDay.none
        }
        take(chineseNextMonth, &text) { match in .day(calendar.today.startOfMonth(adding: match.step == "上" ? -1 : 1)) }
        take(chinesePeriodEnd, &text) { match in
            calendar.periodEnd(match.step.map(String.init) ?? "", String(match.unit))
        }
        take(chineseDayOfMonth, &text) { match in
            Int(match.day).map { (1...31).contains($0) ? .dayOfMonth($0) : EntryDay.none }
        }
        take(chineseNow, &text) { _ in .day(calendar.today) }
    }
}

nonisolated(unsafe) private let fullDate =
    #/(?:于|on |by |before )?(?<year>(?:19|20|21)\d\d)\s?[年\-\/.]\s?(?<month>\d{1,2})\s?[月\-\/.]\s?(?<day>\d{1,2})(?!\d)[日号]?(?:之前|以前|前(?!天|日)|左右)?/#
nonisolated(unsafe) private let republicDate =
    #/民国\s?(?<year>\d{2,3})\s?年\s?(?<month>\d{1,2})\s?月\s?(?<day>\d{1,2})\s?[日号]?(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let monthAndDay =
    #/(?<year>去年|今年|明年)?(?<month>\d{1,2})\s?月\s?(?<day>\d{1,2})(?!\d)\s?[日号]?(?:之前|以前|前(?!天|日)|左右)?/#
nonisolated(unsafe) private let slashed =
    #/(?:on |by |before )?(?<first>\d{1,2})\/(?<second>\d{1,2})(?:\/(?<year>\d{4}|\d{2}))?(?![\d\/])(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseNear =
    #/(?<word>大前天|大后天|前天|前日|后天|后日|昨天|昨日|昨儿|昨(?=\u{FFFC})|今天|今日(?!头条)|今儿|今(?=\u{FFFC})|明天|明日|明儿|明(?=\u{FFFC}))(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseDistance =
    #/(?<count>\d+|半)(?<unit>天|日|周|星期|礼拜|个月|年)(?<way>之前|以前|前|之后|以后|后|之内|以内|内)/#
nonisolated(unsafe) private let chineseWeekday =
    #/(?<week>上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)(?<day>[1-6日天末])(?!\d|期|年)(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseWeek =
    #/(?<week>上上|下下|上|下|本|这)个?(?:周|星期|礼拜)(?<part>内|初|中|底)?(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseMonth =
    #/(?:(?<step>上|下|本|这|当)个?|(?<number>\d{1,2}))?月(?<part>底|末|初|中旬|中|上旬|下旬)(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseMonthDay =
    #/(?<step>上|下|本|这)个?月(?<day>\d{1,2})(?!\d)[日号]?(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseNextMonth = #/(?<step>上|下)个?月(?!\d)/#
nonisolated(unsafe) private let chinesePeriodEnd =
    #/(?<step>下个?|明|今|本)?(?<unit>年底|年末|年度末|季末|季底|季度末|季度底)(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseDayOfMonth =
    #/(?<day>\d{1,2})[日号](?![线楼院店机文])(?:之前|以前|前(?!天|日))?/#
nonisolated(unsafe) private let chineseNow = #/刚才|刚刚|刚(?=\p{Han})/#

private let chineseDays = [
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "昨": -1, "今天": 0, "今日": 0, "今儿": 0, "今": 0,
    "明天": 1, "明日": 1, "明儿": 1, "明": 1, "后天": 2, "后日": 2, "大后天": 3,
]

private let chineseSteps = ["上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2]
