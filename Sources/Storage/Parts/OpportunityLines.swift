import SQLEngines
import Sales

extension ScopedConnection {
    /// The lines of an opportunity, in the order in which they were added.
    package func lines(of id: Identifier<Opportunity>) throws -> [OpportunityLine] {
        _ = try opportunity(id)
        return try storedLines(of: id)
    }

    /// The currency that a new line of the opportunity has: that of the other lines, else of the amount.
    package func lineCurrency(of id: Identifier<Opportunity>) throws -> Currency {
        try lines(of: id).first?.unitPrice.currency ?? opportunity(id).values.amount?.currency
            ?? access.workspace.currency
    }

    /// Adds a line; one that is there already, as a form that was sent twice, is added once.
    ///
    /// An opportunity without a product takes the line's, so that lists filter by it.
    package func add(_ line: OpportunityLine, to id: Identifier<Opportunity>) throws {
        _ = try withParts(id)
        _ = try product(line.productID)
        let known: Int64? = try db.first(
            "SELECT 1 FROM opportunity_lines WHERE workspace_id = \(key) AND id = \(line.id)"
        )
        if known != nil { return }
        try changeLines(of: id, after: line) {
            try db.run(
                """
                INSERT INTO opportunity_lines
                    (workspace_id, id, opportunity_id, product_id, quantity, unit_price, currency, discount, version)
                VALUES (\(key), \(line.id), \(id), \(line.productID), \(line.quantity.thousandths),
                    \(line.unitPrice.minor), \(line.unitPrice.currency), \(line.discount.hundredths), 1)
                """
            )
        }
        if try opportunity(id).productID == nil {
            try edit(id) { (edited: inout Opportunity) in edited.productID = line.productID }
        }
    }

    /// Changes quantity, price or discount of a line.
    package func edit(
        _ line: Identifier<OpportunityLine>,
        of id: Identifier<Opportunity>,
        version: Int,
        _ change: (inout OpportunityLine) throws -> Void
    ) throws {
        _ = try withParts(id)
        guard let old = try storedLines(of: id).first(where: { $0.id == line }) else {
            throw NotFound(kind: "opportunity line")
        }
        var new = old
        try change(&new)
        if new == old { return }
        try changeLines(of: id, before: old, after: new) {
            try updatePart(
                "opportunity_lines",
                line,
                version: version,
                """
                quantity = \(new.quantity.thousandths), unit_price = \(new.unitPrice.minor),
                discount = \(new.discount.hundredths)
                """
            )
        }
    }

    /// Takes a line away, or brings it back.
    package func setRemoved(
        _ isRemoved: Bool,
        _ line: Identifier<OpportunityLine>,
        of id: Identifier<Opportunity>,
        version: Int
    ) throws {
        _ = try withParts(id)
        guard let stored = try storedLines(of: id, removed: !isRemoved).first(where: { $0.id == line }) else {
            throw NotFound(kind: "opportunity line")
        }
        try changeLines(of: id, before: isRemoved ? stored : nil, after: isRemoved ? nil : stored) {
            try updatePart(
                "opportunity_lines",
                line,
                version: version,
                "removed_at = \(isRemoved ? access.now : nil)"
            )
        }
    }

    /// Lets the opportunity's amount be what its lines come to, and follow them again.
    package func takeSumOfLines(_ id: Identifier<Opportunity>, version: Int? = nil) throws {
        _ = try withParts(id)
        let sum = try storedLines(of: id).amount()
        try revise(id, version: version) { $0.amount = sum }
    }

    /// Changes lines, and the amount with them where it was what they came to: one that somebody typed stays.
    ///
    /// What is logged first holds the opportunity's row, so that the sums are those of all who changed lines before.
    private func changeLines(
        of id: Identifier<Opportunity>,
        before: OpportunityLine? = nil,
        after: OpportunityLine? = nil,
        _ body: () throws -> Void
    ) throws {
        // One that comes to nothing that can be kept is refused before the database meets it.
        _ = try after?.amount()
        try touch(id, before: before?.logged, after: after?.logged, usual: OpportunityLine.usual)
        let old = try storedLines(of: id).amount()
        try body()
        let new = try storedLines(of: id).amount()
        if try opportunity(id).values.amount == old, old != new { try revise(id) { $0.amount = new } }
    }

    private func storedLines(of id: Identifier<Opportunity>, removed: Bool = false) throws -> [OpportunityLine] {
        try db.once(
            """
            SELECT \(OpportunityLine.columns) FROM opportunity_lines
            WHERE workspace_id = \(key) AND opportunity_id = \(id)
                AND removed_at IS \(removed ? "NOT NULL" as SQL : "NULL")
            ORDER BY id
            """
        )
    }
}

extension OpportunityLine: SQLReadable {
    static let columns: SQL = "id, product_id, quantity, unit_price, currency, discount, version"

    package init(from row: inout Row) throws {
        let (id, product): (Identifier<OpportunityLine>, Identifier<Product>) = (try row.next(), try row.next())
        let (quantity, minor): (Int64, Int64) = (try row.next(), try row.next())
        let currency: Currency = try row.next()
        try self.init(
            id: id,
            productID: product,
            quantity: Quantity(thousandths: quantity),
            unitPrice: Amount(minor: minor, currency: currency),
            discount: Discount(hundredths: row.next()),
            version: row.next()
        )
    }

    /// What is not worth telling of a new one.
    fileprivate static let usual: [SQL.Value] = [.null, .null, .null, "0%".sqlValue]

    /// As the change log tells it.
    fileprivate var logged: [(String, SQL.Value)] {
        [
            ("lineProduct", productID.sqlValue), ("quantity", quantity.typed.sqlValue),
            ("unitPrice", "\(unitPrice.typed) \(unitPrice.currency)".sqlValue),
            ("discount", "\(discount.typed)%".sqlValue),
        ]
    }
}
