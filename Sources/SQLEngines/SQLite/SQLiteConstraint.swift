import GRDB

/// A unique rule that SQLite names only by its columns: `UNIQUE constraint failed: contacts.workspace_id, contacts.email`.
struct SQLiteConstraint {
    private var table: String
    private var columns: [String]
    private var isPrimaryKey: Bool
    private var index: String?

    init(_ message: String, isPrimaryKey: Bool) {
        let subject = message.after("failed: ")
        let names = subject.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1).map(String.init) }
        table = names.first?.first ?? ""
        columns = names.map { $0.last ?? "" }
        self.isPrimaryKey = isPrimaryKey
        // An index on an expression is the one that SQLite names: `index 'people_email'`.
        if subject.hasPrefix("index '") { index = String(subject.dropFirst(7).dropLast()) }
    }

    /// The name of the index, and for rules without one the name that PostgreSQL gives.
    func name(in db: GRDB.Database?) -> String {
        if let index { return index }
        if isPrimaryKey { return "\(table)_pkey" }
        let created = db.flatMap { try? createdIndex(in: $0) }
        return created ?? "\(table)_\(columns.joined(separator: "_"))_key"
    }

    private func createdIndex(in db: GRDB.Database) throws -> String? {
        let indexes = try GRDB.Row.fetchAll(
            db,
            sql: "SELECT name FROM pragma_index_list(?) WHERE \"unique\" AND origin = 'c'",
            arguments: [table]
        )
        return try indexes.map { row -> String in row[0] }.first { try indexed(by: $0, in: db) == columns }
    }

    private func indexed(by index: String, in db: GRDB.Database) throws -> [String?] {
        try String?.fetchAll(db, sql: "SELECT name FROM pragma_index_info(?) ORDER BY seqno", arguments: [index])
    }
}
