import Foundation

/// A file's name as it is shown and offered for saving; it is never a path of the server.
package enum FileName {
    /// In Unicode code points.
    package static let limit = 200

    /// The name without folders, control and direction marks and what some system takes for a separator.
    ///
    /// A name that is too long loses its middle, so that its ending stays.
    package static func cleaned(_ name: String) throws(FileError) -> String {
        let last = name.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
        var scalars = String.UnicodeScalarView()
        for scalar in last.precomposedStringWithCanonicalMapping.unicodeScalars where isKept(scalar) {
            scalars.append("<>:\"|?*".unicodeScalars.contains(scalar) ? "_" : scalar)
        }
        let ends = CharacterSet.whitespaces.union(CharacterSet(charactersIn: "."))
        var cleaned = String(scalars).trimmingCharacters(in: ends)
        // A file of such a name cannot be saved on Windows.
        let stem = cleaned.prefix { $0 != "." }.uppercased()
        if stem.wholeMatch(of: /CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9]/) != nil { cleaned = "_" + cleaned }
        if cleaned.isEmpty { throw .nameMissing }
        return cleaned.isWithin(limit) ? cleaned : shortened(cleaned)
    }

    private static func isKept(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }

    private static func shortened(_ name: String) -> String {
        let ending = Array(ending(of: name).unicodeScalars.prefix(20))
        let dot: [UnicodeScalar] = ending.isEmpty ? [] : ["."]
        let stem = Array(name.unicodeScalars.prefix(limit - ending.count - 1))
        return String(String.UnicodeScalarView(stem + dot + ending))
    }

    /// What stands behind the last point, in lower case; empty where there is none.
    package static func ending(of name: String) -> String {
        guard let point = name.lastIndex(of: "."), point > name.startIndex else { return "" }
        return name[name.index(after: point)...].lowercased()
    }
}
