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
        var parents: [Identifier<Account>: Identifier<Account>?] = [:]
        try take(rows, key: \.key, name: \.name, run, db, &outcomes, ordered: parentsFirst) { account, row, number in
            let before = account.parentID
            try self.apply(row, number, to: &account)
            if account.parentID != before { try self.refuseCircle(account, parents, number, db) }
            parents[account.id] = account.parentID
        }
    }

    private func apply(_ row: AccountRow, _ number: Int, to account: inout Account) throws {
        row.name.apply(to: &account.name)
        try accounts.find(row.parent, field: "parent", row: number).apply(to: &account.parentID)
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
        try members.find(row.owner, field: "owner", row: number).apply(to: &account.ownerID)
    }

    /// Refuses a parent that stands below the account itself, as the rows of the batch so far leave it.
    private func refuseCircle(
        _ account: Account,
        _ parents: [Identifier<Account>: Identifier<Account>?],
        _ number: Int,
        _ db: ScopedConnection
    ) throws {
        var next = account.parentID
        while let current = next {
            if current == account.id {
                throw RowProblem(
                    row: number,
                    column: "parent",
                    value: account.name,
                    sentence: "An account cannot be its own parent, nor stand below itself."
                )
            }
            next = parents[current] ?? (try? db.account(current))?.parentID
        }
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
