import SQLEngines
import Sales

extension Connection {
    /// Takes back that a run made a team or a membership, or ended one; returns how many rows that were.
    func undoTeams(_ change: LoggedChange, by origin: Origin) throws -> Int {
        let (id, key) = (change.recordID, origin.workspace)
        let count =
            switch (change.recordKind, change.action) {
            case ("teamMembership", .created):
                try run(
                    """
                    UPDATE team_memberships SET deleted_at = \(origin.now), version = version + 1
                    WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL
                    """
                )
            case ("teamMembership", .updated):
                try run(
                    """
                    UPDATE team_memberships SET until_date = \(change.before?["untilDate"] ?? .null), deleted_at = NULL,
                        version = version + 1
                    WHERE workspace_id = \(key) AND id = \(id)
                        AND (until_date IS NOT NULL OR deleted_at IS NOT NULL)
                    """
                )
            case ("team", .created): try discardTeam(id, by: origin)
            default: 0
            }
        if count > 0 { try log([Change(change.recordKind, id, version: 2, action: .restored)], by: origin) }
        return count
    }

    /// Puts a team into the bin in which nobody is and under which none stands.
    private func discardTeam(_ id: Identifier<AnyRecord>, by origin: Origin) throws -> Int {
        try run(
            """
            UPDATE teams SET deleted_at = \(origin.now), version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(id) AND deleted_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM team_memberships m
                WHERE m.workspace_id = \(origin.workspace) AND m.team_id = \(id) AND m.deleted_at IS NULL)
            AND NOT EXISTS (
                SELECT 1 FROM teams t
                WHERE t.workspace_id = \(origin.workspace) AND t.parent_id = \(id) AND t.deleted_at IS NULL)
            """
        )
    }

    /// Puts a product's prices back, unless they are others by now.
    func restorePrices(_ old: String, from new: String, of id: Identifier<Product>, by origin: Origin) throws {
        guard try prices(of: id, in: origin.workspace).priceList == new else { return }
        _ = try edit(product: id, version: nil, by: origin) { $0.prices = [Amount](priceList: old) }
    }
}
