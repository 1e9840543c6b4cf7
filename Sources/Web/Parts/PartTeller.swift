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
        case ("colour", .text(let text)): Tag.Colour(rawValue: text).map { self("tags.colour", $0) }
        default: nil
        }
    }
}

extension [ChangedField] {
    /// The fields with what a part is of before its values: the contact before the role.
    var subjectFirst: [ChangedField] {
        let subjects: Set = ["contact", "lineProduct", "competitor"]
        return filter { subjects.contains($0.name) } + filter { !subjects.contains($0.name) }
    }
}
