import SQLEngines
import Sales

extension ScopedConnection {
    /// Changes what has no revisions: name, account, product, source and type.
    ///
    /// What others changed since `version` stays, unless it is the same field.
    @discardableResult
    package func edit(
        _ id: Identifier<Opportunity>,
        version: Int? = nil,
        _ change: (inout Opportunity) throws -> Void
    ) throws -> Opportunity {
        let current = try opportunity(id)
        try require(.edit, .opportunities, id.erased, owner: current.values.ownerID)
        var edited = current
        try change(&edited)
        if let accountID = edited.accountID, accountID != current.accountID { _ = try account(accountID) }
        if let productID = edited.productID, productID != current.productID { _ = try product(productID) }
        var read = current
        if let version { read.version = version }
        try db.updateUntracked(edited, from: read, by: Origin(access))
        return try opportunity(id)
    }
}
