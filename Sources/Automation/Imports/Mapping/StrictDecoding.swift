/// The keys that an object of a mapping may have.
protocol MappingKey: CodingKey, CaseIterable, RawRepresentable where RawValue == String {}

/// Any key at all.
struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension [any CodingKey] {
    /// Where in the mapping this is, as `pipeline.stages[3].kind`; the first of a list is 1.
    var place: String {
        reduce("") { place, key in
            if let index = key.intValue { return "\(place)[\(index + 1)]" }
            return place.isEmpty ? key.stringValue : "\(place).\(key.stringValue)"
        }
    }
}

extension Decoder {
    /// Where in the mapping this is, as `fields.amount`.
    var place: String { codingPath.place }

    /// The object's values; a key that is not among the known ones is refused.
    func strict<Key: MappingKey>(_ keys: Key.Type) throws -> KeyedDecodingContainer<Key> {
        for key in try container(keyedBy: AnyKey.self).allKeys where Key(stringValue: key.stringValue) == nil {
            let nearest = NearestName.of(key.stringValue, among: Key.allCases.map(\.rawValue))
            throw MappingError.unknownKey(key.stringValue, place: place, nearest: nearest)
        }
        return try container(keyedBy: keys)
    }

    /// The text as one of a fixed set of words.
    func word<Word: RawRepresentable & CaseIterable>(_: Word.Type) throws -> Word where Word.RawValue == String {
        let text = try singleValueContainer().decode(String.self)
        guard let word = Word(rawValue: text) else {
            let all = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw MappingError.invalid(place, value: text, expected: "one of \(all)")
        }
        return word
    }
}

extension KeyedDecodingContainer {
    /// The value of a key that may be left out.
    func optional<Value: Decodable>(_ key: Key, _: Value.Type = Value.self) throws -> Value? {
        try decodeIfPresent(Value.self, forKey: key)
    }

    /// A text that must have a meaning, as a time zone's name.
    func parsed<Value>(_ key: Key, expected: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        if let value = parse(text) { return value }
        let place = (codingPath + [key]).place
        throw MappingError.invalid(place, value: text, expected: expected)
    }
}

/// One of a fixed set of words in a mapping.
struct Word<Choice: RawRepresentable & CaseIterable & Sendable>: Decodable, Sendable where Choice.RawValue == String {
    var choice: Choice

    init(from decoder: any Decoder) throws { choice = try decoder.word(Choice.self) }
}
