/// What a template reads: a value of a page as ``TemplateEncoder`` takes it apart.
enum TemplateValue: Equatable {
    case text(String)
    case flag(Bool)
    case list([TemplateValue])
    case fields([String: TemplateValue])

    subscript(_ name: String) -> TemplateValue? {
        if case .fields(let fields) = self { fields[name] } else { nil }
    }

    /// The values for each of which a section stands: none for what is false, itself for anything else.
    var items: [TemplateValue] {
        switch self {
        case .flag(false): []
        case .list(let values): values
        default: [self]
        }
    }

    var text: String {
        switch self {
        case .text(let text): text
        case .flag(let flag): "\(flag)"
        case .list, .fields: ""
        }
    }
}

extension TemplateValue {
    /// The value taken apart; what is nil in it is not there.
    init(_ value: some Encodable) {
        let encoder = TemplateEncoder()
        do {
            try value.encode(to: encoder)
        } catch {
            preconditionFailure("\(type(of: value)) cannot be taken apart: \(error)")
        }
        self = encoder.value
    }
}

/// Takes values apart for templates, as their own `encode(to:)` tells of them.
///
/// The compiler writes that method, and it knows each field's type: it takes a tenth of the time that looking at the
/// value with a mirror does.
final class TemplateEncoder: Encoder {
    private(set) var value = TemplateValue.fields([:])
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Fields(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        value = .list([])
        return Items(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

    fileprivate func set(_ name: String, _ field: TemplateValue) {
        guard case .fields(var fields) = value else { return }
        // Without a second owner it is changed in its place.
        value = .flag(false)
        fields[name] = field
        value = .fields(fields)
    }

    fileprivate func append(_ item: TemplateValue) {
        guard case .list(var items) = value else { return }
        value = .flag(false)
        items.append(item)
        value = .list(items)
    }

    private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: TemplateEncoder
        var codingPath: [any CodingKey] { [] }

        mutating func encodeNil(forKey key: Key) {}
        mutating func encode(_ value: String, forKey key: Key) { encoder.set(key.stringValue, .text(value)) }
        mutating func encode(_ value: Bool, forKey key: Key) { encoder.set(key.stringValue, .flag(value)) }
        mutating func encode(_ value: Int, forKey key: Key) { encoder.set(key.stringValue, .text(String(value))) }
        mutating func encode<T: Encodable>(_ value: T, forKey key: Key) {
            encoder.set(key.stringValue, TemplateValue(value))
        }
        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
            -> KeyedEncodingContainer<Nested>
        { preconditionFailure("No page nests containers by itself.") }
        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            preconditionFailure("No page nests containers by itself.")
        }
        mutating func superEncoder() -> any Encoder { encoder }
        mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
    }

    private struct Items: UnkeyedEncodingContainer {
        let encoder: TemplateEncoder
        var codingPath: [any CodingKey] { [] }
        private(set) var count = 0

        mutating func encodeNil() {}
        mutating func encode(_ value: String) { encoder.append(.text(value)) }
        mutating func encode<T: Encodable>(_ value: T) { encoder.append(TemplateValue(value)) }
        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
            preconditionFailure("No page nests containers by itself.")
        }
        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            preconditionFailure("No page nests containers by itself.")
        }
        mutating func superEncoder() -> any Encoder { encoder }

        init(encoder: TemplateEncoder) { self.encoder = encoder }
    }

    private struct Single: SingleValueEncodingContainer {
        let encoder: TemplateEncoder
        var codingPath: [any CodingKey] { [] }

        mutating func encodeNil() { encoder.value = .flag(false) }
        mutating func encode(_ value: String) { encoder.value = .text(value) }
        mutating func encode(_ value: Bool) { encoder.value = .flag(value) }
        mutating func encode(_ value: Int) { encoder.value = .text(String(value)) }
        mutating func encode<T: Encodable>(_ value: T) {
            encoder.value = value is any Numeric ? .text("\(value)") : TemplateValue(value)
        }
    }
}
