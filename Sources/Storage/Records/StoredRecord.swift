import SQLEngines
import Sales

/// A record that is one row of one table, with a version: an account, a contact, a product, a member, a team.
///
/// Creating, editing with a version check, the bin and the change log are written once, for all of them.
package protocol StoredRecord: SQLReadable, Sendable {
    static var table: RecordTable { get }
    var id: Identifier<Self> { get }
    var name: String { get }
    var version: Int { get set }
    /// The editable values, in the order of the table's fields.
    var values: [SQL.Value] { get }

    /// Reads what the record has in tables of its own; most have nothing there.
    mutating func readParts(_ db: any Connection, in workspace: Int64) throws
    /// Stores those parts of a new record.
    func createParts(_ db: any Connection, in workspace: Int64) throws
    /// Stores in what the parts differ from those that were read.
    func replaceParts(_ db: any Connection, of stored: Self, by origin: Origin) throws
}

/// What a kind of record is called and which columns people edit.
package struct RecordTable: Sendable {
    /// The word for the kind in the change log.
    var kind: String
    /// The kind for which roles have rights.
    var rights: RecordKind
    var name: SQL
    /// Editable fields by their name in the change log; the first is the name.
    var fields: [Field]

    struct Field: Sendable {
        var name: String
        var column: SQL
        var isIdentifier = false
    }

    /// What a record is read from: id, version and the fields.
    var columns: SQL { "id, version, \(fields.map(\.column).joined(separator: ", "))" }

    /// The same where several tables are joined.
    func columns(of alias: SQL) -> SQL {
        (["id", "version"] + fields.map(\.column)).map { "\(alias).\($0)" }.joined(separator: ", ")
    }
}

extension RecordTable.Field {
    static func value(_ name: String, _ column: SQL) -> Self { Self(name: name, column: column) }
    static func reference(_ name: String, _ column: SQL) -> Self {
        Self(name: name, column: column, isIdentifier: true)
    }
}

extension StoredRecord {
    package mutating func readParts(_ db: any Connection, in workspace: Int64) throws {}
    package func createParts(_ db: any Connection, in workspace: Int64) throws {}
    package func replaceParts(_ db: any Connection, of stored: Self, by origin: Origin) throws {}

    /// The fields in which this record differs from `other`.
    func changedFields(from other: Self) -> [Int] {
        zip(values, other.values).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    }
}
