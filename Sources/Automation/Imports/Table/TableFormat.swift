/// How a table is written, as far as somebody said; what nobody said is detected.
package struct TableFormat: Equatable, Sendable {
    /// Whether cells may stand between quotation marks, and which.
    package enum Quoting: Equatable, Sendable {
        case none
        case mark(UInt8)

        var mark: UInt8? {
            if case .mark(let mark) = self { mark } else { nil }
        }
    }

    package var encoding: TextEncoding?
    package var delimiter: UInt8?
    package var quoting: Quoting
    package var hasHeader: Bool?

    package init(
        encoding: TextEncoding? = nil,
        delimiter: UInt8? = nil,
        quoting: Quoting = .mark(UInt8(ascii: "\"")),
        hasHeader: Bool? = nil
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.quoting = quoting
        self.hasHeader = hasHeader
    }
}

/// A place between two rows from which an interrupted import goes on.
package struct TablePosition: Equatable, Sendable {
    /// Where the next row begins, in bytes of the file.
    package var offset: Int64
    /// The number of the row before it.
    package var row: Int
    /// What the file was read as; none while it was all ASCII.
    package var encoding: TextEncoding?

    package init(offset: Int64, row: Int, encoding: TextEncoding?) {
        self.offset = offset
        self.row = row
        self.encoding = encoding
    }
}
