import Sales
import Simulation
import Storage

/// A workspace filled with a simulated company, to look at Sluice without one's own data.
package struct Demo: Sendable {
    package let company: SalesCompany

    package init(_ company: SalesCompany) { self.company = company }

    /// Fills the workspace, which must be new, and tells after each batch how many opportunities there are.
    package func fill(_ store: Store, _ access: Access, progress: (Int) -> Void = { _ in }) async throws {
        try await store.write(access) { [company] db in
            try db.create(company.members)
            for team in company.teams { try db.create(team) }
            try db.create(company.memberships)
            for product in company.products { try db.create(product) }
            for reason in company.lossReasons { try db.create(reason) }
            try db.create(company.pipeline, process: company.process)
        }
        try await fillAccounts(store, access)
        try await fillOpportunities(store, access, progress)
    }

    private func fillAccounts(_ store: Store, _ access: Access) async throws {
        let count = company.plan.accounts
        for start in stride(from: 0, to: count, by: Demo.batch) {
            let accounts = (start..<min(start + Demo.batch, count)).map(company.account)
            try await store.write(access) { try $0.create(accounts) }
        }
    }

    private func fillOpportunities(_ store: Store, _ access: Access, _ progress: (Int) -> Void) async throws {
        let observedAt = company.observedAt
        var batch: [SimulatedOpportunity] = []
        var done = 0
        func flush() async throws {
            try await store.write(access) { [batch] db in
                try db.load(batch.map { ($0.opportunity(observedAt: observedAt), $0.reported) })
            }
            done += batch.count
            batch.removeAll(keepingCapacity: true)
            progress(done)
        }
        for opportunity in company.opportunities {
            batch.append(opportunity)
            if batch.count == Demo.batch { try await flush() }
        }
        if !batch.isEmpty { try await flush() }
    }

    private static let batch = 500
}
