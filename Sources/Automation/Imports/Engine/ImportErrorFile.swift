import Sales
import Storage

extension ImportJob {
    /// Writes the rows that failed into a file that can be corrected and imported again with the same mapping.
    package func writeErrorFile(
        of run: Import,
        telling: (String) -> String = { $0 },
        write: @escaping ([UInt8]) throws -> Void
    ) async throws {
        let table = try TableReader(path: path, format: mapping.format.table, expecting: mapping.columns)
        let file = try ErrorFile(of: table, stated: mapping.format.table.encoding, write: write)
        var waiting: [ImportFinding] = []
        var row = TableRow()
        while true {
            let last = waiting.last?.row ?? 0
            waiting = try await store.read(access) {
                try $0.findings(of: run, failures: true, after: last, limit: 2000)
            }
            if waiting.isEmpty { return }
            // A row's findings are written together, so the page's last row waits for the next page.
            if waiting.count == 2000, let last = waiting.last, waiting[0].row != last.row {
                waiting.removeAll { $0.row == last.row }
            }
            for (number, findings) in waiting.byRow {
                repeat {
                    guard try table.next(into: &row) else { return }
                } while row.number < number
                try file.append(row, findings.map { $0.problem(telling) })
            }
        }
    }
}

extension [ImportFinding] {
    fileprivate var byRow: [(Int, [ImportFinding])] {
        Dictionary(grouping: self, by: \.row).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension ImportFinding {
    fileprivate func problem(_ telling: (String) -> String) -> RowProblem {
        RowProblem(row: row, column: column, value: value, sentence: telling(sentence))
    }
}
