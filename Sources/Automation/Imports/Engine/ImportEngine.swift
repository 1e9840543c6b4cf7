import Sales
import Storage

/// Turns batches of rows into writes; each batch is one transaction.
///
/// What it remembers between batches (pipeline, names already looked up) is valid because a batch that fails ends
/// the import.
final class ImportEngine: @unchecked Sendable {
    let reader: ImportReader
    var mapping: ImportMapping { reader.mapping }
    private var setting: ImportSetting?
    /// How rows are read; nothing before the first batch.
    var rows: RowReader? { setting?.rows }
    /// Where only the rows are taken that failed in an earlier run: their numbers.
    private var retried: Set<Int>?
    var accounts: References<Account>
    var members: References<Member>
    var products: References<Product>
    var lossReasons: [String: Identifier<LossReason>] = [:]

    init(_ reader: ImportReader) {
        self.reader = reader
        accounts = References(reader.mapping.accounts)
        members = References(reader.mapping.owners)
        products = References(reader.mapping.products)
    }

    /// Writes a batch's records and findings, and returns the run with the rows counted; under the imports' lock.
    func take(_ batch: ImportBatch, _ before: Import, _ db: ScopedConnection) throws -> Import {
        let (rows, run) = (batch.rows, batch.advance(before))
        let setting = try self.setting ?? prepare(run, db)
        var outcomes = BatchOutcomes()
        var values: [(row: Int, value: ImportRow)] = []
        for row in rows {
            if let retried, !retried.contains(row.number) {
                outcomes.accounting.skipped += 1
                continue
            }
            var own: OwnValues = [:]
            switch setting.rows.read(row, own: &own) {
            case .row(let value):
                values.append((row.number, value))
                if !own.isEmpty { outcomes.own[row.number] = own }
            case .skipped: outcomes.accounting.skipped += 1
            case .failed(let problems): outcomes.fail(problems)
            }
        }
        try write(values, setting, run, db, &outcomes)
        try fillOwn(run, db, &outcomes)
        try db.add(outcomes.findings, to: run)
        return run.counting(outcomes.accounting, rows: rows.count)
    }

    private func prepare(_ run: Import, _ db: ScopedConnection) throws -> ImportSetting {
        let setting = try ImportSetting(reader, run, db)
        self.setting = setting
        retried = try run.retriedID.map { try db.failedRows(of: $0) }
        return setting
    }

    private func write(
        _ values: [(row: Int, value: ImportRow)],
        _ setting: ImportSetting,
        _ run: Import,
        _ db: ScopedConnection,
        _ outcomes: inout BatchOutcomes
    ) throws {
        switch mapping.kind {
        case .accounts: try takeAccounts(values.accounts, run, db, &outcomes)
        case .contacts: try takeContacts(values.contacts, run, db, &outcomes)
        case .products: try takeProducts(values.products, run, db, &outcomes)
        case .members: try takeMembers(values.members, run, db, &outcomes)
        case .opportunities:
            try takeOpportunities(values.opportunities, setting, run, db, &outcomes)
        case .stageHistory: try takeHistory(values.stageHistory, setting, run, db, &outcomes)
        }
    }
}

/// What became of a batch's rows.
struct BatchOutcomes {
    var accounting = ImportAccounting()
    var findings: [ImportFinding] = []
    /// What rows say of own fields, by the row.
    var own: [Int: OwnValues] = [:]
    private(set) var taken: [(id: Identifier<AnyRecord>, own: OwnValues, result: RowResult)] = []

    /// Notes which record a row became, so that its own fields are written with it.
    mutating func take(_ row: Int, as id: Identifier<AnyRecord>, _ result: RowResult) {
        if let own = own[row] { taken.append((id, own, result)) }
    }

    mutating func fail(_ problems: [RowProblem]) {
        accounting.failed += 1
        findings += problems.map(ImportFinding.init)
    }

    mutating func note(_ row: Int, _ sentence: String) {
        findings.append(ImportFinding(row: row, isFailure: false, sentence: sentence))
    }

    mutating func count(_ result: RowResult) {
        switch result {
        case .created: accounting.created += 1
        case .updated: accounting.updated += 1
        case .skipped: accounting.skipped += 1
        }
    }
}

extension ImportFinding {
    init(_ problem: RowProblem) {
        self.init(
            row: problem.row,
            isFailure: true,
            column: problem.column,
            value: problem.value,
            sentence: problem.sentence
        )
    }
}

enum RowResult {
    case created, updated, skipped
}

extension Import {
    fileprivate func counting(_ accounting: ImportAccounting, rows: Int) -> Import {
        var run = self
        run.rowsRead += rows
        run.created += accounting.created
        run.updated += accounting.updated
        run.skipped += accounting.skipped
        run.failed += accounting.failed
        return run
    }
}

extension [(row: Int, value: ImportRow)] {
    fileprivate var accounts: [(row: Int, value: AccountRow)] {
        compactMap { if case .account(let value) = $0.value { ($0.row, value) } else { nil } }
    }
    fileprivate var contacts: [(row: Int, value: ContactRow)] {
        compactMap { if case .contact(let value) = $0.value { ($0.row, value) } else { nil } }
    }
    fileprivate var products: [(row: Int, value: ProductRow)] {
        compactMap { if case .product(let value) = $0.value { ($0.row, value) } else { nil } }
    }
    fileprivate var members: [(row: Int, value: MemberRow)] {
        compactMap { if case .member(let value) = $0.value { ($0.row, value) } else { nil } }
    }
    fileprivate var opportunities: [(row: Int, value: OpportunityRow)] {
        compactMap { if case .opportunity(let value) = $0.value { ($0.row, value) } else { nil } }
    }
    fileprivate var stageHistory: [(row: Int, value: StageHistoryRow)] {
        compactMap { if case .stageHistory(let value) = $0.value { ($0.row, value) } else { nil } }
    }
}
