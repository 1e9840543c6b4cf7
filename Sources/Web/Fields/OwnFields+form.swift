import Sales
import Storage

extension RecordForm {
    /// The identifiers of a list's names that are ticked.
    func chosen(_ field: FieldDefinition) -> Set<String> {
        Set(field.options.map(\.id.description).filter { self["\(field.key)-\($0)"] == "yes" })
    }

    /// Whether the form has the field, and it is not as it was.
    fileprivate func changed(_ field: FieldDefinition) -> String? {
        if field.type == .choices {
            guard let was = was[field.key] else { return nil }
            let chosen = chosen(field)
            let text = field.options.map(\.id.description).filter(chosen.contains).joined(separator: ";")
            return Set(was.split(separator: ";").map(String.init)) == chosen ? nil : text
        }
        return changes(field.key) ? self[field.key] : nil
    }
}

extension ScopedConnection {
    /// Puts what a form changes of own fields into a record, new ones of which no version is known.
    func setFields(
        _ form: RecordForm,
        of id: Identifier<AnyRecord>,
        _ holder: FieldHolder,
        version: Int? = nil,
        isNew: Bool = false
    ) throws {
        guard
            form.values.keys.contains(where: { $0.hasPrefix(FieldDefinition.keyStart) })
                || form.was.keys.contains(where: { $0.hasPrefix(FieldDefinition.keyStart) })
        else { return }
        let own = try OwnFields(holder, of: isNew ? nil : id, self)
        let context = try fieldContext()
        var new: [Identifier<FieldDefinition>: FieldValue?] = [:]
        for field in own.definitions where !field.isRetired {
            guard let text = form.changed(field) else { continue }
            new.updateValue(try field.value(of: text, context, was: own.values[field.id]), forKey: field.id)
        }
        try setFields(new, of: id, holder, version: version, isNew: isNew)
    }
}
