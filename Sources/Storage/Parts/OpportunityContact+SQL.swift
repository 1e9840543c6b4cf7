import SQLEngines
import Sales

extension OpportunityContact.Attitude: SQLBindable, SQLReadable {}

extension OpportunityContact: SQLReadable {
    static func columns(of alias: SQL) -> SQL {
        """
        \(alias).id, \(alias).contact_id, \(alias).role_id, \(alias).attitude, \(alias).is_primary, \(alias).version
        """
    }

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            contactID: row.next(),
            roleID: row.next(),
            attitude: row.next(),
            isPrimary: row.next(),
            version: row.next()
        )
    }

    /// What is not worth telling of a new one.
    static let usual: [SQL.Value] = [.null, .null, Attitude.unknown.sqlValue, false.sqlValue]

    /// As the change log tells it.
    var logged: [(String, SQL.Value)] {
        [
            ("contact", contactID.sqlValue), ("contactRole", roleID.sqlValue), ("attitude", attitude.sqlValue),
            ("isPrimary", isPrimary.sqlValue),
        ]
    }
}
