extension EntryDays {
    mutating func readEnglish(_ text: inout EntryText, _ calendar: EntryCalendar) {
        take(nearPattern, &text) { match in nearDays[String(match.word)].map { .day(calendar.today.advanced(by: $0)) } }
        take(monthFirstPattern, &text) { match in calendar.named(match.month, Int(match.day), match.year) }
        take(dayFirstPattern, &text) { match in calendar.named(match.month, Int(match.day), match.year) }
        take(agoPattern, &text) { match in calendar.distance(match.count, match.unit, -1) }
        take(aheadPattern, &text) { match in calendar.distance(match.count, match.unit, 1) }
        take(weekdayPattern, &text) { match in
            // Sun is a name, and sat a verb.
            let isClear = match.day.count > 3 || match.lead != nil || match.step != nil
            return isClear || !["sun", "sat"].contains(match.day) ? calendar.weekday(match.step, match.day) : nil
        }
        take(endPattern, &text) { match in
            calendar.end(match.part, of: match.unit, step: match.step.flatMap { steps[String($0)] } ?? 0)
        }
        take(shortPattern, &text) { match in calendar.end("end", of: shortUnits[String(match.unit)] ?? "month", step: 0)
        }
        take(monthPattern, &text) { match in calendar.named(match.month, nil, nil) }
        take(weekPattern, &text) { match in
            let step = steps[String(match.step)] ?? 0
            if match.unit == "week" { return calendar.week(step, isEnd: false) }
            return .day(calendar.today.startOfMonth(adding: match.unit == "month" ? step : 12 * step))
        }
        take(ordinalPattern, &text) { match in Int(match.day).map { (1...31).contains($0) ? .dayOfMonth($0) : .none } }
    }
}

private let steps = ["last": -1, "this": 0, "the": 0, "next": 1]
private let shortUnits: [String: Substring] = ["w": "week", "m": "month", "q": "quarter", "y": "year"]
private let nearDays = [
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "last": -1, "today": 0, "tonight": 0,
    "this": 0, "just now": 0, "tomorrow": 1, "tmrw": 1,
    "tmr": 1, "the day after tomorrow": 2, "day after tomorrow": 2,
]

nonisolated(unsafe) private let nearPattern =
    #/(?:by |until |before |from )?(?<word>(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|last(?= ?\u{FFFC})|today|tonight|this(?= ?\u{FFFC})|just now|tomorrow|tmrw|tmr)(?![a-z])/#
nonisolated(unsafe) private let monthFirstPattern =
    #/(?:on |by |until |before |due )?(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\da-z:]|\s?[ap]m)(?:,?\s+(?<year>20\d\d))?/#
nonisolated(unsafe) private let dayFirstPattern =
    #/(?:on |by |until |before |due )?(?:the )?(?<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?(?:,?\s+(?<year>20\d\d))?/#
nonisolated(unsafe) private let agoPattern =
    #/(?:about )?(?<count>\d+|a couple of|an|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?<unit>day|week|month|year)s? ago/#
nonisolated(unsafe) private let aheadPattern =
    #/(?:in|within) (?<count>\d+|a couple of|an|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?<unit>day|week|month|year)s?(?:'? time)?(?![a-z])/#
nonisolated(unsafe) private let weekdayPattern =
    #/(?<lead>on |by |until |before |due )?(?:(?<step>next|last|this|coming) )?(?<day>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![a-z])/#
nonisolated(unsafe) private let endPattern =
    #/(?:by |at |before |until )?(?:the )?(?<part>end|close|beginning|start|mid)(?: of|-of|-)? ?(?:(?<step>the|this|next|last) )?(?<unit>week|month|quarter|year|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])/#
nonisolated(unsafe) private let shortPattern = #/(?:by )?eo(?<unit>[wmqy])(?![a-z])/#
nonisolated(unsafe) private let monthPattern =
    #/(?:by|in) (?<month>january|february|march|april|june|july|august|september|october|november|december)(?![a-z])/#
nonisolated(unsafe) private let weekPattern = #/(?:by |in )?(?<step>next|last|this) (?<unit>week|month|year)(?![a-z'])/#
nonisolated(unsafe) private let ordinalPattern =
    #/(?:on |by |until |before )?the (?<day>\d{1,2})(?:st|nd|rd|th)(?![a-z])(?! floor)/#
