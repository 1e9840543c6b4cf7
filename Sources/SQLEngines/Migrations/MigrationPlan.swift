/// Which migrations a database has and which it still needs.
package struct MigrationPlan: Sendable, Hashable {
    package let applied: [String]
    package let pending: [String]

    package init(applied: [String], pending: [String]) {
        self.applied = applied
        self.pending = pending
    }
}

/// Why a database cannot be brought up to date.
package enum MigrationError: Error, Hashable, CustomStringConvertible {
    /// The database has a migration that this program does not know.
    case newerDatabase(String)
    /// A migration was edited, or moved in the order, after it had been applied.
    case alteredMigration(String)
    /// No schema of PostgreSQL's `search_path` exists.
    case schemaMissing

    package var description: String {
        switch self {
        case .newerDatabase(let name):
            "The database was made by a newer version (it has “\(name)”). Install that version, or restore a backup."
        case .schemaMissing:
            "No schema that the connection's search_path names exists. Create it, or correct the location's options."
        case .alteredMigration(let name):
            "The migration “\(name)” is not the one that made this database. Install the version that made it."
        }
    }
}
