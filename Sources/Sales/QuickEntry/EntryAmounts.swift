/// The sums of money of a line, where they stand.
struct EntryAmounts {
    private(set) var found: [QuickEntry.Read<Sum>] = []
    private(set) var doubts: [QuickEntry.Doubt] = []

    struct Sum: Hashable {
        var amount: Amount
        /// Whether a word as 预算 or "worth" stands before it.
        var isNamed: Bool
    }

    /// Reads all amounts of the text and blots them out.
    init(_ text: inout EntryText, _ currency: Currency) {
        for match in text.all(pattern, notBehind: "几数第-") {
            let before = String(String.UnicodeScalarView(text.scalars[..<match.range.lowerBound].suffix(24)))
            let after = text.scalars[match.range.upperBound...].first
            let isNamed = before.firstMatch(of: naming) != nil
            let output = match.output
            let (sign, word) = (output.before.map(String.init), output.after.map(String.init))
            let isMoney = output.unit != nil || sign != nil || word != nil
            guard isMoney || isNamed, before.firstMatch(of: pieceNaming) == nil else { continue }
            if word == nil, let after, counters.contains(after) { continue }
            let written = text.written(match.range)
            text.blot(match.range)
            let own = (word ?? sign).map { Self.currency($0, currency) } ?? currency
            guard let minor = Self.minor(output, own) else {
                doubts.append(.amountTooLarge(written))
                continue
            }
            if output.from != nil { doubts.append(.severalAmounts([written])) }
            if !isMoney, minor < 10_000 * Self.scale(own) { doubts.append(.amountWithoutUnit(written)) }
            let sum = Sum(amount: Amount(minor: minor, currency: own), isNamed: isNamed)
            found.append(QuickEntry.Read(sum, match.range))
        }
    }

    /// The one that is meant: the first that a word names, else the first.
    var best: QuickEntry.Read<Amount>? {
        (found.first { $0.value.isNamed } ?? found.first).map { QuickEntry.Read($0.value.amount, $0.range) }
    }

    /// Whether several different ones could be meant.
    var areSeveral: Bool {
        let named = found.filter(\.value.isNamed)
        return Set((named.isEmpty ? found : named).map(\.value.amount)).count > 1
    }

    /// A dollar or a yen sign is the workspace's own where it has one.
    private static func currency(_ word: String, _ own: Currency) -> Currency {
        switch word {
        case "$", "dollar", "dollars": dollars.contains(own.code) ? own : .usDollar
        case "¥": own.code == "JPY" ? own : .yuan
        default: currencies[word] ?? own
        }
    }

    private static func scale(_ currency: Currency) -> Int64 {
        (0..<currency.minorDigits).reduce(1) { scale, _ in scale * 10 }
    }

    /// Minor units; nil of more than can be kept.
    private static func minor(_ match: Pattern, _ currency: Currency) -> Int64? {
        let exponent = match.unit.flatMap { exponents[$0.filter { $0 != "个" }] } ?? 0
        guard let first = scaled(match.from ?? match.number, exponent + currency.minorDigits) else { return nil }
        guard match.from == nil, let second = match.second else { return first }
        // 1万2 is twelve thousand, and 1亿2千万 has a unit of its own.
        let own = match.secondUnit.flatMap { exponents[String($0)] }
        guard let rest = scaled(second, (own ?? exponent - second.count) + currency.minorDigits) else { return nil }
        let (sum, overflow) = first.addingReportingOverflow(rest)
        return overflow ? nil : sum
    }

    /// The decimal number times a power of ten, without what is finer than one.
    private static func scaled(_ number: Substring, _ exponent: Int) -> Int64? {
        if number == "半" { return scaled("0.5", exponent) }
        let parts = number.filter { $0 != "," }.split(separator: ".", maxSplits: 1)
        let decimals = parts.count > 1 ? parts[1].prefix(max(0, exponent)) : ""
        let zeros = String(repeating: "0", count: max(0, exponent - decimals.count))
        return Int64("\(parts.first ?? "0")\(decimals)\(zeros)")
    }
}

private typealias Pattern = (
    Substring, before: Substring?, from: Substring?, number: Substring, unit: Substring?, second: Substring?,
    secondUnit: Substring?, after: Substring?
)

nonisolated(unsafe) private let pattern =
    #/(?:(?<before>人民币|新台币|台币|美元|美金|港币|欧元|日元|us\$|nt\$|hk\$|s\$|rmb|cny|usd|eur|twd|ntd|hkd|jpy|gbp|sgd|¥|\$|€|£) ?)?(?:(?<from>\d+(?:\.\d+)?)(?:到|至|-|~| to ))?(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|半(?=个?亿))(?:多|余|来)? ?(?<unit>个亿|万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百(?=[万元块])|w(?![a-z])|k(?![a-z])|m(?![a-z])|mn(?![a-z])|mio(?![a-z])|million|bn(?![a-z])|billion|thousand|grand(?![a-z]))?(?:多|余)?(?:零?(?<second>\d+(?:\.\d+)?)(?<secondUnit>千万|百万|万|千|百)?(?=[^\d.]|$))? ?(?<after>元|块钱|块|人民币|美元|美金|欧元|港币|港元|新台币|台币|日元|日币|英镑|圆|rmb|cny|usd|eur|twd|ntd|hkd|jpy|gbp|sgd|us dollars?|dollars?|euros?|pounds?|yuan)?整?/#
nonisolated(unsafe) private let naming =
    #/(?:预算|报价|金额|合同额|合同|总价|总额|价格|成交价|标的额?|额度|规模|价值|总共|一共|budget|amount|worth|valued?|deal|quoted?|price|acv|arr|contract|total)(?:了|是|为|在|有|约|大约|大概|大致|差不多|不超过|控制|以内|范围|区间|:|：| |of|is|was|around|about|at|up|to|for|size|roughly|approx\.?|~)*$/#
nonisolated(unsafe) private let pieceNaming = #/(?:单价|每台|每套|每人|每年|unit price|per seat|each)(?:是|为|约|:| |of|is)*$/#

/// What is counted and is no money.
private let counters = Set("台个人套次天页楼号%折米平年月周点期家条吨件岁辆间层路分秒".unicodeScalars)

private let dollars: Set<String> = ["USD", "TWD", "HKD", "SGD", "AUD", "CAD", "NZD", "MXN"]

private let exponents = [
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2, "w": 4, "k": 3,
    "thousand": 3, "grand": 3, "m": 6,
    "mn": 6, "mio": 6, "million": 6, "bn": 9, "billion": 9,
]

private let currencies = [
    "us$": "USD", "nt$": "TWD", "hk$": "HKD", "s$": "SGD", "€": "EUR", "£": "GBP", "rmb": "CNY",
    "人民币": "CNY", "yuan": "CNY", "ntd": "TWD", "新台币": "TWD", "台币": "TWD", "美元": "USD", "美金": "USD", "欧元": "EUR",
    "港币": "HKD", "港元": "HKD", "日元": "JPY", "日币": "JPY", "英镑": "GBP", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP", "us dollar": "USD", "us dollars": "USD", "cny": "CNY", "usd": "USD", "eur": "EUR", "twd": "TWD",
    "hkd": "HKD", "jpy": "JPY", "gbp": "GBP", "sgd": "SGD",
].compactMapValues { Currency($0) }
