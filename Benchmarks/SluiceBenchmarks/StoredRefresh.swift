import SQLEngines
import Sales
import SalesAnalytics
import Simulation
import Storage

/// The way of new revisions from a database into a loaded timeline.
struct StoredRefresh {
    let company: BenchmarkCompany
    private static let count = 1000

    /// The median seconds of three refreshes with a thousand changed records each, every other change a late one.
    func seconds(_ store: Store) async throws -> Double {
        let workspace = try await store.workspace(named: nil)
        var (timeline, number) = try await store.timeline(of: workspace)
        var times: [Double] = []
        for round in 0..<3 {
            try await change(round, store, Access(operatorOf: workspace, now: .now))
            let start = ContinuousClock.now
            (timeline, number) = try await store.refreshed(timeline, after: number, of: workspace)
            times.append((ContinuousClock.now - start).inSeconds)
        }
        return times.median
    }

    private func change(_ round: Int, _ store: Store, _ access: Access) async throws {
        let step = max(1, company.company.plan.opportunities / Self.count)
        let ids = company.company.opportunities.lazy.filter { $0.index % step == round % step }.map(\.id)
        let changed = Array(ids.prefix(Self.count))
        let late = company.past
        try await store.write(access) { db in
            for (place, id) in changed.enumerated() {
                try db.revise(id, happenedAt: place.isMultiple(of: 2) ? late : access.now) { values in
                    values.winProbability = (round + place) % 100
                }
            }
        }
    }
}
