/// A chat that was copied from WeChat, WeCom, DingTalk, LINE, WhatsApp or the like: who wrote what, and when.
package struct PastedChat: Hashable, Sendable {
    package var messages: [Message]

    package struct Message: Hashable, Sendable {
        package var name: String
        /// Nil where no line before told a day.
        package var day: Day?
        package var time: TimeOfDay?
        package var text: String

        package init(name: String, day: Day?, time: TimeOfDay?, text: String) {
            self.name = name
            self.day = day
            self.time = time
            self.text = text
        }
    }

    /// Who wrote, in the order in which they began.
    package var names: [String] {
        messages.map(\.name).reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
    }

    /// Reads what was pasted; nil of what is no chat: one with fewer than two messages, or in which more lines stand
    /// before the first message than in messages.
    package init?(_ text: String, _ context: EntryContext) {
        var reader = ChatReader(context)
        for line in text.split(whereSeparator: \.isNewline) { reader.read(line) }
        guard reader.messages.count > 1, reader.strayLines <= reader.messages.count else { return nil }
        messages = reader.messages.map { message in
            var message = message
            message.text = String(message.text.drop(while: \.isWhitespace))
            return message
        }.filter { !$0.text.isEmpty }
        if messages.count < 2 { return nil }
    }
}

/// Reads a chat line by line.
private struct ChatReader {
    var messages: [PastedChat.Message] = []
    var strayLines = 0
    private var day: Day?
    private let context: EntryContext

    init(_ context: EntryContext) { self.context = context }

    mutating func read(_ line: Substring) {
        let line = line.drop(while: \.isWhitespace)
        if line.isEmpty { return }
        if let date = alone(line) {
            day = date
        } else if let head = bracketed(line) ?? timeFirst(line) ?? nameFirst(line) ?? colon(line) {
            if let told = head.day { day = told }
            messages.append(PastedChat.Message(name: head.name, day: head.day ?? day, time: head.time, text: head.text))
        } else if messages.isEmpty {
            strayLines += 1
        } else {
            messages[messages.count - 1].text += "\n\(line)"
        }
    }

    private typealias Head = (name: String, day: Day?, time: TimeOfDay?, text: String)

    /// A line that is only a date, as LINE and WeChat write them: `2026/03/05(四)`, `2026年3月5日 星期四`.
    private func alone(_ line: Substring) -> Day? {
        guard let match = line.wholeMatch(of: dateLine.asciiOnlyDigits()) else { return nil }
        return date(match.output.date)
    }

    /// WhatsApp: `[05/03/2026, 14:23:11] Ana: text`, `05/03/2026, 14:23 - Ana: text`.
    private func bracketed(_ line: Substring) -> Head? {
        guard let match = line.wholeMatch(of: bracketLine.asciiOnlyDigits()) else { return nil }
        let output = match.output
        guard let time = time(output.clock, output.half), let day = date(output.date) else { return nil }
        return (String(output.name), day, time, String(output.text))
    }

    /// LINE: `14:23 Ana text`, in columns.
    private func timeFirst(_ line: Substring) -> Head? {
        guard let match = line.wholeMatch(of: timeLine.asciiOnlyDigits()) else { return nil }
        guard let time = time(match.output.clock, match.output.part) else { return nil }
        return (String(match.output.name), nil, time, String(match.output.text))
    }

    /// WeChat and DingTalk: the name and the time in a line of their own.
    private func nameFirst(_ line: Substring) -> Head? {
        guard let match = line.wholeMatch(of: headLine.asciiOnlyDigits()) else { return nil }
        let output = match.output
        guard let time = time(output.clock, output.part ?? output.half) else { return nil }
        let day = output.date.flatMap { date($0) }
        if output.date != nil, day == nil { return nil }
        return (String(output.name), day, time, "")
    }

    /// `Ana: text`.
    private func colon(_ line: Substring) -> Head? {
        guard let match = line.wholeMatch(of: colonLine) else { return nil }
        if headings.contains(match.output.name.lowercased()) { return nil }
        return (String(match.output.name), nil, nil, String(match.output.text))
    }

    /// No message is of tomorrow: where it would be, the day stands first.
    private func date(_ text: Substring) -> Day? {
        let day = date(text, context)
        if let day, day <= context.today { return day }
        var other = context
        other.isDayFirst.toggle()
        return date(text, other).flatMap { $0 <= context.today ? $0 : nil } ?? day
    }

    private func date(_ text: Substring, _ context: EntryContext) -> Day? {
        var words = EntryText(String(text))
        return EntryDays(&words, context).found.first?.value.resolved(context.today, .past)
    }

    private func time(_ clock: Substring, _ part: Substring?) -> TimeOfDay? {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        guard parts.count > 1 else { return nil }
        let isLate = part.map { ["下午", "晚上", "傍晚", "pm", "PM", "p.m."].contains(String($0)) } ?? false
        return TimeOfDay(hour: isLate && parts[0] < 12 ? parts[0] + 12 : parts[0], minute: parts[1])
    }
}

/// What stands before a colon in a list of one's own.
private let headings: Set<String> = [
    "下一步", "预算", "預算", "金额", "金額", "竞品", "競品", "备注", "備註", "时间", "時間", "地点", "地點", "客户", "客戶", "联系人", "聯絡人", "主题", "主題",
    "结果", "結果", "电话", "電話", "next", "next step", "next steps", "budget", "amount", "note", "notes", "time",
    "place", "customer", "contact", "subject", "result", "phone", "competitor", "competitors", "to", "from", "date",
]

nonisolated(unsafe) private let dateLine =
    #/[—\-\s]*(?<date>\d{4}[\/.年-]\d{1,2}[\/.月-]\d{1,2}日?|\d{1,2}月\d{1,2}日|昨天|今天|前天|yesterday|today)[\s,，(（]*(?:星期|周|週)?[一二三四五六日天]?[)）]?[—\-\s]*/#
nonisolated(unsafe) private let bracketLine =
    #/\[?(?<date>\d{1,4}[\/.-]\d{1,2}[\/.-]\d{2,4})[,，]? (?<clock>\d{1,2}:\d\d(?::\d\d)?)(?:[\s\u{202F}](?<half>AM|PM|am|pm))?(?:\] ?| - )(?<name>[^:：\n]{1,40})[:：] ?(?<text>.*)/#
nonisolated(unsafe) private let timeLine =
    #/(?<part>上午|下午|晚上|凌晨|早上|中午)?(?<clock>\d{1,2}:\d\d)(?:\t| +)(?<name>[^\s:：]{1,40})(?:\t| +)(?<text>.+)/#
nonisolated(unsafe) private let headLine =
    #/(?<name>[^\s:：\d][^:：\n]{0,38}?)[:：]?\s+(?:(?<date>\d{4}[\/.年-]\d{1,2}[\/.月-]\d{1,2}日?|\d{1,2}[\/月]\d{1,2}日?|昨天|今天|前天|yesterday|today|Yesterday|Today)[,，]?\s*)?(?<part>上午|下午|晚上|凌晨|早上|中午|傍晚)?\s?(?<clock>\d{1,2}:\d\d(?::\d\d)?)(?:\s?(?<half>AM|PM|am|pm))?\s*/#
nonisolated(unsafe) private let colonLine = #/(?<name>[^\s:：\/，,。.][^:：\n\/，,。]{0,19}?)\s?[:：](?!\/\/)\s?(?<text>\S.*)/#
