import Hummingbird
import Sales
import SalesAnalytics
import Storage

/// What the funnel page was asked for, as it stands in its address.
struct FunnelChoice {
    enum Period: String, CaseIterable {
        case all, thisMonth, lastMonth, thisQuarter, lastQuarter, thisYear, lastYear, days
    }

    enum Clock: String, CaseIterable { case happened, recorded }

    var pipeline: Identifier<Pipeline>?
    var view = FunnelQuestion.View.cohort
    var period = Period.all
    var from: Day?
    var to: Day?
    var asOf: Day?
    var clock = Clock.happened
    var dimension: Dimension?

    /// Reads the query; what is no such choice is refused, since a page must not answer another question.
    init(_ query: FormFields) throws(HTTPError) {
        pipeline = try Self.read(query["pipeline"]) { Identifier<Pipeline>($0) }
        view = try Self.read(query["view"]) { FunnelQuestion.View(rawValue: $0) } ?? .cohort
        period = try Self.read(query["period"]) { Period(rawValue: $0) } ?? .all
        from = try Self.read(query["from"]) { Day($0) }
        to = try Self.read(query["to"]) { Day($0) }
        asOf = try Self.read(query["asOf"]) { Day($0) }
        clock = try Self.read(query["clock"]) { Clock(rawValue: $0) } ?? .happened
        dimension = try Self.read(query["by"]) { Dimension($0) }
    }

    private static func read<Value>(_ text: String, _ parse: (String) -> Value?) throws(HTTPError) -> Value? {
        if text.isEmpty { return nil }
        guard let value = parse(text) else { throw HTTPError(.badRequest) }
        return value
    }

    /// The first and the last day of the period.
    func days(today: Day) -> (from: Day?, to: Day?) {
        switch period {
        case .all: (nil, nil)
        case .days: (from, to)
        case .thisMonth: today.months(0, length: 1)
        case .lastMonth: today.months(-1, length: 1)
        case .thisQuarter: today.months(-((today.parts.month - 1) % 3), length: 3)
        case .lastQuarter: today.months(-((today.parts.month - 1) % 3) - 3, length: 3)
        case .thisYear: today.months(1 - today.parts.month, length: 12)
        case .lastYear: today.months(1 - today.parts.month - 12, length: 12)
        }
    }

    /// The question of the timeline.
    func question(_ pipeline: Identifier<Pipeline>, _ access: Access, visible: RecordSet?) -> FunnelQuestion {
        let days = days(today: access.today)
        let calendar = access.calendar
        var question = FunnelQuestion(
            pipeline: pipeline,
            view: view,
            from: days.from,
            to: days.to,
            asOf: asOf.map(calendar.end),
            calendar: calendar,
            dimension: dimension,
            visible: visible,
            today: access.today,
            // The page does not tell how late something was entered.
            measures: [.amounts, .durations]
        )
        if clock == .recorded { question.known = question.asOf ?? .distantFuture }
        return question
    }

    /// The address's query of this choice, with `more` behind it.
    func query(_ pipeline: Identifier<Pipeline>, _ more: [(String, String)] = []) -> String {
        var items = [("pipeline", pipeline.description), ("view", view.rawValue), ("period", period.rawValue)]
        if period == .days {
            items += [("from", from), ("to", to)].compactMap { name, day in day.map { (name, $0.description) } }
        }
        if let asOf { items.append(("asOf", asOf.description)) }
        if clock == .recorded { items.append(("clock", clock.rawValue)) }
        if let dimension { items.append(("by", dimension.description)) }
        return (items + more).map { "\($0)=\($1.inQuery)" }.joined(separator: "&")
    }
}

extension Day {
    /// So many whole months, the first of them so many after this day's.
    fileprivate func months(_ offset: Int, length: Int) -> (from: Day?, to: Day?) {
        let (year, month, _) = parts
        func first(_ number: Int) -> Day? {
            let (years, place) = Int64(number).dividedFloor(by: 12)
            return Day(year: Int(years), month: Int(place) + 1, day: 1)
        }
        let start = year * 12 + month - 1 + offset
        return (first(start), first(start + length)?.advanced(by: -1))
    }

    /// The period of the same length that ended the day before this one.
    func previous(until end: Day) -> (from: Day, to: Day) {
        let (first, last) = (parts, end.advanced(by: 1).parts)
        let isWhole = first.day == 1 && last.day == 1
        if isWhole {
            let count = (last.year - first.year) * 12 + last.month - first.month
            if let from = months(-count, length: 1).from { return (from, advanced(by: -1)) }
        }
        return (advanced(by: -(end.days(since: self) + 1)), advanced(by: -1))
    }
}

extension String {
    /// The text as a part of a query.
    var inQuery: String {
        let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let digits = Array("0123456789ABCDEF")
        return utf8.reduce(into: "") { text, byte in
            if kept.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
