/// A line in the form in which rules read it: lower case, plain width, Simplified, Chinese numerals as digits.
///
/// Of each of its code points the place in the line is known. What a rule has read is blotted out, so that no other
/// rule reads it again.
struct EntryText {
    let original: [UnicodeScalar]
    private(set) var scalars: [UnicodeScalar] = []
    /// Of each code point, and of the end, the place in the original.
    private(set) var origins: [Int] = []

    /// Stands for what was read.
    static let blot: UnicodeScalar = "\u{FFFC}"

    init(_ text: String) {
        original = Array(text.unicodeScalars)
        let plain = original.map(\.plain)
        var place = 0
        while place < plain.count {
            if let numeral = ChineseNumeral(plain, at: place) {
                for digit in numeral.digits.unicodeScalars { append(digit, place) }
                place += numeral.length
            } else {
                append(plain[place], place)
                place += 1
            }
        }
        origins.append(original.count)
    }

    private mutating func append(_ scalar: UnicodeScalar, _ origin: Int) {
        scalars.append(scalar)
        origins.append(origin)
    }

    var string: String { String(String.UnicodeScalarView(scalars)) }

    /// All places where the pattern is found, in their order, none overlapping.
    ///
    /// None begins within a word or a number, nor behind one of the code points of `forbidden`: Swift's patterns cannot
    /// look back.
    func all<Output>(_ pattern: Regex<Output>, notBehind forbidden: String = "") -> [EntryMatch<Output>] {
        let string = self.string
        let view = string.unicodeScalars
        // Swift takes 万 for a digit.
        let pattern = pattern.matchingSemantics(.unicodeScalar).asciiOnlyDigits()
        let forbidden = Set(forbidden.unicodeScalars)
        var found: [EntryMatch<Output>] = []
        var (start, place) = (view.startIndex, 0)
        while start < view.endIndex, let match = string[start...].firstMatch(of: pattern) {
            place += view.distance(from: start, to: match.range.lowerBound)
            let count = view.distance(from: match.range.lowerBound, to: match.range.upperBound)
            start = match.range.lowerBound
            let isWhole = count > 0 && !isWithinWord(place) && (place == 0 || !forbidden.contains(scalars[place - 1]))
            if isWhole { found.append(EntryMatch(output: match.output, range: place..<place + count)) }
            let step = isWhole ? count : 1
            view.formIndex(&start, offsetBy: step)
            place += step
        }
        return found
    }

    private func isWithinWord(_ place: Int) -> Bool {
        guard place > 0 else { return false }
        let (before, here) = (scalars[place - 1], scalars[place])
        if here.isLetter { return before.isLetter }
        return here.isDigit && (before.isDigit || before == "." && place > 1 && scalars[place - 2].isDigit)
    }

    mutating func blot(_ range: Range<Int>) {
        for place in range { scalars[place] = Self.blot }
    }

    /// The place in the line of a range of this text.
    func origin(of range: Range<Int>) -> Range<Int> { origins[range.lowerBound]..<origins[range.upperBound] }

    /// What the writer wrote there.
    func written(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(original[origin(of: range)]))
    }

    /// What the writer wrote there, without what rules have read, blanks and marks at its ends.
    func remaining(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        for place in range {
            if scalars[place] == Self.blot {
                if text.last != " " { text.append(" ") }
            } else if place == range.lowerBound || origins[place] != origins[place - 1] {
                text.append(contentsOf: original[origins[place]..<max(origins[place] + 1, origins[place + 1])])
            }
        }
        return String(text).joiningHan.trimmingMarks
    }
}

/// A place in a line that a rule reads.
struct EntryMatch<Output> {
    var output: Output
    var range: Range<Int>
}

extension UnicodeScalar {
    /// Lower case, plain width, Simplified: one code point for one.
    fileprivate var plain: UnicodeScalar {
        switch value {
        case 0x41...0x5A: UnicodeScalar(value + 0x20) ?? self
        case 0x3000, 0xA0, 0x09: " "
        case 0xFF01...0xFF5E: UnicodeScalar(value - 0xFEE0)?.plain ?? self
        case HanTable.scalars: HanTable.simplified(self)
        case 0xFFE5: "¥"
        case 0x2018, 0x2019: "'"
        case 0x2013, 0x2014, 0x2212: "-"
        default: self
        }
    }

    /// Whether it is a small letter of ASCII.
    var isLetter: Bool { (0x61...0x7A).contains(value) }
    var isDigit: Bool { (0x30...0x39).contains(value) }
    var isHan: Bool { HanTable.scalars.contains(value) }
}

extension String {
    /// Without blanks between two Chinese characters, which stand where something was taken out.
    fileprivate var joiningHan: String {
        let scalars = Array(unicodeScalars)
        var joined = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            let isBetween = scalar == " " && place > 0 && place + 1 < scalars.count
            if isBetween, scalars[place - 1].isHan, scalars[place + 1].isHan { continue }
            if scalar == " ", joined.last == " " { continue }
            joined.append(scalar)
        }
        return String(joined)
    }

    fileprivate var trimmingMarks: String {
        let isMark: (Character) -> Bool = { $0.isWhitespace || ",，.。;；:：、!！?？-—~～".contains($0) }
        return String(drop(while: isMark).reversed().drop(while: isMark).reversed())
    }
}
