import Hummingbird
import Sales
import Storage

extension BulkAction {
    /// What a list's bar asks to be set in an own field, `setField:` with the field's key; nil where it asks for another
    /// action.
    ///
    /// That the field is to be emptied is said in so many words, lest a value that is left out take all away.
    init?(ownField form: FormFields, _ db: ScopedConnection) throws {
        let parts = form["action"].split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == "setField", let kind = BinKind(rawValue: form["kind"]) else { return nil }
        guard let field = try db.importableFields(FieldHolder(kind)).first(where: { $0.key == parts[1] }) else {
            throw NotFound(kind: "field")
        }
        if form["clear"] == "yes" {
            self = .setField(field.id, nil)
            return
        }
        let text = form.all("value").joined(separator: ";")
        guard let value = try field.value(of: text, db.fieldContext()) else { throw HTTPError(.badRequest) }
        self = .setField(field.id, value.stored)
    }
}

extension BulkBar {
    /// Offers to set the own fields that the member may fill in.
    mutating func add(_ own: OwnFields, _ words: Words) {
        ownFields = own.inputs(nil, words).flatMap(\.inputs)
        actions += ownFields.map {
            Option(value: "setField:\($0.key)", name: words("fields.bulkAction", ["field": $0.label]), isChosen: false)
        }
    }
}

extension FieldTeller {
    /// The names of a field and of a value as the change log keeps it; dashes where the member does not see it.
    static func told(
        _ id: Identifier<FieldDefinition>,
        _ stored: String?,
        _ holder: FieldHolder,
        _ db: ScopedConnection,
        _ words: Words
    ) throws -> (field: String, value: String) {
        let own = try OwnFields(holder, db)
        guard let field = own.definitions.first(where: { $0.id == id }) else { return ("–", "–") }
        let value = stored.flatMap { field.value(stored: $0) }
        return (field.name.shown(in: words.language), value.map { own.teller(words).text($0, of: field) } ?? "–")
    }
}
