/// The sheets' names and where they lie, from `xl/workbook.xml` and its relations.
final class SheetList: XMLHandler {
    struct Entry {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private(set) var entries: [Entry] = []
    private(set) var is1904 = false
    let fault: (any Error)? = nil

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "workbookPr": is1904 = ["1", "true"].contains(attributes.text("date1904") ?? "")
        case "sheet":
            guard let title = attributes.text("name"), let relation = attributes.text("id") else { return }
            entries.append(Entry(name: title, relation: relation, isHidden: attributes.text("state") != nil))
        default: break
        }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Which part of the archive a relation's id stands for.
final class Relations: XMLHandler {
    private(set) var targets: [String: String] = [:]
    let fault: (any Error)? = nil

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        guard "Relationship" ~= name, let id = attributes.text("Id"), let target = attributes.text("Target") else {
            return
        }
        targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// How cells of each style are to be read: as a number, a percentage or a point in time.
final class CellStyles: XMLHandler {
    enum Kind { case number, percent, date }

    private(set) var kinds: [Kind] = []
    private var formats: [Int: Kind] = [:]
    private var isInCells = false
    let fault: (any Error)? = nil

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            guard let id = attributes.integer("numFmtId"), let code = attributes.text("formatCode") else { return }
            formats[id] = CellStyles.kind(code)
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            let id = attributes.integer("numFmtId") ?? 0
            kinds.append(formats[id] ?? CellStyles.builtIn(id))
        default: break
        }
    }

    func end(_ name: XMLName) { if "cellXfs" ~= name { isInCells = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The formats that every workbook has without naming them, those of East Asian programs too.
    private static func builtIn(_ id: Int) -> Kind {
        switch id {
        case 9, 10: .percent
        case 14...22, 27...36, 45, 47, 50...58: .date
        default: .number
        }
    }

    /// A format with a year, month, day, hour or second outside of quoted text shows a point in time.
    static func kind(_ code: String) -> Kind {
        var letters = ""
        var rest = (code.split(separator: ";", omittingEmptySubsequences: false).first ?? "")[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                // `[h]` counts hours beyond a day: a duration and no time.
                if let first = inside.lowercased().first, "hms".contains(first), Set(inside.lowercased()).count == 1 {
                    return .number
                }
                rest = rest.dropFirst(inside.count + 1)
            default: letters.append(contentsOf: character.lowercased())
            }
        }
        if letters.contains("%") { return .percent }
        if letters.contains("general") { return .number }
        return letters.contains { "ymdhs".contains($0) } ? .date : .number
    }
}

/// The texts that cells refer to by number, in one piece of memory.
final class SharedStrings: XMLHandler {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var isInText = false
    private var isPhonetic = false
    let fault: (any Error)? = nil

    var count: Int { ends.count }

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        return String(decoding: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "t": isInText = !isPhonetic
        case "rPh": isPhonetic = true
        default: break
        }
    }

    func end(_ name: XMLName) {
        switch name {
        case "t": isInText = false
        case "rPh": isPhonetic = false
        case "si": ends.append(bytes.count)
        default: break
        }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) { if isInText { bytes.append(contentsOf: piece) } }
}
