import SQLEngines
import Sales

extension Contact: StoredRecord {
    package static let table = RecordTable(
        kind: "contact",
        rights: .contacts,
        name: "contacts",
        fields: [
            .value("name", "name"), .reference("account", "account_id"), .value("jobTitle", "job_title"),
            .value("email", "email"), .value("phone", "phone"), .reference("owner", "owner_id"),
            .value("externalKey", "external_key"),
        ]
    )

    package var values: [SQL.Value] {
        [
            name.sqlValue, accountID.sqlValue, jobTitle.sqlValue, email.sqlValue, phone.sqlValue, ownerID.sqlValue,
            externalKey.sqlValue,
        ]
    }

    package init(from row: inout Row) throws {
        let id: Identifier<Contact> = try row.next()
        let version: Int = try row.next()
        try self.init(id: id, name: row.next(), version: version)
        accountID = try row.next()
        jobTitle = try row.next()
        email = try row.next()
        phone = try row.next()
        ownerID = try row.next()
        externalKey = try row.next()
    }
}
