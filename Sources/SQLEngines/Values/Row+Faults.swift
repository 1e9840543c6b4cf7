import CLibPQ
import GRDBSQLite

/// The database holds NULL where the code expects a value.
package struct UnexpectedNull: Error, Equatable, CustomStringConvertible {
    package var column: String

    package init(column: String) { self.column = column }

    package var description: String { "The column \(column) is NULL where a value is expected." }
}

/// The column has another type than the code reads, as PostgreSQL's `sum(bigint)` is no integer.
package struct UnexpectedType: Error, Equatable, CustomStringConvertible {
    package var column: String

    package init(column: String) { self.column = column }

    package var description: String { "The column \(column) has another type than is read. CAST it in the statement." }
}

/// The database holds a value that no case of `type` stands for.
package struct UnknownValue: Error, Equatable, CustomStringConvertible {
    package var type: String
    package var value: String

    package init(type: String, value: String) {
        self.type = type
        self.value = value
    }

    package var description: String { "\(value) is no \(type)." }
}

extension Row {
    struct Fault {
        enum Kind { case null, type }

        var kind: Kind
        var column: Int32
    }

    /// Throws what the raw readers noted in this row.
    package func check() throws {
        if fault != nil { try throwFault() }
    }

    private func throwFault() throws {
        guard let fault else { return }
        let name = name(of: fault.column)
        switch fault.kind {
        case .null: throw UnexpectedNull(column: name)
        case .type: throw UnexpectedType(column: name)
        }
    }

    mutating func note(_ kind: Fault.Kind, at column: Int32) {
        if fault == nil { fault = Fault(kind: kind, column: column) }
    }

    private func name(of column: Int32) -> String {
        let name =
            switch source {
            case .sqlite(let statement): sqlite3_column_name(statement, column)
            case .postgres(let result): UnsafePointer(PQfname(result, column))
            case .copy(let row): UnsafePointer(PQfname(row.pointee.description, column))
            }
        return name.map { String(cString: $0) } ?? "number \(column + 1)"
    }
}
