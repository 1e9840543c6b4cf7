import Sales
import Storage

extension ImportEngine {
    func takeAccounts(
        _ rows: [(row: Int, value: AccountRow)],
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) throws {
        try accounts.prepare(rows.compactMap(\.value.parent.value), run, db)
        try members.prepare(rows.compactMap(\.value.owner.value), run, db)
        try take(rows, key: \.key, name: \.name, run, db, &outcomes, ordered: parentsFirst) { account, row, number in
            try self.apply(row, number, to: &account)
        }
    }

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
            try self.accounts.find(row.account, row: number).apply(to: &contact.accountID)
            row.jobTitle.apply(to: &contact.jobTitle)
            row.email.apply(to: &contact.email)
            row.phone.apply(to: &contact.phone)
            try self.members.find(row.owner, row: number).apply(to: &contact.ownerID)
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

    private func apply(_ row: AccountRow, _ number: Int, to account: inout Account) throws {
        row.name.apply(to: &account.name)
        try accounts.find(row.parent, row: number).apply(to: &account.parentID)
        row.industry.apply(to: &account.industry)
        row.region.apply(to: &account.region)
        row.type.apply(to: &account.type)
        row.size.apply(to: &account.size)
        row.employees.apply(to: &account.employees)
        row.annualRevenue.apply(to: &account.annualRevenue)
        row.foundedYear.apply(to: &account.foundedYear)
        row.website.apply(to: &account.website)
        row.phone.apply(to: &account.phone)
        row.address.apply(to: &account.address)
        row.registrationNumber.apply(to: &account.registrationNumber)
        try members.find(row.owner, row: number).apply(to: &account.ownerID)
        if account.parentID == account.id {
            throw RowProblem(
                row: number,
                column: "parent",
                value: account.name,
                sentence: "An account cannot be its own parent."
            )
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
            names: rows.filter { $0.value[keyPath: key] == nil }.compactMap { $0.value[keyPath: name].value },
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
            } catch let problem as RowProblem {
                outcomes.fail([problem])
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

    /// A parent is stored before its children, since a row can only refer to what is there.
    private func parentsFirst(_ accounts: [Account]) -> [Account] {
        let byID = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0) })
        var placed: Set<Identifier<Account>> = []
        var ordered: [Account] = []
        for account in accounts {
            var chain: [Account] = []
            var next: Account? = account
            while let current = next, placed.insert(current.id).inserted {
                chain.append(current)
                next = current.parentID.flatMap { byID[$0] }
            }
            ordered += chain.reversed()
        }
        return ordered
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
