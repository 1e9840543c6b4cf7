import SQLEngines

/// The hexadecimal SHA-256 of a secret: what the database knows of a session, a link or an address that failed.
package struct TokenHash: Hashable, Sendable, SQLBindable {
    package let hex: String

    package init(hex: String) { self.hex = hex }

    package var sqlValue: SQL.Value { .text(hex) }

    /// Some bits of it, by which transactions wait for each other.
    var lockKey: Int64 { Int64(hex.prefix(7), radix: 16) ?? 0 }
}
