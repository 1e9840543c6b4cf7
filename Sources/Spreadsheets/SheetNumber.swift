import Foundation

/// Writes numbers of a sheet as the program shows them: in at most 15 digits.
enum SheetNumber {
    /// A number in plain digits; `text` is how the sheet holds it.
    static func text(_ number: Double, as text: String) -> String {
        let isPlain =
            text.utf8.count <= 15 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
        return unambiguous(isPlain ? text : String(format: "%.15g", number))
    }

    static func percent(_ number: Double) -> String {
        unambiguous(String(format: "%.13g", number * 100)) + "%"
    }

    /// `1.234` with a zero behind it, since whoever reads the text could take the point for one between thousands.
    private static func unambiguous(_ text: String) -> String {
        guard let point = text.firstIndex(of: "."), text[point...].utf8.count == 4, !text.contains("e") else {
            return text
        }
        let whole = text[..<point].drop { $0 == "-" }
        return whole.utf8.count <= 3 && whole != "0" ? text + "0" : text
    }
}

/// Days as spreadsheets count them.
enum SheetDate {
    /// The day, with the time of day where there is one; a time alone below one day; nil for what is no date.
    static func text(_ serial: Double, is1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial.rounded(.down))
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        if days == 0 && !is1904 { return seconds == 0 ? nil : time }
        // 1900 has a 29 February in spreadsheets, as number 60, which is no day.
        if !is1904 && days == 60 { return nil }
        let first = is1904 ? -24_107 : days < 60 ? -25_568 : -25_569
        let day = civil(days + first)
        return seconds == 0 ? day : "\(day) \(time)"
    }

    /// The date of a day counted from 1970-01-01.
    private static func civil(_ number: Int) -> String {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(String(format: "%04d", year))-\(two(month))-\(two(day))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
