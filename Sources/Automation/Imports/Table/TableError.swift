/// Why a file cannot be read as a table; its description is one sentence for the person who imports.
package enum TableError: Error, Equatable {
    case unreadable(path: String, reason: String)
    case empty
    case invalidText(row: Int, offset: Int64, encoding: TextEncoding)
    case encodingUnavailable(TextEncoding)
    case unclosedQuote(row: Int, column: Int)
    case nul(row: Int, column: Int)
    case rowTooLong(row: Int, openQuoteInColumn: Int?)
    case tooManyColumns(row: Int)
}

extension TableError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "The file \(path) cannot be read: \(reason)."
        case .empty: "The file is empty: it has no header and no rows."
        case .invalidText(let row, let offset, let encoding):
            "Row \(row) holds bytes that are not \(encoding.rawValue) (at byte \(offset) of the file); "
                + "name the file's encoding in the mapping's format, or save the file as UTF-8."
        case .encodingUnavailable(let encoding):
            "This system cannot convert \(encoding.rawValue); save the file as UTF-8 and import that."
        case .unclosedQuote(let row, let column):
            "The quotation mark that opens in row \(row), column \(column) is never closed; close or double it."
        case .nul(let row, let column):
            "Row \(row), column \(column) holds a NUL byte; the file is damaged or is not a text file."
        case .rowTooLong(let row, let column?):
            "Row \(row) is longer than 1 MB; perhaps the quotation mark in column \(column) is not closed."
        case .rowTooLong(let row, nil): "Row \(row) is longer than 1 MB; such a row cannot be imported."
        case .tooManyColumns(let row): "Row \(row) has more than 4,096 columns; leave out those you do not need."
        }
    }
}
