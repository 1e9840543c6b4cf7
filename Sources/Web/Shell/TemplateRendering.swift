/// One page as it is written from templates.
struct TemplateRendering {
    private let templates: [String: Template]
    /// What is still to be put inside of frames, the next one last.
    private var inside: [String]
    /// The values that names are looked up in, the innermost last.
    private var values: [TemplateValue]
    /// The text as it is sent: a `String` would check each piece again.
    private var utf8: [UInt8] = []

    /// The page's text in UTF-8; the first template is round the second, and so on, each of which must be there.
    static func utf8(_ frames: [String], _ value: TemplateValue, _ templates: [String: Template]) -> [UInt8] {
        var rendering = TemplateRendering(templates: templates, inside: frames.reversed(), values: [value])
        rendering.utf8.reserveCapacity(65_536)
        rendering.put("inside")
        return rendering.utf8
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
            case .text(let fixed): utf8.append(contentsOf: fixed.utf8)
            case .value(let name, let isEscaped):
                guard let value = value(name) else { continue }
                if isEscaped { utf8.appendEscaped(value.text) } else { utf8.append(contentsOf: value.text.utf8) }
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

extension [UInt8] {
    /// Appends a text's UTF-8 with what HTML gives a meaning written as entities.
    fileprivate mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for place in bytes.indices {
                guard let entity = Self.entity(bytes[place]) else { continue }
                append(contentsOf: bytes[start..<place])
                append(contentsOf: entity.utf8)
                start = place + 1
            }
            append(contentsOf: bytes[start...])
        }
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
}

extension String {
    var escapedForHTML: String {
        var escaped: [UInt8] = []
        escaped.appendEscaped(self)
        return String(decoding: escaped, as: UTF8.self)
    }
}
