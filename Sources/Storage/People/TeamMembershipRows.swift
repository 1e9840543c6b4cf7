import SQLEngines
import Sales

extension Connection {
    func storedMemberships(of id: Identifier<Member>, in workspace: Int64) throws -> [StoredMembership] {
        try all(
            """
            SELECT \(StoredMembership.columns) FROM team_memberships
            WHERE workspace_id = \(workspace) AND member_id = \(id) AND deleted_at IS NULL ORDER BY id
            """
        )
    }

    /// Everybody's times in the teams, in the order in which they were stored.
    func storedMemberships(in teams: some Sequence<Identifier<Team>>, workspace: Int64) throws -> [StoredMembership] {
        // Ordered here, since SQLite would read the whole workspace in the order of its key to spare the sorting.
        let found: [StoredMembership] = try all(
            """
            SELECT \(StoredMembership.columns) FROM team_memberships
            WHERE workspace_id = \(workspace) AND team_id IN (\(list: teams)) AND deleted_at IS NULL
            """
        )
        return found.sorted { $0.id < $1.id }
    }

    func create(memberships: [TeamMembership], by origin: Origin) throws {
        for membership in memberships {
            let id = Identifier<TeamMembership>(at: origin.now)
            try run(
                """
                INSERT INTO team_memberships (workspace_id, id, member_id, team_id, from_date, until_date, version)
                VALUES (\(origin.workspace), \(id), \(membership.memberID), \(membership.teamID), \(membership.from),
                    \(membership.until), 1)
                """
            )
            var change = Change("teamMembership", id.erased, version: 1, action: .created)
            change.after = membership.fields
            try log([change], by: origin)
        }
    }

    func setTimes(_ stored: StoredMembership, from: Day?, until: Day?, by origin: Origin) throws {
        var after = stored.membership
        (after.from, after.until) = (from, until)
        try write("from_date = \(from), until_date = \(until)", stored, .updated, after: after.fields, by: origin)
    }

    func end(_ stored: StoredMembership, on day: Day, by origin: Origin) throws {
        var after = stored.membership
        after.until = day
        // One that did not begin before never counted.
        let neverCounted = stored.membership.from.map { $0 >= day } ?? false
        let end: SQL = neverCounted ? "deleted_at = \(origin.now)" : "until_date = \(day)"
        try write(end, stored, .updated, after: after.fields, by: origin)
    }

    func discard(_ stored: StoredMembership, by origin: Origin) throws {
        try write("deleted_at = \(origin.now)", stored, .deleted, after: nil, by: origin)
    }

    private func write(
        _ assignments: SQL,
        _ stored: StoredMembership,
        _ action: Change.Action,
        after: FieldValues?,
        by origin: Origin
    ) throws {
        let count = try run(
            """
            UPDATE team_memberships SET \(assignments), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(stored.id) AND version = \(stored.version)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile(fields: ["team"]) }
        var change = Change("teamMembership", stored.id.erased, version: stored.version + 1, action: action)
        (change.before, change.after) = (stored.membership.fields, after)
        try log([change], by: origin)
    }
}

extension TeamMembership {
    /// What the change log tells.
    var fields: FieldValues {
        FieldValues([
            ("member", memberID.sqlValue), ("team", teamID.sqlValue), ("fromDate", from.sqlValue),
            ("untilDate", until.sqlValue),
        ])
    }
}
