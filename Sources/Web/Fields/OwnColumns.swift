import Sales
import Storage

extension FieldHolder {
    init(_ list: ListKind) {
        self =
            switch list {
            case .opportunities: .opportunity
            case .accounts: .account
            case .contacts: .contact
            }
    }
}

/// The own fields that a list shows as columns, behind the others.
struct OwnColumns {
    private let fields: [FieldDefinition]
    private let values: [Identifier<AnyRecord>: RecordFields]
    private let teller: FieldTeller

    /// Reads the values of a page's rows at once.
    init(
        _ chosen: [Identifier<FieldDefinition>],
        among definitions: [FieldDefinition],
        of rows: [TableRow],
        _ db: ScopedConnection,
        _ words: Words
    ) throws {
        fields = definitions.filter { !$0.isRetired && chosen.contains($0.id) }
        let ids = rows.compactMap { Identifier<AnyRecord>($0.id) }
        values = fields.isEmpty ? [:] : try db.fieldValues(of: ids, fields)
        let needsMembers = fields.contains { $0.type == .member }
        teller = FieldTeller(definitions: definitions, members: needsMembers ? try db.members() : [], words: words)
    }

    /// Those among the columns of an address that are own fields.
    init(
        _ columns: [String],
        _ holder: FieldHolder,
        of rows: [TableRow],
        _ db: ScopedConnection,
        _ words: Words
    ) throws {
        let chosen = columns.compactMap { FieldFilter.parts($0)?.id }
        try self.init(chosen, among: chosen.isEmpty ? [] : db.fieldDefinitions(holder), of: rows, db, words)
    }

    func extended(_ row: TableRow) -> TableRow {
        guard let id = Identifier<AnyRecord>(row.id) else { return row }
        var row = row
        row.cells += fields.map { field in
            let value = values[id]?[field.id]
            var cell = TableRow.Cell(
                text: value.map { teller.text($0, of: field) } ?? "",
                isNumber: [.number, .money].contains(field.type),
                label: field.name.shown(in: teller.words.language)
            )
            switch value {
            case .link(let link): cell.href = link
            case .money(let amount): (cell.text, cell.exact) = (teller.words.shortMoney(amount), cell.text)
            case .text(let text) where text.count > 60: (cell.text, cell.exact) = ("\(text.prefix(59))…", text)
            default: break
            }
            return cell
        }
        return row
    }
}

extension RecordTable {
    /// Adds the columns of own fields, and offers those that are not shown.
    mutating func addFields<Filter, Key, Column>(
        _ list: ListKind,
        _ choice: ListChoice<Filter, Key, Column>,
        _ db: ScopedConnection,
        _ words: Words
    ) throws {
        let definitions = try db.fieldDefinitions(FieldHolder(list)).filter { !$0.isRetired }
        if definitions.isEmpty { return }
        let own = try OwnColumns(choice.fields, among: definitions, of: rows, db, words)
        let shown = definitions.filter { choice.fields.contains($0.id) }
        rows = rows.map(own.extended)
        headers += shown.map { Header($0, choice, words) }
        columns += definitions.map {
            Option(value: $0.key, name: $0.name.shown(in: words.language), isChosen: choice.fields.contains($0.id))
        }
        rowQuery = ([rowQuery] + shown.map { "column=\($0.key)" }).joined(separator: "&")
    }
}

extension RecordTable.Header {
    fileprivate init<Filter, Key, Column>(
        _ field: FieldDefinition,
        _ choice: ListChoice<Filter, Key, Column>,
        _ words: Words
    ) {
        name = field.name.shown(in: words.language)
        isNumber = [.number, .money].contains(field.type)
        let isSorted = choice.order.field == field.id
        href = field.type.isOrdered ? choice.href(by: field.id) : nil
        sort = isSorted ? (choice.order.isDescending ? "descending" : "ascending") : nil
        (isUp, isDown) = (isSorted && !choice.order.isDescending, isSorted && choice.order.isDescending)
    }
}

extension ListChoice {
    /// The same list in the order of an own field.
    fileprivate func href(by field: Identifier<FieldDefinition>) -> String {
        let isDescending = field == order.field && !order.isDescending
        return address.with { address in
            address[other: "order"] = ListOrder<Key>(field: field, descending: isDescending)?.description
        }.href
    }
}

/// What records can be filtered by of their own fields; retired ones only where the filter asks of them.
struct OwnFilters: Sendable {
    private let definitions: [FieldDefinition]
    private let members: [Member]
    private let currency: Currency

    init(_ holder: FieldHolder, _ filter: some RecordFilter, _ db: ScopedConnection) throws {
        let asked = Set(filter.fields.items.compactMap { FieldFilter.parts($0.name)?.id })
        definitions = try db.fieldDefinitions(holder).filter { !$0.isRetired || asked.contains($0.id) }
        members = definitions.contains { $0.type == .member } ? try db.members() : []
        currency = db.access.workspace.currency
    }

    func fields(_ words: Words) -> [FilterField] {
        definitions.map { field in
            var shown = FilterField(field.key, field.filterKind(members, currency, words))
            shown.label = field.name.shown(in: words.language)
            return shown
        }
    }
}

extension [FilterField] {
    static func own(
        _ holder: FieldHolder,
        _ filter: some RecordFilter,
        _ db: ScopedConnection,
        _ words: Words
    ) throws -> [FilterField] {
        try OwnFilters(holder, filter, db).fields(words)
    }
}

extension FieldDefinition {
    fileprivate func filterKind(_ members: [Member], _ currency: Currency, _ words: Words) -> FilterField.Kind {
        func choices(_ all: [(String, String)]) -> FilterField.Kind {
            .anyOf(all.map { FilterChoice(parameter: key, value: $0.0, name: $0.1) })
        }
        switch type {
        case .text, .link: return .part
        case .number: return .decimals
        case .money: return .amounts(currency)
        case .day: return .days
        case .yesNo: return choices([("yes", words("fields.yes")), ("no", words("fields.no"))])
        case .choice, .choices: return choices(options.map { ("\($0.id)", $0.name.shown(in: words.language)) })
        case .member: return choices(members.map { ("\($0.id)", $0.name) })
        }
    }
}

extension FormFields {
    /// The parameters that ask of own fields, with and without the mark of a typed amount.
    var ownParameters: [String] {
        let plain = names.map { $0.hasPrefix("typed-") ? String($0.dropFirst(6)) : $0 }
        return Set(plain.filter { FieldFilter.parts($0) != nil }).sorted()
    }
}
