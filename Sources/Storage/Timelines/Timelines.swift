import SQLEngines
import Sales
import SalesAnalytics

extension Store {
    /// The workspace's history in columns, and the number of the newest change it contains.
    package func timeline(of workspace: Workspace) async throws -> (timeline: Timeline, number: Int64) {
        try await numberChanges(of: workspace)
        if let whole = try await TimelineHalves(database, workspace).timeline() { return whole }
        return try await database.read { db in
            (try db.timeline(of: workspace), try db.lastChangeNumber(workspace.key))
        }
    }
}

extension Timeline {
    /// The records that the one who asks may see; nil for all.
    package func visible(to access: Access, in store: Store) async throws -> RecordSet? {
        guard let owners = try await store.read(access, { $0.visibleOwners }) else { return nil }
        return records(ownedBy: owners)
    }
}
