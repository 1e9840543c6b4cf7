/// The times of the day and the lengths that a line tells, where they stand.
struct EntryTimes {
    private(set) var found: [QuickEntry.Read<Span>] = []
    private(set) var lengths: [QuickEntry.Read<Int>] = []

    /// A time, and how long it lasts where an end is told.
    struct Span: Hashable {
        var start: TimeOfDay
        var minutes: Int?
    }

    /// Reads all times of the text, in both languages, and blots them out.
    init(_ text: inout EntryText) {
        readLengths(&text)
        take(colon, &text) { match in Self.span(match.from, match.hour, match.minute, match.part ?? match.half) }
        take(englishClock, &text) { match in Self.span(match.from, match.hour, nil, match.half) }
        take(chineseClock, &text, notBehind: "有差第") { match in
            let minute = match.half != nil ? "30" : match.quarter.map { Substring(String((Int($0) ?? 0) * 15)) }
            return Self.span(match.from, match.hour, minute ?? match.minute, match.part)
        }
        take(atHour, &text) { match in Self.span(nil, match.hour, nil, nil) }
        take(partAlone, &text) { match in roughTimes[String(match.part)].map { Span(start: $0) } }
        for match in text.all(shortPart) {
            guard let time = roughTimes[String(match.output.part)] else { continue }
            let place = match.range.lowerBound + 1
            found.append(QuickEntry.Read(Span(start: time), place..<place + 1))
            text.blot(place..<place + 1)
        }
        if let match = text.all(tonight).first, found.isEmpty, let time = roughTimes["night"] {
            found.append(QuickEntry.Read(Span(start: time), match.range))
        }
        found.sort { $0.range.lowerBound < $1.range.lowerBound }
        joinRanges(text)
    }

    private mutating func take<Output>(
        _ pattern: Regex<Output>,
        _ text: inout EntryText,
        notBehind forbidden: String = "",
        _ read: (Output) -> Span?
    ) {
        for match in text.all(pattern, notBehind: forbidden) {
            guard let span = read(match.output) else { continue }
            found.append(QuickEntry.Read(span, match.range))
            text.blot(match.range)
        }
    }

    private mutating func readLengths(_ text: inout EntryText) {
        let minutes: (Substring, Double) -> Int? = { count, unit in
            (count == "半" || count == "half an" ? 0.5 : numbers[String(count)].map(Double.init) ?? Double(count))
                .map { $0 * unit }.flatMap { $0 <= 10_000 ? Int($0.rounded()) : nil }
        }
        let hours = text.all(chineseHours).compactMap { match in
            minutes(match.output.count, 60).map { ($0 + (match.output.half == nil ? 0 : 30), match.range) }
        }
        let others = text.all(chineseMinutes).compactMap { match in
            minutes(match.output.count, match.output.unit == "刻" ? 15 : 1).map { ($0, match.range) }
        }
        let english = text.all(englishLength).compactMap { match in
            let isHours = match.output.unit.hasPrefix("h")
            return minutes(match.output.count, isHours ? 60 : 1)
                .map { ($0 + (match.output.half == nil ? 0 : 30), match.range) }
        }
        for (minutes, range) in hours + others + english {
            lengths.append(QuickEntry.Read(minutes, range))
            text.blot(range)
        }
    }

    /// `2点到3点半` is one time with a length.
    private mutating func joinRanges(_ text: EntryText) {
        guard found.count > 1 else { return }
        for index in (1..<found.count).reversed() {
            let (first, second) = (found[index - 1], found[index])
            guard first.range.upperBound <= second.range.lowerBound, first.value.minutes == nil else { continue }
            let between = text.written(first.range.upperBound..<second.range.lowerBound)
            guard rangeWords.contains(between.filter { $0 != " " }.lowercased()) else { continue }
            var minutes = second.value.start.minutes - first.value.start.minutes
            // 上午10点到2点 ends in the afternoon.
            if minutes < 0 { minutes += 12 * 60 }
            guard minutes > 0 else { continue }
            let span = Span(start: first.value.start, minutes: minutes)
            found[index - 1] = QuickEntry.Read(span, first.range.lowerBound..<second.range.upperBound)
            found.remove(at: index)
        }
    }

    private static func span(_ from: Substring?, _ hour: Substring, _ minute: Substring?, _ part: Substring?) -> Span? {
        guard let end = time(hour, minute, part) else { return nil }
        guard let from, var start = time(from, nil, part) else { return Span(start: end) }
        // 10-2pm begins in the morning.
        if start > end, let earlier = TimeOfDay(hour: start.minutes / 60 - 12, minute: 0) { start = earlier }
        return start < end ? Span(start: start, minutes: end.minutes - start.minutes) : Span(start: end)
    }

    /// The time of an hour as it is said; without a part of the day, one to six are in the afternoon.
    private static func time(_ hour: Substring, _ minute: Substring?, _ part: Substring?) -> TimeOfDay? {
        guard var number = Int(hour) else { return nil }
        let minute = minute.map { Int($0) ?? -1 } ?? 0
        switch part?.first {
        case "下", "傍", "p": number += number < 12 ? 12 : 0
        // Midnight belongs to the day that it ends.
        case "晚" where number == 12: return TimeOfDay(hour: 23, minute: 59)
        case "晚", "夜": number = number < 12 && number > 4 ? number + 12 : number
        case "中": number += number < 4 ? 12 : 0
        case "a", "凌": number = number == 12 ? 0 : number
        case nil: number += (1...6).contains(number) && !hour.hasPrefix("0") ? 12 : 0
        default: break
        }
        return TimeOfDay(hour: number, minute: minute)
    }
}

/// What a part of the day means where no hour is told.
private let roughTimes: [String: TimeOfDay] = [
    "清晨": 8, "清早": 8, "早上": 9, "早晨": 9, "一早": 9, "早": 9, "上午": 10, "中午": 12, "下午": 15, "傍晚": 18, "晚上": 20, "晚": 20,
    "夜里": 22, "夜": 22, "morning": 9, "noon": 12, "midday": 12, "lunchtime": 12, "afternoon": 15, "evening": 19,
    "night": 20,
].compactMapValues { TimeOfDay(hour: $0, minute: 0) }

private let rangeWords: Set<String> = ["到", "至", "-", "~", "～", "to", "until", "till"]

nonisolated(unsafe) private let chineseHours =
    #/(?:约|大概)?(?<count>\d+(?:\.\d+)?|半)个?(?<half>半)?(?:小时|钟头)(?!之?[后前内])/#
nonisolated(unsafe) private let chineseMinutes = #/(?:约|大概)?(?<count>\d+)(?<unit>分|刻)钟(?!之?[后前内])/#
nonisolated(unsafe) private let englishLength =
    #/(?:for |lasted |about )*(?<count>\d+(?:\.\d+)?|half an|an|a|one|two|three|four|five|six|eight|ten)[ -]?(?<unit>hours?|hrs?|h|minutes?|mins?)(?<half> and a half)?(?![a-z])(?! ago| later| from)/#
nonisolated(unsafe) private let chineseClock =
    #/(?<part>凌晨|清晨|清早|早上|早晨|早|上午|中午|下午|傍晚|晚上|夜里|晚)?(?:(?<from>\d{1,2})点?(?:到|至|-))?(?<hour>\d{1,2})(?:点|时(?!间|候))(?!意见|问题|要求|建议|需求|想法|疑|儿|击|评|赞|名|子|心|餐|单|了|多)(?:(?<half>半)|(?<quarter>[123])刻|(?<minute>\d{1,2})(?!\d)分?)?钟?整?(?:之前|以前|前(?![天日]))?/#
nonisolated(unsafe) private let colon =
    #/(?:at |from |@ ?)?(?<part>凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?(?:(?<from>\d{1,2})(?:-|to))?(?<hour>\d{1,2}):(?<minute>\d\d)(?!\d)(?::\d\d)?(?: ?(?<half>am|pm|a\.m\.|p\.m\.)(?![a-z]))?/#
nonisolated(unsafe) private let englishClock =
    #/(?:at |from |@ ?)?(?:(?<from>\d{1,2}) ?(?:-|to) ?)?(?<hour>\d{1,2}) ?(?<half>am|pm|a\.m\.|p\.m\.)(?![a-z])/#
nonisolated(unsafe) private let atHour =
    #/(?:at|@) ?(?<hour>1[0-2]|[1-9])(?: o'clock| sharp)?(?=$| ?[,.;，。;\u{FFFC}]| on | with | to )/#
nonisolated(unsafe) private let partAlone =
    #/(?:in the |at )?(?<part>清晨|清早|早上|早晨|一早|上午|中午|下午|傍晚|晚上|夜里|morning|noon|midday|lunchtime|afternoon|evening|night)(?![a-z])(?:之前|以前|前(?![天日]))?/#
nonisolated(unsafe) private let shortPart = #/[今明昨当](?<part>[早晚夜])/#
nonisolated(unsafe) private let tonight = #/tonight/#
