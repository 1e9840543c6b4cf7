/// A template of Mustache's language, read once: texts, names, sections, and other templates put in.
///
/// Of that language it knows `{{name}}`, `{{{name}}}` (not escaped), `{{.}}`, `{{a.b}}`, `{{.name}}` (of the innermost
/// value alone), sections `{{#name}}` and `{{^name}}`, partials `{{>name}}`, and `{{>inside}}`: what a frame is put
/// round. A section's or partial's tag that stands alone on a line leaves no line behind.
struct Template: Sendable, Equatable {
    /// What it consists of, in its order.
    var parts: [Part]

    enum Part: Sendable, Equatable {
        case text(String)
        case value(Name, isEscaped: Bool)
        indirect case section(Name, isInverted: Bool, Template)
        case partial(String)
    }

    /// A name, looked up from the innermost value outwards unless it begins with a point.
    struct Name: Sendable, Equatable {
        var isOwn: Bool
        /// Empty for the innermost value itself.
        var path: [String]

        init(_ text: some StringProtocol) {
            isOwn = text.hasPrefix(".")
            path = String(text).split(separator: ".").map(String.init)
        }
    }

    /// A template that cannot be read.
    enum Fault: Error, Equatable {
        case unclosedTag
        case unclosedSection(String)
        case wrongEnd(String)
    }

    /// The templates that it puts in, those of its sections too.
    var partials: [String] {
        parts.flatMap { part in
            switch part {
            case .partial(let name): [name]
            case .section(_, _, let inner): inner.partials
            case .text, .value: [String]()
            }
        }
    }
}

extension Template {
    /// The same with other texts between its tags.
    func mapTexts(_ change: (String) throws -> String) throws -> Template {
        var mapped = self
        for index in parts.indices {
            if case .text(let text) = parts[index] { mapped.parts[index] = .text(try change(text)) }
            if case .section(let name, let isInverted, let inner) = parts[index] {
                mapped.parts[index] = .section(name, isInverted: isInverted, try inner.mapTexts(change))
            }
        }
        return mapped
    }

    /// Throws ``Fault`` where tags do not match.
    init(_ text: String) throws {
        var reader = TemplateReader(rest: text[...])
        parts = try reader.parts(until: nil)
    }
}

private struct TemplateReader {
    var rest: Substring
    /// Whether nothing but blanks stands between the last line's end and the rest.
    private var isAtStart = true

    init(rest: Substring) { self.rest = rest }

    mutating func parts(until end: String?) throws -> [Template.Part] {
        var parts: [Template.Part] = []
        while let opening = rest.firstRange(ofASCII: "{{") {
            let before = rest[..<opening.lowerBound]
            rest = rest[opening.upperBound...]
            let tag = try tag()
            let isAlone = leavesNoLine(tag.kind, after: before)
            add(isAlone ? before.droppingBlanks : before, to: &parts)
            switch tag.kind {
            case "/":
                guard tag.name == end else { throw Template.Fault.wrongEnd(tag.name) }
                return parts
            case "#", "^":
                let inner = Template(parts: try self.parts(until: tag.name))
                parts.append(.section(Template.Name(tag.name), isInverted: tag.kind == "^", inner))
            case ">": parts.append(.partial(tag.name))
            case "{": parts.append(.value(Template.Name(tag.name), isEscaped: false))
            default: parts.append(.value(Template.Name(tag.name), isEscaped: true))
            }
        }
        if let end { throw Template.Fault.unclosedSection(end) }
        add(rest, to: &parts)
        return parts
    }

    private func add(_ text: Substring, to parts: inout [Template.Part]) {
        if !text.isEmpty { parts.append(.text(String(text))) }
    }

    /// Reads a tag up to its end.
    private mutating func tag() throws -> (kind: Character?, name: String) {
        let kind = rest.first.flatMap { "#^/>{".contains($0) ? $0 : nil }
        let end: StaticString = kind == "{" ? "}}}" : "}}"
        guard let closing = rest.firstRange(ofASCII: end) else { throw Template.Fault.unclosedTag }
        let inner = rest[..<closing.lowerBound].dropFirst(kind == nil ? 0 : 1)
        rest = rest[closing.upperBound...]
        return (kind, inner.trimmed)
    }

    /// Whether the tag stands alone on its line, whose end is taken from the rest then.
    private mutating func leavesNoLine(_ kind: Character?, after before: Substring) -> Bool {
        let startsLine = before.droppingBlanks.last?.isNewline ?? isAtStart
        let ending = rest.drop { $0 == " " }
        let isAlone = startsLine && kind.map { "#^/>".contains($0) } == true && ending.first?.isNewline ?? true
        if isAlone { rest = ending.dropFirst() }
        isAtStart = isAlone
        return isAlone
    }
}

extension Substring {
    /// Where a mark of characters that are one byte each stands first.
    func firstRange(ofASCII mark: StaticString) -> Range<Index>? {
        mark.withUTF8Buffer { mark in
            var index = startIndex
            while let first = utf8[index...].firstIndex(of: mark[0]) {
                let rest = utf8[first...]
                if rest.starts(with: mark) { return first..<utf8.index(first, offsetBy: mark.count) }
                index = utf8.index(after: first)
            }
            return nil
        }
    }

    /// Without the blanks at its end.
    fileprivate var droppingBlanks: Substring {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }

    fileprivate var trimmed: String { String(drop { $0 == " " }.droppingBlanks) }
}
