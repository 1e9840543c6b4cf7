/// A whole number in Chinese characters, `三十五`, `二〇二六`, `贰佰`, where it stands as a number.
///
/// 万 and 亿 are left to the rules for amounts. A character that is as often part of a name, as 一 in 统一 or 伍 as a
/// surname, is taken for a number only in front of what is counted.
struct ChineseNumeral {
    var digits: String
    var length: Int

    init?(_ text: [UnicodeScalar], at start: Int) {
        var end = start
        while end < text.count, digitValues[text[end]] != nil || unitValues[text[end]] != nil { end += 1 }
        guard end > start else { return nil }
        let before = start > 0 ? text[start - 1] : nil
        if let before, "周期拜".unicodeScalars.contains(before), let day = digitValues[text[start]], (1...6).contains(day)
        {
            // The day of a week is one character: 周三一起 is not the 31st.
            self.init(digits: String(day), length: 1)
            return
        }
        let run = Array(text[start..<end])
        let next = end < text.count ? text[end] : nil
        let isCounted = next.map { counted.contains($0) } ?? false
        let hasUnit = run.contains { unitValues[$0] != nil }
        // 三十八万八, but not 万一.
        let isRest =
            (before == "万" || before == "亿") && start > 1 && run.count == 1
            && (text[start - 2].isDigit || digitValues[text[start - 2]] != nil || unitValues[text[start - 2]] != nil)
        guard isCounted || isRest || before == "第" || hasUnit && run.count > 1 else { return nil }
        guard let value = Self.value(run) else { return nil }
        self.init(digits: String(value), length: run.count)
    }

    private init(digits: String, length: Int) {
        self.digits = digits
        self.length = length
    }

    /// 120 of 一百二十 and of 一百二, 2026 of 二〇二六; nil of what is no number.
    private static func value(_ run: [UnicodeScalar]) -> Int? {
        if run.count > 9 { return nil }
        guard run.contains(where: { unitValues[$0] != nil }) else {
            return run.reduce(0) { $0 * 10 + (digitValues[$1] ?? 0) }
        }
        var total = 0
        var digit: Int?
        var lastUnit = 10_000
        var hasZero = false
        for scalar in run {
            if let unit = unitValues[scalar] {
                guard unit < lastUnit else { return nil }
                // 十 alone is ten; 百 and 千 need a number in front.
                guard let count = digit ?? (unit == 10 ? 1 : nil) else { return nil }
                total += count * unit
                (digit, lastUnit, hasZero) = (nil, unit, false)
            } else if let value = digitValues[scalar] {
                guard digit == nil || digit == 0 else { return nil }
                hasZero = hasZero || value == 0
                digit = value
            }
        }
        guard let digit else { return total }
        return total + (lastUnit > 10 && !hasZero ? digit * lastUnit / 10 : digit)
    }
}

private let digitValues: [UnicodeScalar: Int] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
]

private let unitValues: [UnicodeScalar: Int] = ["十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000]

/// What stands behind a number.
private let counted = Set("年月日号点时分刻天周星礼个万亿元块角小多半台季次折钟人套秒岁kw%".unicodeScalars)
