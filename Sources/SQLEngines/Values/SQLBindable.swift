/// A type whose values can be bound to a placeholder.
package protocol SQLBindable {
    var sqlValue: SQL.Value { get }
}

extension SQL.Value: SQLBindable { package var sqlValue: SQL.Value { self } }
extension String: SQLBindable { package var sqlValue: SQL.Value { .text(self) } }
extension Substring: SQLBindable { package var sqlValue: SQL.Value { .text(String(self)) } }
extension Int: SQLBindable { package var sqlValue: SQL.Value { .integer(Int64(self)) } }
extension Int64: SQLBindable { package var sqlValue: SQL.Value { .integer(self) } }
extension Int32: SQLBindable { package var sqlValue: SQL.Value { .integer(Int64(self)) } }
extension Int16: SQLBindable { package var sqlValue: SQL.Value { .integer(Int64(self)) } }
extension UInt32: SQLBindable { package var sqlValue: SQL.Value { .integer(Int64(self)) } }
extension UInt16: SQLBindable { package var sqlValue: SQL.Value { .integer(Int64(self)) } }
extension UInt8: SQLBindable { package var sqlValue: SQL.Value { .integer(Int64(self)) } }
extension Double: SQLBindable { package var sqlValue: SQL.Value { .double(self) } }

/// Neither engine's type is used: a truth is 0 or 1 in a `BIGINT`, the same on both.
extension Bool: SQLBindable { package var sqlValue: SQL.Value { .integer(self ? 1 : 0) } }

extension [UInt8]: SQLBindable { package var sqlValue: SQL.Value { .blob(self) } }

extension Optional: SQLBindable where Wrapped: SQLBindable {
    package var sqlValue: SQL.Value { self?.sqlValue ?? .null }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    package var sqlValue: SQL.Value { rawValue.sqlValue }
}

extension SQL.Value {
    /// Refuses what PostgreSQL cannot store and SQLite would cut: U+0000 inside a text.
    func requireStorable() throws {
        guard case .text(let text) = self else { return }
        if text.utf8.contains(0) { throw DatabaseError.zeroInText }
    }
}
