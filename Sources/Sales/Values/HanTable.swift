import Foundation

/// What ICU knows of each Chinese character: its simplified form and how it is read.
///
/// Asked once for all of them and kept in 170 KB, since a transform of a name costs a hundred times a look-up.
enum HanTable {
    static let scalars: ClosedRange<UInt32> = 0x3400...0x9FFF

    /// The simplified form by the scalar's place in the range.
    private static let simplifiedForms = transformed("Hant-Hans").enumerated().map { place, form in
        let scalars = form.unicodeScalars
        guard scalars.count == 1, let only = scalars.first else { return Self.scalars.lowerBound + UInt32(place) }
        return only.value
    }

    /// The syllables there are, and each character's among them.
    private static let readings: (syllables: [String], places: [UInt16]) = {
        var known = ["": UInt16(0)]
        var syllables = [""]
        let places = transformed("Han-Latin; Latin-ASCII; Lower").map { reading -> UInt16 in
            let syllable = reading.utf8.allSatisfy { (0x61...0x7A).contains($0) } ? reading : ""
            if let place = known[syllable] { return place }
            let place = UInt16(syllables.count)
            known[syllable] = place
            syllables.append(syllable)
            return place
        }
        return (syllables, places)
    }()

    static func simplified(_ scalar: UnicodeScalar) -> UnicodeScalar {
        guard scalars.contains(scalar.value) else { return scalar }
        return UnicodeScalar(simplifiedForms[Int(scalar.value - scalars.lowerBound)]) ?? scalar
    }

    /// The syllable without its tone, `yun` for 云; nil for what is no Chinese character.
    static func syllable(_ scalar: UnicodeScalar) -> String? {
        guard scalars.contains(scalar.value) else { return nil }
        let syllable = readings.syllables[Int(readings.places[Int(scalar.value - scalars.lowerBound)])]
        return syllable.isEmpty ? nil : syllable
    }

    /// Asks ICU now, which takes a third of a second, so that nobody who makes a Chinese name has to wait for it.
    static func fill() { _ = (simplifiedForms.count, readings.places.count) }

    /// Each character of the range through one of ICU's transforms, in pieces, since a long text costs its square.
    private static func transformed(_ name: String) -> [String] {
        let all = scalars.compactMap(UnicodeScalar.init)
        return stride(from: 0, to: all.count, by: 64).flatMap { start -> [String] in
            let piece = all[start..<min(start + 64, all.count)]
            let lines = piece.map { String($0) }
            let text = lines.joined(separator: "\n").applyingTransform(StringTransform(name), reverse: false)
            let forms = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return forms.count == lines.count ? forms : lines
        }
    }
}
