import Foundation
import Synchronization

extension String {
    /// The form by which names are put in order: folded, Chinese by pinyin and then by tone, Latin without accents.
    ///
    /// Names of both scripts stand among each other by their letters, `云帆` (`yun2 fan1`) behind `Yahoo`. Written beside
    /// the name by Swift, since engines order by bytes. A character with several readings counts by its commonest.
    package var sortKey: String {
        let folded = folded
        guard folded.utf8.contains(where: { $0 >= 0x80 }) else { return folded }
        var key = ""
        var isBehindSyllable = false
        for scalar in folded.unicodeScalars {
            if let syllable = Pinyin.syllable(of: scalar) {
                if !key.isEmpty && key.last != " " { key += " " }
                key += syllable
                isBehindSyllable = true
            } else {
                if isBehindSyllable && scalar != " " { key += " " }
                key.unicodeScalars.append(scalar)
                isBehindSyllable = false
            }
        }
        // The dot between the parts of a name has no accent, and without it most keys are ASCII.
        let mayHaveAccents = key.unicodeScalars.contains { !$0.isASCII && $0 != "·" }
        let plain = mayHaveAccents ? key.folding(options: .diacriticInsensitive, locale: nil) : key
        return plain.isWithin(200) ? plain : String(plain.unicodeScalars.prefix(200))
    }
}

/// The readings of Chinese characters.
private enum Pinyin {
    /// Asking ICU for one character takes a hundred times as long as looking it up.
    private static let known = Mutex<[UInt32: String]>([:])

    /// The toned syllable, `yun2` of 云; none for what is no Chinese character.
    static func syllable(of scalar: Unicode.Scalar) -> String? {
        guard (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x323AF).contains(scalar.value) else { return nil }
        if let syllable = known.withLock({ $0[scalar.value] }) { return syllable }
        let text = String(Character(scalar))
        let reading = text.applyingTransform(.mandarinToLatin, reverse: false) ?? text
        // A rare character without a known reading stands for itself, behind all others.
        let syllable = reading == text ? text : numbered(reading)
        known.withLock { $0[scalar.value] = syllable }
        return syllable
    }

    /// The tone as a digit behind the syllable, 5 for none.
    private static func numbered(_ syllable: String) -> String {
        var letters = ""
        var tone = 5
        for scalar in syllable.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0x304: tone = 1
            case 0x301: tone = 2
            case 0x30C: tone = 3
            case 0x300: tone = 4
            default: letters.unicodeScalars.append(scalar)
            }
        }
        return "\(letters.precomposedStringWithCanonicalMapping)\(tone)"
    }
}
