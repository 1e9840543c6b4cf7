/// What a database refused or could not do, the same cases for both engines.
package enum DatabaseError: Error, Hashable, Sendable {
    /// A unique index, or `<table>_pkey`, holds such a row already.
    case uniqueViolation(constraint: String)
    case foreignKeyViolation(String)
    case checkViolation(constraint: String)
    /// NULL where it is not allowed; the column is `table.column`.
    case notNullViolation(column: String)
    /// Another transaction changed what this one read.
    case serialization
    case deadlock
    case connectionLost(String)
    /// The file cannot be opened, or the server cannot be reached.
    case unavailable(String)
    /// Another program held the file, or a lock, longer than the waiting time.
    case locked
    case diskFull
    case readOnly
    case notADatabase(String)
    case corrupt(String)
    case statementTimeout
    case poolExhausted(waited: Duration)
    /// A text contains U+0000, which PostgreSQL cannot store.
    case zeroInText
    /// A statement was run inside the body of `forEach`.
    case streaming
    case other(code: String, message: String)
}

extension DatabaseError: CustomStringConvertible {
    /// One sentence of what happened and one of what to do.
    package var description: String {
        switch self {
        case .uniqueViolation(let constraint): "There is such a row already (\(constraint))."
        case .foreignKeyViolation(let name): "A row that is referred to does not exist, or is still in use (\(name))."
        case .checkViolation(let constraint): "A value is outside what its column allows (\(constraint))."
        case .notNullViolation(let column): "The column \(column) needs a value."
        case .serialization: "Another transaction changed the same rows meanwhile. Try again."
        case .deadlock: "Two transactions waited for each other. Try again."
        case .connectionLost(let why): "The connection to the database was lost; try again. (\(why))"
        case .unavailable(let why): "The database cannot be opened; check its location and that it is up. (\(why))"
        case .locked: "Another program holds the database. Stop it, or try again when it is done."
        case .diskFull: "The disk is full. Make room; nothing of this change was stored."
        case .readOnly: "The database is read-only. Check the permissions of its file and folder, or its role."
        case .notADatabase(let file): "\(file) is not an SQLite database. Name another file."
        case .corrupt(let why): "The database is damaged; restore a backup. (\(why))"
        case .statementTimeout: "A statement ran longer than the statement timeout allows and was stopped."
        case .poolExhausted(let waited):
            "No database connection became free within \(waited). Raise the number of connections, or lower the load."
        case .zeroInText: "A text contains the character U+0000, which cannot be stored. Remove it."
        case .streaming: "No statement can run while the rows of another are read. Read them all first."
        case .other(let code, let message): "The database refused a statement: \(message) (\(code))"
        }
    }
}
