/// Brings databases up to date, in the order of its list.
///
/// A ledger in the database, `schema_migrations`, tells which migrations it has.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    package init(_ migrations: [Migration]) { self.migrations = migrations }

    /// What `migrate` would do; changes nothing.
    package func plan(_ db: any Database) async throws -> MigrationPlan {
        try await db.read { db in
            let applied = try hasLedger(db) ? recorded(db) : []
            try verify(applied)
            return MigrationPlan(
                applied: applied.map(\.name),
                pending: migrations.dropFirst(applied.count).map(\.name)
            )
        }
    }

    /// Applies what is pending, each migration in a transaction of its own or to an empty database all in one, and
    /// returns the names of those.
    ///
    /// Processes that are started together wait for each other, and one of them migrates.
    @discardableResult
    package func migrate(_ db: any Database, now: Int64) async throws -> [String] {
        // Nearly always there is nothing to do, and the writer need not be asked for.
        if try await plan(db).pending.isEmpty && !migrations.isEmpty { return [] }
        var names: [String] = []
        while true {
            let applied = try await db.alter { try applyNext($0, now: now) }
            if applied.isEmpty { return names }
            names += applied
        }
    }

    /// Applies the next one, or all to an empty database, where a transaction of each would keep nothing of use.
    ///
    /// The ledger is read again under the lock, since another process may have migrated meanwhile.
    private func applyNext(_ db: any Connection, now: Int64) throws -> [String] {
        try db.lock(lockKey(db))
        try makeLedger(db)
        let applied = try recorded(db)
        try verify(applied)
        let pending = migrations.dropFirst(applied.count)
        let next = applied.isEmpty ? pending : pending.prefix(1)
        for (position, migration) in zip(applied.count..., next) {
            try apply(migration, db)
            try db.run(
                """
                INSERT INTO schema_migrations (name, position, checksum, applied_at)
                VALUES (\(migration.name), \(position), \(migration.checksum), \(now))
                """
            )
        }
        return next.map(\.name)
    }

    private func apply(_ migration: Migration, _ db: any Connection) throws {
        for step in migration.steps {
            for sql in db is SQLiteConnection ? step.sqlite : step.postgres { try db.run(sql) }
        }
    }

    private func verify(_ applied: [AppliedMigration]) throws {
        let known = Set(migrations.map(\.name))
        if let unknown = applied.first(where: { !known.contains($0.name) }) {
            throw MigrationError.newerDatabase(unknown.name)
        }
        for (applied, migration) in zip(applied, migrations)
        where applied.name != migration.name || applied.checksum != migration.checksum {
            throw MigrationError.alteredMigration(applied.name)
        }
    }
}

extension Migrator {
    private func makeLedger(_ db: any Connection) throws {
        try db.run(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                name TEXT NOT NULL PRIMARY KEY,
                position BIGINT NOT NULL,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """
        )
    }

    private func recorded(_ db: any Connection) throws -> [AppliedMigration] {
        try db.all("SELECT name, checksum FROM schema_migrations ORDER BY position")
    }

    private func hasLedger(_ db: any Connection) throws -> Bool {
        let count: Int? =
            db is SQLiteConnection
            ? try db.first("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'")
            : try db.first(
                """
                SELECT count(*) FROM pg_tables
                WHERE schemaname = current_schema() AND tablename = 'schema_migrations'
                """
            )
        return count == 1
    }

    /// PostgreSQL's locks are one database's, whose schemas may hold one installation each.
    private func lockKey(_ db: any Connection) throws -> Int64 {
        var key = Checksum()
        key.combine("schema_migrations ")
        if !(db is SQLiteConnection) {
            let schema: String?? = try db.first("SELECT CAST(current_schema() AS TEXT)")
            guard let schema, let schema else { throw MigrationError.schemaMissing }
            key.combine(schema)
        }
        return key.key
    }
}

private struct AppliedMigration: SQLReadable {
    var name: String
    var checksum: String

    init(from row: inout Row) throws {
        name = try row.next()
        checksum = try row.next()
    }
}
