/// One page as it is written from templates.
struct TemplateRendering {
    private let templates: [String: Template]
    /// What is still to be put inside of frames, the next one last.
    private var inside: [String]
    /// The values that names are looked up in, the innermost last.
    private var values: [TemplateValue]
    private var text = ""

    /// The page's text; the first template is round the second, and so on, each of which must be there.
    static func text(_ frames: [String], _ value: TemplateValue, _ templates: [String: Template]) -> String {
        var rendering = TemplateRendering(templates: templates, inside: frames.reversed(), values: [value])
        rendering.put("inside")
        return rendering.text
    }

    private init(templates: [String: Template], inside: [String], values: [TemplateValue]) {
        (self.templates, self.inside, self.values) = (templates, inside, values)
    }

    private mutating func put(_ name: String) {
        guard name == Template.inside else { return write(template(name)) }
        guard let next = inside.popLast() else { return }
        write(template(next))
        inside.append(next)
    }

    private func template(_ name: String) -> Template {
        guard let found = templates[name] else { preconditionFailure("There is no template named \(name).") }
        return found
    }

    private mutating func write(_ template: Template) {
        for part in template.parts {
            switch part {
            case .text(let fixed): text += fixed
            case .value(let name, let isEscaped):
                guard let value = value(name) else { continue }
                if isEscaped { text.appendEscaped(value.text) } else { text += value.text }
            case .section(let name, let isInverted, let inner): write(inner, for: value(name), isInverted)
            case .partial(let name): put(name)
            }
        }
    }

    /// What is only true or false has nothing that names could be looked up in.
    private mutating func write(_ section: Template, for value: TemplateValue?, _ isInverted: Bool) {
        let items = value?.items ?? []
        if isInverted {
            if items.isEmpty { write(section) }
            return
        }
        if case .flag? = value, !items.isEmpty { return write(section) }
        for item in items {
            values.append(item)
            write(section)
            values.removeLast()
        }
    }

    private func value(_ name: Template.Name) -> TemplateValue? {
        guard let first = name.path.first, let innermost = values.last else { return values.last }
        var found = innermost[first]
        if found == nil, !name.isOwn {
            for value in values.dropLast().reversed() {
                found = value[first]
                if found != nil { break }
            }
        }
        for next in name.path.dropFirst() { found = found?[next] }
        return found
    }
}

extension Template {
    /// The partial that is what a frame stands round.
    static let inside = "inside"
}

extension String {
    /// Appends a text with what HTML gives a meaning written as entities.
    mutating func appendEscaped(_ text: String) {
        let bytes = text.utf8
        var start = bytes.startIndex
        var place = start
        while place != bytes.endIndex {
            if let entity = Self.entity(bytes[place]) {
                self += text[start..<place]
                self += entity
                start = bytes.index(after: place)
            }
            bytes.formIndex(after: &place)
        }
        self += start == bytes.startIndex ? text[...] : text[start...]
    }

    private static func entity(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }

    var escapedForHTML: String {
        var escaped = ""
        escaped.appendEscaped(self)
        return escaped
    }
}
