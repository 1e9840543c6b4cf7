import Sales
import Simulation
import Storage

/// A workspace filled with a simulated company, to look at Sluice without one's own data.
///
/// Each batch is one transaction with the run's progress, as in an import: one that was killed goes on.
package struct Demo: Sendable {
    package static let names = LocalizedText("Demo company", "演示公司", "示範公司")

    package private(set) var company: SalesCompany
    private let recipe: String

    package init(_ company: SalesCompany) {
        self.company = company
        recipe = ""
    }

    package init(_ recipe: DemoRecipe) throws {
        company = try recipe.company()
        self.recipe = try recipe.text()
    }

    /// Fills the workspace, which must be new or half filled by the same, and tells after each batch how many
    /// opportunities there are.
    package func fill(_ store: Store, _ access: Access, progress: (Int) throws -> Void = { _ in }) async throws {
        let runs = try await store.read(access) { try $0.importRuns(limit: 1000) }
        var run = runs.first { $0.kind == Import.demo && $0.state == .running && $0.mapping == recipe }
        let there = try await store.read(access) { try $0.lossReasons() }
        var demo = self
        demo.adopt(there)
        if run == nil { run = try await demo.begin(store, access, reasons: Set(there.map(\.id))) }
        guard let run else { return }
        let known = try await demo.fillAccounts(store, access, run)
        let filled = try await demo.fillOpportunities(store, access, known, progress)
        var finished = filled
        finished.state = .finished
        finished.finishedAt = access.now
        try await store.write(access) { [finished] in try $0.save(finished, after: filled) }
    }

    /// Takes the workspace's own reasons where they have the names of the company's.
    private mutating func adopt(_ reasons: [LossReason]) {
        let known = Dictionary(reasons.map { ($0.name.folded, $0) }) { first, _ in first }
        company.lossReasons = company.lossReasons.map { known[$0.name.folded] ?? $0 }
    }

    private func begin(_ store: Store, _ access: Access, reasons: Set<Identifier<LossReason>>) async throws -> Import {
        try await store.write(access) { [company, recipe] db in
            try db.create(company.members)
            for team in company.teams { try db.create(team) }
            try db.create(company.memberships)
            for product in company.products { try db.create(product) }
            for reason in company.lossReasons where !reasons.contains(reason.id) { try db.create(reason) }
            try db.create(company.pipeline, process: company.process)
            try DemoDetails.begin(company, db)
            return try db.beginImport(
                Import.File(kind: Import.demo, name: Import.demo, fingerprint: "", mapping: recipe)
            )
        }
    }

    private func fillAccounts(_ store: Store, _ access: Access, _ run: Import) async throws -> Import {
        var run = run
        let count = company.plan.accounts
        while run.rowsRead < count {
            let indexes = run.rowsRead..<min(run.rowsRead + Demo.batch, count)
            run = try await advance(run, by: indexes.count, store, access) { [company] db in
                try DemoDetails(company, db).writeCustomers(indexes)
            }
        }
        return run
    }

    private func fillOpportunities(
        _ store: Store,
        _ access: Access,
        _ run: Import,
        _ progress: (Int) throws -> Void
    ) async throws -> Import {
        var run = run
        let (accounts, observedAt) = (company.plan.accounts, company.observedAt)
        var opportunities = company.opportunities.dropFirst(run.rowsRead - accounts).makeIterator()
        while true {
            var batch: [SimulatedOpportunity] = []
            while batch.count < Demo.batch, let next = opportunities.next() { batch.append(next) }
            if batch.isEmpty { return run }
            run = try await advance(run, by: batch.count, store, access) { [company, batch] db in
                try db.load(batch.map { ($0.opportunity(observedAt: observedAt), $0.reported) })
                try DemoDetails(company, db).write(batch)
            }
            try await DemoFiles(company: company, store: store, access: access).add(to: batch)
            try progress(run.rowsRead - accounts)
        }
    }

    private func advance(
        _ run: Import,
        by count: Int,
        _ store: Store,
        _ access: Access,
        _ write: @escaping @Sendable (ScopedConnection) throws -> Void
    ) async throws -> Import {
        var next = run
        next.rowsRead += count
        next.created += count
        try await store.write(access) { [next] db in
            try write(db)
            try db.save(next, after: run)
            try db.refreshStatistics(of: next, before: run)
        }
        try await store.numberChanges(of: access.workspace)
        return next
    }

    private static let batch = 500
}
