import SQLEngines
import Sales

/// An account or contact with the names that a list shows.
package struct CustomerRow<Record: StoredRecord & Hashable>: Hashable, Sendable {
    package var record: Record
    package var createdAt: Instant
    package var ownerName: String?
    /// A contact's account, an account's parent.
    package var accountName: String?
    package var tags: [Tag] = []
}

extension ScopedConnection {
    /// A page of the accounts that the filter shows, in an order.
    package func accounts(
        _ filter: AccountFilter,
        by order: ListOrder<AccountKey> = ListOrder(.name),
        at position: ListPosition = .start,
        limit: Int = 50
    ) throws -> ListPage<CustomerRow<Account>> {
        let condition = try condition(filter)
        let isNarrow = try !withoutCommonFields(filter, .account).isEmpty || visibleOwners != nil
        let own = try order.field.map {
            try fieldSegments($0, .account, among: condition, isNarrow: isNarrow, isDescending: order.isDescending)
        }
        let segments: [ListSegment] =
            switch order.key {
            case _ where own != nil: own ?? []
            case .name: [.all("name_sort", .text), .without("name_sort")]
            case .created: [.all("created_at", .integer)]
            case .owner: try ownerSegments(.account, filter.ownerIDs, isDescending: order.isDescending)
            }
        let query = ListQuery(
            table: "accounts",
            condition: condition,
            order: "\(order)",
            segments: segments,
            isDescending: order.isDescending,
            isNarrow: isNarrow
        )
        return try customers(query, account: "parent_id", at: position, limit: limit)
    }

    /// How many accounts the filter shows: exactly, or counted no further than a limit.
    package func accountCount(_ filter: AccountFilter, atMost limit: Int? = 1000) throws -> ListCount {
        try db.count("accounts", try condition(filter), atMost: limit)
    }

    /// A page of the contacts that the filter shows, in an order.
    package func contacts(
        _ filter: ContactFilter,
        by order: ListOrder<ContactKey> = ListOrder(.name),
        at position: ListPosition = .start,
        limit: Int = 50
    ) throws -> ListPage<CustomerRow<Contact>> {
        let condition = try condition(filter)
        let isNarrow = try !withoutCommonFields(filter, .contact).isEmpty || visibleOwners != nil
        let own = try order.field.map {
            try fieldSegments($0, .contact, among: condition, isNarrow: isNarrow, isDescending: order.isDescending)
        }
        let segments: [ListSegment] =
            switch order.key {
            case _ where own != nil: own ?? []
            case .name: [.all("name_sort", .text), .without("name_sort")]
            case .created: [.all("created_at", .integer)]
            case .owner: try ownerSegments(.contact, filter.ownerIDs, isDescending: order.isDescending)
            }
        let query = ListQuery(
            table: "contacts",
            condition: condition,
            order: "\(order)",
            segments: segments,
            isDescending: order.isDescending,
            isNarrow: isNarrow
        )
        return try customers(query, account: "account_id", at: position, limit: limit)
    }

    /// How many contacts the filter shows: exactly, or counted no further than a limit.
    package func contactCount(_ filter: ContactFilter, atMost limit: Int? = 1000) throws -> ListCount {
        try db.count("contacts", try condition(filter), atMost: limit)
    }

    private func customers<Record: StoredRecord & Hashable>(
        _ query: ListQuery,
        account: SQL,
        at position: ListPosition,
        limit: Int
    ) throws -> ListPage<CustomerRow<Record>> {
        let page = try db.page(query, at: position, limit: limit)
        var found: [Identifier<AnyRecord>: CustomerRow<Record>] = [:]
        let table = query.table
        try db.forEach(
            """
            SELECT \(Record.table.columns), created_at,
                (SELECT m.name FROM members m
                    WHERE m.workspace_id = \(table).workspace_id AND m.id = \(table).owner_id),
                (SELECT a.name FROM accounts a
                    WHERE a.workspace_id = \(table).workspace_id AND a.id = \(table).\(account))
            FROM \(table) WHERE workspace_id = \(key) AND id IN (\(list: page.rows.map(\.id)))
            """
        ) { row in
            let record: Record = try row.next()
            found[record.id.erased] = try CustomerRow(
                record: record,
                createdAt: row.next(),
                ownerName: row.next(),
                accountName: row.next()
            )
        }
        let kind: BinKind = Record.self == Account.self ? .account : .contact
        for (id, tags) in try tags(of: kind, page.rows.map(\.id)) { found[id]?.tags = tags }
        return ListPage(rows: page.rows.compactMap { found[$0.id] }, previous: page.previous, next: page.next)
    }
}
