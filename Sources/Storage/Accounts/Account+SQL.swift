import SQLEngines
import Sales

extension Account: StoredRecord {
    package static let table = RecordTable(
        kind: "account",
        rights: .accounts,
        name: "accounts",
        fields: [
            .value("name", "name"), .reference("parent", "parent_id"),
            .value("registrationNumber", "registration_number"), .value("industry", "industry"),
            .value("region", "region"), .value("type", "type"), .value("size", "size"),
            .value("employees", "employees"), .value("annualRevenue", "annual_revenue"),
            .value("annualRevenueCurrency", "annual_revenue_currency"), .value("foundedYear", "founded_year"),
            .value("website", "website"), .value("phone", "phone"), .value("address", "address"),
            .reference("owner", "owner_id"), .value("externalKey", "external_key"),
        ]
    )

    package var values: [SQL.Value] {
        [
            name.sqlValue, parentID.sqlValue, registrationNumber.sqlValue, industry.sqlValue, region.sqlValue,
            type.sqlValue, size.sqlValue, employees.sqlValue, (annualRevenue?.minor).sqlValue,
            (annualRevenue?.currency).sqlValue, foundedYear.sqlValue, website.sqlValue, phone.sqlValue,
            address.sqlValue, ownerID.sqlValue, externalKey.sqlValue,
        ]
    }

    package init(from row: inout Row) throws {
        let id: Identifier<Account> = try row.next()
        let version: Int = try row.next()
        try self.init(id: id, name: row.next(), version: version)
        parentID = try row.next()
        registrationNumber = try row.next()
        industry = try row.next()
        region = try row.next()
        type = try row.next()
        size = try row.next()
        employees = try row.next()
        annualRevenue = try row.nextAmount()
        foundedYear = try row.next()
        website = try row.next()
        phone = try row.next()
        address = try row.next()
        ownerID = try row.next()
        externalKey = try row.next()
    }
}
