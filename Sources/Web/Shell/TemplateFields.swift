import Mustache

/// A value as templates read it: its fields are looked at once, not for every name that a template has.
///
/// The library makes a mirror of each value round a name and goes through all its fields; a board has thousands of
/// names, which took most of the time of its page.
final class TemplateFields: MustacheParent, CustomStringConvertible {
    private let value: Any
    private var fields: [String: Any] = [:]
    /// Those that were asked for, as templates read them.
    private var read: [String: Any] = [:]

    init(_ value: Any, _ mirror: Mirror? = nil) {
        self.value = value
        for (name, field) in (mirror ?? Mirror(reflecting: value)).children {
            if let name { fields[name] = field }
        }
    }

    func child(named name: String) -> Any? {
        if let known = read[name] { return known }
        guard let field = fields[name], let readable = Self.readable(field) else { return nil }
        read[name] = readable
        return readable
    }

    var description: String { String(describing: value) }

    /// The value with its own fields readable, too; nil where there is none.
    private static func readable(_ value: Any) -> Any? {
        if let text = value as? String { return text }
        if let truth = value as? Bool { return truth }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { readable($0.value) }
        case .collection: return mirror.children.map { readable($0.value) ?? $0.value }
        case .struct, .tuple: return mirror.children.isEmpty ? value : TemplateFields(value, mirror)
        default: return value
        }
    }
}
