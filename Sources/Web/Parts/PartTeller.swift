import Sales
import Storage

extension Words {
    /// A logged value of a part of an opportunity in words; nil for what is told as it is.
    func part(_ value: ChangedValue, of field: String) -> String? {
        switch (field, value) {
        case ("attitude", .text(let text)):
            OpportunityContact.Attitude(rawValue: text).map { self("parts.attitude", $0) }
        case ("isPrimary", .number(let number)), ("isLostTo", .number(let number)):
            self(number == 0 ? "changes.no" : "changes.yes")
        case ("unitPrice", .text(let text)): price(text).map { money($0) }
        case ("colour", .text(let text)): Tag.Colour(rawValue: text).map { self("tags.colour", $0) }
        default: nil
        }
    }

    /// A logged price, `16160 CNY`.
    private func price(_ text: String) -> Amount? {
        let words = text.split(separator: " ")
        guard words.count == 2, let currency = Currency(String(words[1])) else { return nil }
        return (try? Amount(typed: String(words[0]), currency)) ?? nil
    }
}

extension [ChangedField] {
    /// The fields with what a part is of before its values: the contact before the role.
    var subjectFirst: [ChangedField] {
        let subjects: Set = ["contact", "lineProduct", "competitor"]
        return filter { subjects.contains($0.name) } + filter { !subjects.contains($0.name) }
    }
}
