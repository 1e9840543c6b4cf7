import SQLEngines
import Sales

/// What signing in is checked against.
package struct Credentials: Sendable {
    package var person: Person
    /// Nil for somebody who never chose one.
    package var passwordHash: String?
}

/// Another person of the installation has the address already.
package struct EmailTaken: Error, Equatable, CustomStringConvertible {
    package init() {}

    package var description: String { "Somebody with this address is there already. Give the password that they have." }
}

/// Who is let in by a link: somebody new, or somebody who has just given their password.
package enum Newcomer: Sendable {
    case new(email: String, name: String, passwordHash: String, language: Language?)
    case known(Identifier<Person>)
}

extension Store {
    /// The person of an address, with what the password is checked against.
    package func credentials(of email: String) async throws -> Credentials? {
        try await database.read { db in
            try db.first(
                "SELECT \(Person.columns), password_hash FROM persons WHERE email_folded = \(email.folded)"
            )
        }
    }

    package func credentials(of id: Identifier<Person>) async throws -> Credentials {
        try await database.read { db in
            try db.find("SELECT \(Person.columns), password_hash FROM persons WHERE id = \(id)", kind: "person")
        }
    }

    /// Stores the same password hashed anew, with parameters that have grown; nobody is signed out by it.
    package func rehash(_ id: Identifier<Person>, from old: String, to hash: String) async throws {
        try await database.write { db in
            try db.run(
                """
                UPDATE persons SET password_hash = \(hash), version = version + 1
                WHERE id = \(id) AND password_hash = \(old)
                """
            )
        }
    }

    /// Changes the password, ends every session of the person and begins a new one.
    package func changePassword(
        of id: Identifier<Person>,
        to hash: String,
        session: NewSession,
        now: Instant
    ) async throws -> Session {
        try await database.write { db in
            try db.setPassword(of: id, to: hash, now: now)
            return try db.begin(session, of: id, now: now)
        }
    }

    /// The language in which the person reads every workspace; nil for the browser's.
    package func setLanguage(_ language: Language?, of id: Identifier<Person>) async throws {
        try await database.write { db in
            try db.run("UPDATE persons SET language = \(language), version = version + 1 WHERE id = \(id)")
        }
    }
}

extension Connection {
    func person(_ id: Identifier<Person>) throws -> Person {
        try find("SELECT \(Person.columns) FROM persons WHERE id = \(id)", kind: "person")
    }

    func person(email: String) throws -> Person? {
        try first("SELECT \(Person.columns) FROM persons WHERE email_folded = \(email.folded)")
    }

    /// The person who comes in, made where there is none yet.
    func admit(_ newcomer: Newcomer, now: Instant) throws -> Person {
        switch newcomer {
        case .known(let id): return try person(id)
        case .new(let email, let name, let hash, let language):
            let email = try EmailRule.checked(email)
            try NameRule.check(name)
            let person = Person(id: Identifier(at: now), email: email, name: name, language: language)
            try run(
                """
                INSERT INTO persons (id, email, email_folded, name, password_hash, language, created_at, version)
                VALUES (\(person.id), \(email), \(email.folded), \(name), \(hash), \(language), \(now), 1)
                """
            )
            return person
        }
    }

    /// Stores a new password, ends every session and tells it in the log of each workspace.
    func setPassword(of id: Identifier<Person>, to hash: String, now: Instant) throws {
        let count = try run("UPDATE persons SET password_hash = \(hash), version = version + 1 WHERE id = \(id)")
        guard count == 1 else { throw NotFound(kind: "person") }
        try revokeSessions(of: id, now: now)
        for found in try memberships(of: id) {
            let origin = Origin(found.access(now: now))
            try revokeLinks(of: found.member.id, in: found.workspace.key, .passwordReset, now: now)
            try note([("password", .text("changed"))], of: found.member, by: origin)
        }
    }

    /// Tells in the log what happened to a member without changing the record.
    func note(_ values: [(String, SQL.Value)], of member: Member, by origin: Origin) throws {
        var change = Change("member", member.id.erased, version: member.version, action: .updated)
        change.after = FieldValues(values)
        try log([change], by: origin)
    }
}

extension Database {
    /// Writes, and names the rule where an address is another person's.
    func writePerson<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        do { return try await write(body) } catch DatabaseError.uniqueViolation(constraint: "persons_email") {
            throw EmailTaken()
        }
    }
}

extension Person: SQLReadable {
    static let columns: SQL = "id, email, name, language"

    package init(from row: inout Row) throws {
        try self.init(id: row.next(), email: row.next(), name: row.next(), language: row.next())
    }
}

extension Credentials: SQLReadable {
    package init(from row: inout Row) throws {
        person = try row.next()
        passwordHash = try row.next()
    }
}

extension Store {
    /// Whether any workspace lets the person in.
    package func isMemberAnywhere(_ id: Identifier<Person>) async throws -> Bool {
        try await database.read { try !$0.memberships(of: id).isEmpty }
    }
}
