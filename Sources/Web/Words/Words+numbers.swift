import Sales
import SalesAnalytics

extension Words {
    /// `1,234,567`.
    func count(_ number: Int) -> String { "\(number < 0 ? "−" : "")\(number.magnitude.grouped)" }

    /// `42.3%`.
    func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// A share of so many, or how many of the least that a share is shown of.
    func percent(_ share: Double?, of count: Int) -> String {
        guard let share else { return "–" }
        return count < Enough.forShare ? notEnough(count, of: Enough.forShare) : percent(share)
    }

    /// The median of so many durations in days, or how many of the least that a median is shown of.
    func median(_ median: Double?, of count: Int) -> String {
        guard let median else { return "–" }
        return count < Enough.forMedian ? notEnough(count, of: Enough.forMedian) : days(median)
    }

    func notEnough(_ count: Int, of least: Int) -> String {
        self("shell.notEnough", ["part": "\(count)", "least": "\(least)"])
    }

    /// `12 d` of a duration in days, under ten with one decimal as in the terminal; under one day in hours.
    func days(_ days: Double) -> String {
        if days < 1 { return self("shell.hours", ["number": "\(Int((days * 24).rounded()))"]) }
        let tenths = Int((days * 10).rounded())
        let number = tenths < 100 && tenths % 10 > 0 ? "\(tenths / 10).\(tenths % 10)" : Int(days.rounded()).grouped
        return self("shell.days", ["number": number])
    }

    /// The exact amount with its currency, `US$1,234.50`.
    func money(_ amount: Amount) -> String {
        let digits = amount.currency.minorDigits
        let (sign, magnitude) = (amount.minor < 0 ? "−" : "", amount.minor.magnitude)
        let scale = (0..<digits).reduce(UInt64(1)) { scale, _ in scale * 10 }
        let whole = Int64(clamping: magnitude / scale).grouped
        let rest = digits == 0 || magnitude % scale == 0 ? "" : ".\(Int64(magnitude % scale).padded(digits))"
        return "\(sign)\(symbol(amount.currency))\(whole)\(rest)"
    }

    /// The amount in three or so digits, `US$1.23M` or `¥123万`.
    func shortMoney(_ amount: Amount) -> String {
        let scale = (0..<amount.currency.minorDigits).reduce(1.0) { scale, _ in scale * 10 }
        let units = Double(amount.minor.magnitude) / scale
        let (size, unit) = magnitudes.last { units >= $0.0 * 0.9995 } ?? (1, "")
        return "\(amount.minor < 0 ? "−" : "")\(symbol(amount.currency))\(threeDigits(units / size))\(unit)"
    }

    private var magnitudes: [(Double, String)] {
        switch language {
        case .english: [(1, ""), (1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T")]
        case .simplifiedChinese: [(1, ""), (1e4, "万"), (1e8, "亿"), (1e12, "万亿")]
        case .traditionalChinese: [(1, ""), (1e4, "萬"), (1e8, "億"), (1e12, "兆")]
        }
    }

    private func threeDigits(_ number: Double) -> String {
        let places: Double = number < 9.995 ? 100 : number < 99.95 ? 10 : 1
        let rounded = Int((number * places).rounded())
        let scale = Int(places)
        if rounded % scale == 0 { return (rounded / scale).grouped }
        let rest = Int64(rounded % scale).padded(scale == 100 ? 2 : 1)
        return "\((rounded / scale).grouped).\(rest.hasSuffix("0") && scale == 100 ? String(rest.dropLast()) : rest)"
    }

    private func symbol(_ currency: Currency) -> String {
        switch currency.code {
        case "CNY": language == .english ? "CN¥" : "¥"
        case "TWD": "NT$"
        case "HKD": "HK$"
        case "USD": language == .english ? "$" : "US$"
        case "EUR": "€"
        case "GBP": "£"
        case "JPY": language == .english ? "¥" : "JP¥"
        default: "\(currency.code) "
        }
    }
}
