import SQLEngines
import Sales

extension ScopedConnection {
    /// How much a member owns that somebody has to go on with.
    package func holdings(of id: Identifier<Member>) throws -> Holdings {
        _ = try member(id)
        return try db.holdings(of: id, in: key)
    }

    /// Ends a member's access: sessions and links end at once, history keeps the name.
    ///
    /// What the member owns stays until `handOver` has moved it, so somebody must be named where there is anything.
    package func deactivate(
        _ id: Identifier<Member>,
        handingOverTo successor: Identifier<Member>? = nil,
        version: Int? = nil
    ) throws -> Member {
        try require(.delete, .members)
        let member = try reachable(id)
        guard member.isActive else { throw MemberError.isDeactivated }
        guard id != access.member?.id else { throw MemberError.isYourself }
        try requireAnotherOwner(than: member)
        if let successor {
            // Who may not hand over would leave it half done.
            try require(.edit, .members)
            try requireSuccessor(successor, of: id)
        } else {
            let holdings = try holdings(of: id)
            guard holdings.total == 0 else { throw MemberError.stillOwns(holdings) }
        }
        let ended = try db.edit(id, version: version, by: Origin(access)) { (member: inout Member) in
            member.deactivatedAt = access.now
        }
        if let personID = member.personID { try db.revokeSessions(of: personID, now: access.now) }
        try db.revokeLinks(of: id, in: key, now: access.now)
        try db.revokeLinks(madeBy: id, in: key, now: access.now)
        return ended
    }

    /// Lets a member in again, with the role and person they had.
    package func reactivate(_ id: Identifier<Member>, version: Int? = nil) throws -> Member {
        try require(.create, .members)
        guard try !reachable(id).isActive else { throw MemberError.isActive }
        return try db.edit(id, version: version, by: Origin(access)) { (member: inout Member) in
            member.deactivatedAt = nil
        }
    }

    /// Gives so many of a member's records to another, and returns how many those were; 0 when none is left.
    ///
    /// Open opportunities by a revision each, accounts, contacts and open activities by an edit; closed sales stay whose
    /// they were.
    package func handOver(from id: Identifier<Member>, to successor: Identifier<Member>, limit: Int = 50) throws -> Int
    {
        try require(.edit, .members)
        _ = try reachable(id)
        try requireSuccessor(successor, of: id)
        let opportunities: [Opportunity] = try db.all(
            """
            SELECT \(Opportunity.columns) FROM opportunities WHERE \(owned(by: id)) AND withdrawn_at IS NULL
                AND outcome = \(Outcome.open) ORDER BY id LIMIT \(limit)
            """
        )
        try giveOpportunities(opportunities, to: successor)
        var moved = opportunities.count
        moved += try give(Account.self, of: id, limit: limit - moved) { $0.ownerID = successor }
        moved += try give(Contact.self, of: id, limit: limit - moved) { $0.ownerID = successor }
        return moved + (try giveActivities(of: id, to: successor, limit: limit - moved))
    }

    /// What is still to be done goes to the successor; what was done stays whose it was.
    private func giveActivities(
        of id: Identifier<Member>,
        to successor: Identifier<Member>,
        limit: Int
    ) throws -> Int {
        guard limit > 0 else { return 0 }
        let activities = try db.activities(
            """
            SELECT \(Activity.columns(of: "a")) FROM activities a
            WHERE a.workspace_id = \(key) AND a.owner_id = \(id) AND a.happened_at IS NULL AND a.deleted_at IS NULL
            ORDER BY a.id LIMIT \(limit)
            """,
            in: key
        )
        for activity in activities {
            var given = activity
            given.ownerID = successor
            try db.update(given, over: activity, by: Origin(access))
        }
        return activities.count
    }

    private func giveOpportunities(_ opportunities: [Opportunity], to successor: Identifier<Member>) throws {
        let revisions = opportunities.map { opportunity in
            let revision = Revision(
                number: opportunity.revisionNumber + 1,
                happenedAt: access.now,
                recordedAt: access.now,
                actorID: access.member?.id,
                fields: .owner,
                values: TrackedValues(ownerID: successor)
            )
            return (id: opportunity.id, revision: revision)
        }
        try db.insert(revisions, by: Origin(access))
        try db.restate(opportunities.map(\.id), touching: .owner, by: Origin(access))
    }

    private func give<Record: StoredRecord>(
        _ type: Record.Type,
        of id: Identifier<Member>,
        limit: Int,
        _ change: (inout Record) -> Void
    ) throws -> Int {
        guard limit > 0 else { return 0 }
        let ids: [Identifier<Record>] = try db.all(
            "SELECT id FROM \(Record.table.name) WHERE \(owned(by: id)) ORDER BY id LIMIT \(limit)"
        )
        for id in ids { _ = try db.edit(id, by: Origin(access), change) }
        return ids.count
    }

    private func owned(by id: Identifier<Member>) -> SQL {
        "workspace_id = \(key) AND owner_id = \(id) AND deleted_at IS NULL"
    }

    private func requireSuccessor(_ successor: Identifier<Member>, of id: Identifier<Member>) throws {
        guard try successor != id && member(successor).isActive else { throw MemberError.cannotTakeOver }
    }
}

extension Connection {
    fileprivate func holdings(of id: Identifier<Member>, in workspace: Int64) throws -> Holdings {
        let mine: SQL = "workspace_id = \(workspace) AND owner_id = \(id) AND deleted_at IS NULL"
        let open: SQL = "withdrawn_at IS NULL AND outcome = \(Outcome.open)"
        return Holdings(
            openOpportunities: try first("SELECT count(*) FROM opportunities WHERE \(mine) AND \(open)") ?? 0,
            accounts: try first("SELECT count(*) FROM accounts WHERE \(mine)") ?? 0,
            contacts: try first("SELECT count(*) FROM contacts WHERE \(mine)") ?? 0,
            openActivities: try first("SELECT count(*) FROM activities WHERE \(mine) AND happened_at IS NULL") ?? 0
        )
    }
}
