import Sales
import Storage

extension ImportEngine {
    func takeContacts(
        _ rows: [(row: Int, value: ContactRow)],
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) throws {
        try accounts.prepare(rows.compactMap(\.value.account.value), run, db)
        try members.prepare(rows.compactMap(\.value.owner.value), run, db)
        try take(rows, key: \.key, name: \.name, run, db, &outcomes) { (contact: inout Contact, row, number) in
            row.name.apply(to: &contact.name)
            try self.accounts.find(row.account, field: "account", row: number).apply(to: &contact.accountID)
            row.jobTitle.apply(to: &contact.jobTitle)
            row.email.apply(to: &contact.email)
            row.phone.apply(to: &contact.phone)
            try self.members.find(row.owner, field: "owner", row: number).apply(to: &contact.ownerID)
        }
    }

    func takeProducts(
        _ rows: [(row: Int, value: ProductRow)],
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) throws {
        try take(rows, key: \.key, name: \.name, run, db, &outcomes) { (product: inout Product, row, _) in
            row.name.apply(to: &product.name)
            row.code.apply(to: &product.code)
            row.category.apply(to: &product.category)
            row.unit.apply(to: &product.unit)
            row.taxRate.apply(to: &product.taxRate)
            switch row.price {
            case .keep: break
            case .clear: product.prices = []
            case .set(let price): product.set(price)
            }
        }
    }

    /// Rows of one kind, each applied to its record; a row that fails leaves its record as it was.
    func take<Record: ImportableRecord, Row>(
        _ rows: [(row: Int, value: Row)],
        key: KeyPath<Row, String?>,
        name: KeyPath<Row, FieldChange<String>>,
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes,
        ordered: ([Record]) -> [Record] = { $0 },
        apply: (inout Record, Row, Int) throws -> Void
    ) throws {
        var batch = try RecordBatch<Record>(
            keys: rows.compactMap { $0.value[keyPath: key] },
            names: rows.filter { Record.isKnownByName || $0.value[keyPath: key] == nil }
                .compactMap { $0.value[keyPath: name].value },
            existing: mapping.existing,
            db
        )
        for (number, row) in rows {
            do {
                let (result, record) = try batch.take(
                    row: number,
                    key: row[keyPath: key],
                    name: row[keyPath: name].value,
                    now: db.access.now,
                    isPlaceholder: { self.isPlaceholder($0) },
                    apply: { try apply(&$0, row, number) }
                )
                know(record)
                outcomes.count(result)
                if !leavesOut(result) { outcomes.take(number, as: record.id.erased, result) }
            } catch let problem as RowProblem {
                outcomes.fail([inFile(problem)])
            }
        }
        try batch.write(run, db, ordered: ordered)
    }

    private func isPlaceholder(_ record: some ImportableRecord) -> Bool {
        (record as? Account).map { accounts.isPlaceholder($0) } ?? false
    }

    private func know(_ record: some ImportableRecord) {
        if let account = record as? Account { accounts.know(account) }
    }
}

extension Product {
    /// Sets the list price of the price's currency.
    fileprivate mutating func set(_ price: Amount) {
        prices.removeAll { $0.currency == price.currency }
        prices.append(price)
        prices.sort { $0.currency < $1.currency }
    }
}
