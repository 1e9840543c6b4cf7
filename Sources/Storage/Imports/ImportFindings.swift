import SQLEngines
import Sales

/// Why a row of an import failed, or what should be known of one that was taken.
package struct ImportFinding: Sendable, Equatable {
    package var row: Int
    package var isFailure: Bool
    package var column: String
    package var value: String
    package var sentence: String

    package init(row: Int, isFailure: Bool, column: String = "", value: String = "", sentence: String) {
        self.row = row
        self.isFailure = isFailure
        self.column = column
        self.value = value
        self.sentence = sentence
    }
}

extension ImportFinding: SQLReadable {
    static let columns: SQL = "row_number, is_failure, column_name, cell, sentence"

    package init(from row: inout Row) throws {
        try self.init(
            row: row.next(),
            isFailure: row.next(),
            column: row.next(),
            value: row.next(),
            sentence: row.next()
        )
    }
}

/// The notes of an import that say the same.
package struct ImportNoteKind: Sendable, Equatable {
    package var sentence: String
    package var count: Int
    /// The first rows that it is about.
    package var rows: [Int]
}

extension ImportNoteKind: SQLReadable {
    package init(from row: inout Row) throws { try self.init(sentence: row.next(), count: row.next(), rows: []) }
}

extension ScopedConnection {
    /// The kinds of notes in the order of their first rows, so many kinds at most.
    package func noteKinds(of run: Import, limit: Int = 20) throws -> [ImportNoteKind] {
        let kinds: [ImportNoteKind] = try db.all(
            """
            SELECT sentence, count(*) FROM import_findings
            WHERE workspace_id = \(key) AND import_id = \(run.id) AND is_failure = 0
            GROUP BY sentence ORDER BY min(row_number), sentence LIMIT \(limit)
            """
        )
        return try kinds.map { kind in
            var kind = kind
            kind.rows = try db.all(
                """
                SELECT row_number FROM import_findings
                WHERE workspace_id = \(key) AND import_id = \(run.id) AND is_failure = 0
                    AND sentence = \(kind.sentence)
                ORDER BY row_number, position LIMIT 5
                """
            )
            return kind
        }
    }

    /// Stores findings in the transaction of the rows they are about, so that none is lost and none comes twice.
    package func add(_ findings: [ImportFinding], to run: Import) throws {
        try requireImporter()
        var rows = SQLRows(columns: 8)
        var positions: [Int: Int] = [:]
        for finding in findings {
            let position = positions[finding.row, default: 0]
            positions[finding.row] = position + 1
            rows.append(
                key,
                run.id,
                finding.row,
                position,
                finding.isFailure,
                finding.column,
                finding.value,
                finding.sentence
            )
        }
        try db.insert(
            into: "import_findings",
            columns: "workspace_id, import_id, row_number, position, is_failure, column_name, cell, sentence",
            rows: rows
        )
    }

    /// The findings of the rows after one, in the order of the file.
    package func findings(of run: Import, failures: Bool, after row: Int = 0, limit: Int) throws -> [ImportFinding] {
        try requireImporter()
        return try db.all(
            """
            SELECT \(ImportFinding.columns) FROM import_findings
            WHERE workspace_id = \(key) AND import_id = \(run.id) AND is_failure = \(failures)
                AND row_number > \(row)
            ORDER BY row_number, position LIMIT \(limit)
            """
        )
    }

    package func noteCount(of run: Import) throws -> Int {
        try requireImporter()
        return try db.first(
            """
            SELECT count(*) FROM import_findings
            WHERE workspace_id = \(key) AND import_id = \(run.id) AND is_failure = 0
            """
        ) ?? 0
    }
}
