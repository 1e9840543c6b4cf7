/// The competitors that a line names.
enum EntryRivals {
    /// Those behind a word as 竞品 or "against", and those that are known, wherever they stand.
    static func read(_ text: EntryText, _ known: [String]) -> [QuickEntry.Read<String>] {
        var found: [QuickEntry.Read<String>] = []
        for match in text.all(told) {
            let names = match.output.names
            let string = match.output.0.unicodeScalars
            let start = string.distance(from: string.startIndex, to: names.startIndex) + match.range.lowerBound
            for part in parts(of: names) {
                let offset = names.unicodeScalars.distance(from: names.startIndex, to: part.startIndex)
                let place = start + offset..<start + offset + part.unicodeScalars.count
                found.append(QuickEntry.Read(text.written(place), place))
            }
        }
        for name in known {
            guard let place = place(of: name, in: text) else { continue }
            if let index = found.firstIndex(where: { $0.range.overlaps(place) }) {
                found[index].value = name
            } else {
                found.append(QuickEntry.Read(name, place))
            }
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
            .map { QuickEntry.Read($0.value, text.origin(of: $0.range)) }
    }

    /// Where the name stands as a word of its own, in whatever case, width and script.
    static func place(of name: String, in text: EntryText) -> Range<Int>? {
        let form = EntryText(name).scalars
        guard form.count > 1, form.count <= text.scalars.count else { return nil }
        return (0...text.scalars.count - form.count).lazy.map { $0..<$0 + form.count }.first { range in
            guard text.scalars[range].elementsEqual(form) else { return false }
            let (before, after) = (range.lowerBound - 1, range.upperBound)
            let beginsWithin = before >= 0 && text.scalars[before].isLetter && form[0].isLetter
            let endsWithin = after < text.scalars.count && text.scalars[after].isLetter && form[form.count - 1].isLetter
            return !beginsWithin && !endsWithin
        }
    }

    private static func parts(of names: Substring) -> [Substring] {
        var parts: [Substring] = []
        var rest = names
        while let match = rest.firstMatch(of: between) {
            parts.append(rest[..<match.range.lowerBound])
            rest = rest[match.range.upperBound...]
        }
        return (parts + [rest]).map { part in
            var part = part
            while let first = part.first, first.isWhitespace { part.removeFirst() }
            while let last = part.last, last.isWhitespace || last == "." { part.removeLast() }
            return part
        }.filter { !$0.isEmpty }
    }
}

/// What is to be done, without the words that only say that it is next.
enum NextStepText {
    static func cleaned(_ text: String) -> String {
        var text = text[...]
        while let match = text.prefixMatch(of: leading), !match.0.isEmpty { text = text[match.range.upperBound...] }
        while let match = text.firstMatch(of: trailing), !match.0.isEmpty { text = text[..<match.range.lowerBound] }
        return String(text)
    }
}

nonisolated(unsafe) private let told =
    #/(?:竞品|竞争对手|竞对|对手|友商|competitors?|competing (?:with|against)|up against|against|versus|vs\.?|went with(?! us)|lost (?:it |this |the deal )?to|输给了?|选了(?!我))(?:主要)?(?:还有|就是|有|是|为|包括|also|is|are|include|:|：)? ?(?<names>(?!报价|价格|方案|低|高|也|比)[\p{L}\d·&][\p{L}\d·&'、和与及跟\/,. -]{0,60}?)(?=$|[，。;；!！?？\u{FFFC}\n]|, |\. |,$|\.$|也|已|在|报|正|价|很|比|来|方案|的|给| is | are | was | who | but | then | next | for | on | at | quoted| offers)/#
nonisolated(unsafe) private let between = #/、|和|与|及|跟|\/|,| and | & /#
nonisolated(unsafe) private let leading =
    #/(?i:下一步|下一步是|下步|下次|接下来|然后|随后|后续|接下來|然後|隨後|後續|待办|跟进[:：]|[他她]们?(?:说|表示)|(?:客户|对方)(?:说|表示)?(?=等)|next steps?|next|and then|then|to-?do|rescheduled to|postponed to|moved to|remind me to|remember to|i'll|i will|we'll|we will|will|need to|needs to|going to|have to|and|to)(?![a-z])[\s:：,，是]*|[\s:：,，-]+|(?:跟|和|与|與|同|给|給)?\p{Han}{0,12}?(?:约好|约定|约了|約好|約定|約了)|约在|約在|计划|計劃|準備|定了|定在|定于|改到|改在|改约|推迟到|延到|计划|准备|打算|提醒我|记得|記得|预算|預算|金额|总价|(?:我们?|我們)?要(?!求)|将|將|再/#
nonisolated(unsafe) private let trailing =
    #/(?i:[\s,，:：-]+(?:on|at|by|before|until|the|in|due)?\s*$|\s+(?:on|at|by|before|until|due)$)/#
