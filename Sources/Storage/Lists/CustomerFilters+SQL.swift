import SQLEngines
import Sales

extension ScopedConnection {
    /// That an account is there, seen by the member, and shown by the filter.
    func condition(_ filter: AccountFilter) throws -> SQL {
        var conditions = Conditions("workspace_id = \(key) AND deleted_at IS NULL AND \(sees(.accounts))")
        let owners = OwnerChoice(owners: filter.ownerIDs, orNone: filter.hasNoOwner, teams: filter.teamIDs)
        try add(owners, to: &conditions)
        conditions.add("industry", anyOf: filter.industries)
        conditions.add("region", anyOf: filter.regions)
        conditions.add("type", anyOf: filter.types)
        conditions.add("size", anyOf: filter.sizes)
        conditions.add(filter.tagIDs, of: .account, in: key)
        conditions.add("created_at", in: instants(filter.created))
        if filter.hasOpenOpportunities { conditions.add("EXISTS (\(openOpportunityOfAccount))") }
        if filter.hasNoOpenOpportunities { conditions.add("NOT EXISTS (\(openOpportunityOfAccount))") }
        try add(filter.fields, .account, to: &conditions)
        conditions.add(part: filter.text, fewNamed: try few(named: filter.text, .account))
        return conditions.sql
    }

    /// That a contact is there, seen by the member, and shown by the filter.
    func condition(_ filter: ContactFilter) throws -> SQL {
        var conditions = Conditions("workspace_id = \(key) AND deleted_at IS NULL AND \(sees(.contacts))")
        conditions.add("account_id", anyOf: filter.accountIDs)
        conditions.add(filter.tagIDs, of: .contact, in: key)
        let owners = OwnerChoice(owners: filter.ownerIDs, orNone: filter.hasNoOwner, teams: filter.teamIDs)
        try add(owners, to: &conditions)
        conditions.add("created_at", in: instants(filter.created))
        try add(filter.fields, .contact, to: &conditions)
        conditions.add(part: filter.text, fewNamed: try few(named: filter.text, .contact))
        return conditions.sql
    }

    /// Only those that the member sees count, so that a list tells nothing of others' sales.
    private var openOpportunityOfAccount: SQL {
        """
        SELECT 1 FROM opportunities o WHERE o.workspace_id = accounts.workspace_id AND o.account_id = accounts.id
            AND o.outcome = 'open' AND o.deleted_at IS NULL AND o.withdrawn_at IS NULL
            AND \(sees(.opportunities, owner: "o.owner_id", id: "o.id"))
        """
    }
}
