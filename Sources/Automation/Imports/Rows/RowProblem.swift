/// Why a row cannot be imported: the cell and one sentence that says what to do.
package struct RowProblem: Error, Equatable, Sendable {
    /// 1 for the file's first row.
    package var row: Int
    package var column: String
    package var value: String
    package var sentence: String

    package init(row: Int, column: String, value: String, sentence: String) {
        self.row = row
        self.column = column
        self.value = value
        self.sentence = sentence
    }
}

extension RowProblem: CustomStringConvertible {
    package var description: String {
        let shown = value.count > 80 ? "\(value.prefix(80))…" : value
        return "Row \(row), \"\(column)\" is \"\(shown)\": \(sentence)"
    }
}

/// What a row of the file is.
package enum RowOutcome: Equatable, Sendable {
    case row(ImportRow)
    /// Left out by the mapping's `skipWhere`, or all its cells are blank.
    case skipped
    case failed([RowProblem])
}
