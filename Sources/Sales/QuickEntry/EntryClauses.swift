/// The parts of a line: they end at marks, before words as 下一步, and before a second day.
struct EntryClauses {
    private(set) var ranges: [Range<Int>] = []
    /// Those that tell what is next, by their place.
    private(set) var next: Set<Int> = []

    init(_ text: EntryText, days: [QuickEntry.Read<EntryDay>]) {
        let marks = EntryWords.nextMarks(text)
        var ends = Set((marks + EntryWords.topicMarks(text)).map(\.lowerBound))
        let sayings = EntryWords.sayings(text).map(\.upperBound)
        ends.formUnion(sayings)
        for (first, second) in zip(days, days.dropFirst()) {
            // 昨天前天 are two days of one clause; with words between, the second day begins what is next.
            let between = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
            let letters = between.filter { text.scalars[$0].isHan || text.scalars[$0].isLetter }
            let isParted = between.contains { place in
                sayings.contains(place) || marks.contains { $0.lowerBound == place }
                    || Self.isMark(text.scalars[place], place, text.scalars)
            }
            if letters.count > 1, !isParted { ends.insert(second.range.lowerBound) }
        }
        var start = 0
        for (place, scalar) in text.scalars.enumerated() {
            if Self.isMark(scalar, place, text.scalars) {
                add(start..<place)
                start = place + 1
            } else if ends.contains(place) {
                add(start..<place)
                start = place
            }
        }
        add(start..<text.scalars.count)
        for (index, range) in ranges.enumerated() where marks.contains(where: { range.contains($0.lowerBound) }) {
            next.insert(index)
        }
    }

    private mutating func add(_ range: Range<Int>) {
        if !range.isEmpty { ranges.append(range) }
    }

    /// The clause in which the place lies.
    func clause(of place: Int) -> Int? { ranges.firstIndex { $0.contains(place) } }

    private static func isMark(_ scalar: UnicodeScalar, _ place: Int, _ all: [UnicodeScalar]) -> Bool {
        let isLast = place + 1 == all.count
        switch scalar {
        case "，", "。", ";", "；", "!", "！", "?", "？", "\n": return true
        case ",": return isLast || place == 0 || !(all[place - 1].isDigit && all[place + 1].isDigit)
        case ".": return isLast || all[place + 1] == " "
        default: return false
        }
    }
}
