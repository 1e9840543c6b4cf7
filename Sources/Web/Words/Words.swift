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
        guard var text = messages[key, language]?.text(count: count) else { return key }
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }
}
