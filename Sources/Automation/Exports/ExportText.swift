import Sales
import Spreadsheets

/// Writes the lines of a CSV file that spreadsheets calculate nothing of and that an import reads back exactly.
struct ExportText {
    private let calendar: ZoneCalendar

    init(_ calendar: ZoneCalendar) { self.calendar = calendar }

    func line(_ values: [ExportValue]) -> [UInt8] {
        Array((values.map { text($0) }.joined(separator: ",") + "\r\n").utf8)
    }

    private func text(_ value: ExportValue) -> String {
        switch value {
        case .blank: ""
        case .text(let text): quoted(Self.guarded(text))
        case .integer(let number): String(number)
        case .amount(let amount): amount.plainDigits
        case .day(let day): day.description
        case .moment(let instant): calendar.written(instant)
        case .decimal(let number): number.description
        }
    }

    /// One apostrophe before a text that a spreadsheet would calculate, and before one that begins with an apostrophe,
    /// since an import takes exactly one away.
    static func guarded(_ text: String) -> String {
        guard let first = text.utf8.first else { return text }
        return CellText.formulaStarts.contains(first) || first == UInt8(ascii: "'") ? "'" + text : text
    }

    private func quoted(_ text: String) -> String {
        let isPlain = !text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09].contains($0) }
        if isPlain, !text.hasPrefix(" "), !text.hasSuffix(" ") { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension Amount {
    /// `-1234.50`, in as many decimals as the currency has.
    var plainDigits: String {
        let digits = currency.minorDigits
        let text = String(minor.magnitude)
        let sign = minor < 0 ? "-" : ""
        if digits == 0 { return sign + text }
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }
}

extension ZoneCalendar {
    /// `2026-03-31 09:30:00`, with thousandths where there are some.
    func written(_ instant: Instant) -> String {
        let (day, hour, minute, second, thousandths) = parts(of: instant)
        let fraction = thousandths == 0 ? "" : "." + String(String(1000 + thousandths).dropFirst())
        return "\(day) \(two(hour)):\(two(minute)):\(two(second))\(fraction)"
    }

    fileprivate func parts(of instant: Instant) -> (Day, Int, Int, Int, Int) {
        let local = instant.milliseconds + offset(at: instant)
        let rest = Int(((local % 86_400_000) + 86_400_000) % 86_400_000)
        return (day(of: instant), rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension ExportValue {
    func sheetValue(_ calendar: ZoneCalendar) -> SheetWriter.Value {
        switch self {
        case .blank: return .blank
        case .text(let text): return .text(text)
        case .integer(let number): return .number(Double(number), decimals: 0)
        case .amount(let amount):
            let scale = (0..<amount.currency.minorDigits).reduce(1.0) { scale, _ in scale * 10 }
            return .number(Double(amount.minor) / scale, decimals: amount.currency.minorDigits)
        case .day(let day):
            let (year, month, number) = day.parts
            return .day(year: Int(year), month: Int(month), day: Int(number))
        case .decimal(let number):
            let fraction = number.description.split(separator: ".").dropFirst().first ?? ""
            return .number(Double(number.millionths) / 1_000_000, decimals: fraction.count)
        case .moment(let instant):
            let (day, hour, minute, second, thousandths) = calendar.parts(of: instant)
            let (year, month, number) = day.parts
            return .moment(
                year: Int(year),
                month: Int(month),
                day: Int(number),
                hour: hour,
                minute: minute,
                second: Double(second) + Double(thousandths) / 1000
            )
        }
    }
}
