import SQLEngines
import Sales

extension Team: StoredRecord {
    package static let table = RecordTable(
        kind: "team",
        rights: .members,
        name: "teams",
        fields: [.value("name", "name"), .reference("parent", "parent_id"), .reference("lead", "lead_id")]
    )

    package var values: [SQL.Value] { [name.sqlValue, parentID.sqlValue, leadID.sqlValue] }

    package init(from row: inout Row) throws {
        let id: Identifier<Team> = try row.next()
        let version: Int = try row.next()
        try self.init(id: id, name: row.next(), parentID: row.next(), leadID: row.next(), version: version)
    }
}

extension ScopedConnection {
    package func team(_ id: Identifier<Team>) throws -> Team { try db.record(id, in: key) }

    package func create(_ team: Team) throws {
        try require(.create, .members)
        try requireThere(team.parentID)
        try db.create([team], by: Origin(access))
    }

    /// Renames a team, or puts it elsewhere in the tree.
    package func edit(
        _ id: Identifier<Team>,
        version: Int? = nil,
        _ change: (inout Team) throws -> Void
    ) throws -> Team {
        try require(.edit, .members)
        // Two moves at once could each be right and together be a circle.
        try db.lock(teamLock | key)
        return try db.edit(id, version: version, by: Origin(access)) { team in
            let parent = team.parentID
            try change(&team)
            if let lead = team.leadID { _ = try member(lead) }
            if team.parentID == parent { return }
            try requireThere(team.parentID)
            try teams().requireNoCycle(of: id, under: team.parentID)
        }
    }

    /// Dissolves a team in which nobody is and under which none stands, or moves those to another from today on.
    ///
    /// Its name and who was in it stay in past figures.
    package func dissolve(_ id: Identifier<Team>, movingTo target: Identifier<Team>? = nil) throws {
        try require(.delete, .members)
        try db.lock(teamLock | key)
        _ = try team(id)
        let inside = try db.storedMemberships(in: [id], workspace: key).filter {
            $0.isCurrentOrComing(on: access.today)
        }
        let below = try teams().filter { $0.parentID == id }
        if let target {
            try requireThere(target)
            try teams().requireNoCycle(of: id, under: target)
            for stored in inside { try move(stored, to: target) }
            for team in below { _ = try edit(team.id) { $0.parentID = target } }
        } else if !inside.isEmpty || !below.isEmpty {
            throw TeamError.notEmpty(members: Set(inside.map(\.membership.memberID)).count, teams: below.count)
        }
        try db.setDeleted(true, id, by: Origin(access))
    }

    private func requireThere(_ id: Identifier<Team>?) throws {
        if let id { _ = try team(id) }
    }

    /// Ends a membership today and begins it in the other team, unless the member is there already.
    private func move(_ stored: StoredMembership, to target: Identifier<Team>) throws {
        var moved = stored.membership
        moved.teamID = target
        if let from = moved.from { moved.from = max(from, access.today) } else { moved.from = access.today }
        try db.end(stored, on: access.today, by: Origin(access))
        let others = try memberships(of: moved.memberID).map(\.membership)
        if others.contains(where: { $0.teamID == target && $0.overlaps(moved) }) { return }
        try db.create(memberships: [moved], by: Origin(access))
    }
}

/// The high bits of the lock's key; the low ones are the workspace's.
private let teamLock: Int64 = 0x534C_0004 << 32
