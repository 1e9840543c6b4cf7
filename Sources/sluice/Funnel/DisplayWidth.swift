extension StringProtocol {
    /// How many columns a terminal gives the text: two for each East Asian wide character, none for combining marks.
    var displayWidth: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }

    /// The text cut or filled with blanks to so many columns.
    func fitted(to width: Int, alignRight: Bool = false) -> String {
        var text = ""
        var used = 0
        for character in self {
            let next = String(character).displayWidth
            if used + next > width { break }
            text.append(character)
            used += next
        }
        let blanks = String(repeating: " ", count: Swift.max(0, width - used))
        return alignRight ? blanks + text : text + blanks
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // The wide and full-width ranges of Unicode's EastAsianWidth.
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}
