import Sales

/// What a page says to one person: the catalogue in their language, and how numbers and days are written there.
struct Words: Sendable {
    let messages: Messages
    let language: Language

    /// The text of the key; `{name}` in it becomes the value of that name.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        fill(key, count: 2, values)
    }

    /// The text of the key for so many; `{count}` in it becomes the number.
    func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        var values = values
        values["count"] = self.count(count)
        return fill(key, count: count, values)
    }

    /// The word for a case of an enumeration: `role.manager` of the prefix `role`.
    func callAsFunction<Case: RawRepresentable<String>>(_ prefix: String, _ value: Case) -> String {
        self("\(prefix).\(value.rawValue)")
    }

    private func fill(_ key: String, count: Int, _ values: [String: String]) -> String {
        // A key that is in no catalogue is found by a test; here it is better than a page that fails.
        guard let text = messages[key, language]?.text(count: count) else { return key }
        return values.isEmpty ? text : text.filled(with: values)
    }
}

extension String {
    /// The text with its `{name}`s replaced, in one pass: a value may have braces of its own.
    fileprivate func filled(with values: [String: String]) -> String {
        var filled = ""
        var rest = self[...]
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let end = rest.utf8[start...].firstIndex(of: UInt8(ascii: "}"))
        {
            let name = String(rest[rest.utf8.index(after: start)..<end])
            filled += rest[..<start]
            filled += values[name].map(\.isolated) ?? String(rest[start...end])
            rest = rest[rest.utf8.index(after: end)...]
        }
        return filled + rest
    }

    /// The text between isolates where it would turn the direction of the sentence round it (UAX #9, section 2.4).
    fileprivate var isolated: String {
        let turns = unicodeScalars.contains { scalar in
            ("\u{202A}"..."\u{202E}").contains(scalar) || ("\u{2066}"..."\u{2069}").contains(scalar)
                || "\u{200F}" == scalar
        }
        return turns ? "\u{2068}\(self)\u{2069}" : self
    }
}
