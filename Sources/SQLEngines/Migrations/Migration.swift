/// One change of the schema, made once and in one transaction.
///
/// A shipped migration is never edited: its checksum is in the ledger of every database that has it.
package struct Migration: Sendable {
    package let name: String
    package let steps: [MigrationStep]

    package init(name: String, steps: [MigrationStep]) {
        self.name = name
        self.steps = steps
    }

    /// A checksum of the text for both engines.
    package var checksum: String {
        var hash = Checksum()
        for step in steps {
            for (engine, statements) in [("sqlite", step.sqlite), ("postgres", step.postgres)] {
                for sql in statements { hash.combine("\(engine) \(sql.text) \(sql.bindings)\u{1F}") }
            }
        }
        return hash.hex
    }
}

/// A statement of a migration, or statements that differ between the engines.
package enum MigrationStep: Sendable, ExpressibleByStringLiteral {
    case sql(SQL)
    case engine(sqlite: [SQL], postgres: [SQL])

    package init(stringLiteral value: String) { self = .sql(SQL(stringLiteral: value)) }

    var sqlite: [SQL] {
        switch self {
        case .sql(let sql): [sql]
        case .engine(let sqlite, _): sqlite
        }
    }

    var postgres: [SQL] {
        switch self {
        case .sql(let sql): [sql]
        case .engine(_, let postgres): postgres
        }
    }
}

/// FNV-1a over UTF-8: it finds changes, it does not resist forgery.
struct Checksum {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    var key: Int64 { Int64(bitPattern: value) }

    var hex: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
