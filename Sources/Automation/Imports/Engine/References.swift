import Sales
import Storage

/// The records of one kind that rows only name, looked up once a batch and made where the mapping says so.
struct References<Record: ImportableRecord> {
    private let mapping: ReferenceMapping
    private var known: [String: Identifier<Record>] = [:]
    private var ambiguous: Set<String> = []
    /// Made only because something named them; their own row may still come.
    private var placeholders: Set<Identifier<Record>> = []

    /// How many names are remembered before the memory is emptied, so that it does not grow with the file.
    private static var limit: Int { 200_000 }

    init(_ mapping: ReferenceMapping) { self.mapping = mapping }

    /// The record of that name or key, or why there is none.
    func find(_ name: String, field: String, row: Int) throws(RowProblem) -> Identifier<Record> {
        let form = form(name)
        if let id = known[form] { return id }
        let by = mapping.match == .key ? "with this key" : "named that"
        let sentence =
            ambiguous.contains(form)
            ? "There are several \(Record.noun)s \(by); match them by key."
            : "There is no \(Record.noun) \(by); import it first, or set \"make\": true for "
                + "\"\(Record.mappingKey)\" in the mapping."
        throw RowProblem(row: row, column: field, value: name, sentence: sentence)
    }

    /// The record that a change names; nil where it names none.
    func find(_ change: FieldChange<String>, field: String, row: Int) throws(RowProblem)
        -> FieldChange<Identifier<Record>>
    {
        switch change {
        case .keep: .keep
        case .clear: .clear
        case .set(let name): .set(try find(name, field: field, row: row))
        }
    }

    /// Looks up, and makes, what a batch names.
    mutating func prepare(_ names: [String], _ run: Import, _ db: ScopedConnection) throws {
        if known.count > Self.limit { known.removeAll() }
        let wanted = missing(names)
        if wanted.isEmpty { return }
        try lookUp(wanted.map(\.form), run, db)
        guard mapping.makes else { return }
        let new = wanted.filter { known[$0.form] == nil && !ambiguous.contains($0.form) }.map { form, name in
            var record = Record(id: Identifier(at: db.access.now), name: name)
            record.externalKey = mapping.match == .key ? form : nil
            known[form] = record.id
            return record
        }
        try db.create(new, in: run)
        placeholders.formUnion(new.map(\.id))
    }

    /// Remembers a record that has a row of its own.
    mutating func know(_ record: Record) {
        if let form = mapping.match == .name ? record.name.folded : record.externalKey { known[form] = record.id }
        placeholders.remove(record.id)
    }

    func isPlaceholder(_ record: Record) -> Bool { placeholders.contains(record.id) }
}

extension References {
    /// What two spellings of the same reference have in common.
    private func form(_ name: String) -> String { mapping.match == .name ? name.folded : name }

    /// The names not known yet with their first spelling, in the order of the batch.
    private func missing(_ names: [String]) -> [(form: String, name: String)] {
        var seen: Set<String> = []
        return names.compactMap { name in
            let form = form(name)
            guard known[form] == nil, !ambiguous.contains(form), seen.insert(form).inserted else { return nil }
            return (form, name)
        }
    }

    private mutating func lookUp(_ forms: [String], _ run: Import, _ db: ScopedConnection) throws {
        switch mapping.match {
        case .key:
            let keyed: [String: Found<Record>] = try db.records(externalKeys: forms)
            for (key, found) in keyed {
                if found.isGone { try db.revive([found.record.id], in: run) }
                known[key] = found.record.id
            }
        case .name:
            let named: [String: [Record]] = try db.records(foldedNames: forms)
            for (name, found) in named {
                if found.count == 1 { known[name] = found[0].id } else { ambiguous.insert(name) }
            }
        }
    }
}
