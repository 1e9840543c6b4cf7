import SQLEngines
import Sales
import SalesAnalytics

extension Store {
    /// The workspace's history in columns, and the number of the newest change it contains.
    package func timeline(of workspace: Workspace) async throws -> (timeline: Timeline, number: Int64) {
        try await numberChanges(of: workspace)
        let ranges = try await database.read { try $0.timelineRanges(of: workspace.key) }
        let work = TimelineShares(ranges, of: workspace)
        if work.isLarge {
            let shares = try await database.readTogether { try work.read($0) }
            if let number = shares.first?.number, shares.allSatisfy({ $0.number == number }) {
                return (work.timeline(shares), number)
            }
        }
        // Something was committed between the beginnings of two that do not share what they see.
        let alone = TimelineShares(ranges, of: workspace)
        let share = try await database.read { try alone.read($0) }
        return (alone.timeline([share]), share.number)
    }
}

extension Timeline {
    /// The records that the one who asks may see; nil for all.
    package func visible(to access: Access, in store: Store) async throws -> RecordSet? {
        guard access.may(.see, .opportunities) else { return records([]) }
        let (owners, shared) = try await store.read(access) { ($0.visibleOwners, $0.shared.ids(.opportunities)) }
        guard let owners else { return nil }
        let isNobodysSeen = access.unassigned[.opportunities].includes(access.dataScope)
        return records(ownedBy: owners, orNobody: isNobodysSeen).union(records(shared.map { Identifier($0) }))
    }
}
