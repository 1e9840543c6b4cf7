import SQLEngines
import Sales
import Simulation
import Storage

extension SearchBenchmark {
    /// Makes the company in an empty database.
    func fill(_ store: Store) async throws -> Access {
        let workspace = try await store.createWorkspace(
            name: "Benchmark",
            currency: try BenchmarkCompany(opportunities: 1, seed: 1).company.plan.currency,
            timeZone: "UTC",
            language: .english,
            now: .now
        )
        let access = Access(operatorOf: workspace, now: .now)
        try await store.write(access) { [company] db in
            let process = ProcessVersion(
                pipelineID: company.pipeline.id,
                number: 1,
                effectiveFrom: .first,
                stages: [company.stage]
            )
            try db.create(company.members)
            try db.create(company.team)
            try db.create(
                company.members[1..<21].map { TeamMembership(memberID: $0.id, teamID: company.team.id) }
            )
            try db.create(company.pipeline, process: process)
        }
        for start in stride(from: 0, to: company.accounts, by: 1000) {
            let batch = (start..<min(start + 1000, company.accounts)).map(company.account)
            try await store.write(access) { try $0.create(batch) }
        }
        for start in stride(from: 0, to: company.opportunities, by: 1000) {
            let end = min(start + 1000, company.opportunities)
            let batch = (start..<end).map { company.opportunity($0, now: access.now) }
            try await store.write(access) { try $0.load(batch) }
        }
        // As PostgreSQL does by itself within a minute; SQLite has the figures of its migration.
        try await store.database.write { db in
            if !db.commitsInOrder { try db.run("ANALYZE") }
        }
        return access
    }

    /// How fast an older database's entries are filled in, and what they take.
    func costs(_ store: Store, _ engine: BenchmarkDatabase.Engine) async throws -> [String] {
        try await store.database.write { db in
            if engine == .sqlite { try db.run("INSERT INTO search_index (search_index) VALUES ('delete-all')") }
            try db.run("DELETE FROM search_entries")
            try db.run("INSERT INTO search_backlogs (workspace_id, kind_code) VALUES (1, 0), (1, 2)")
        }
        var entries = 0
        let seconds = try await Stopwatch.seconds { entries = try await store.fillSearchBacklog() }
        let (own, all) = try await store.database.read { db in
            engine == .sqlite
                ? try (
                    db.first("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search%'") ?? 0,
                    db.first("SELECT sum(pgsize) FROM dbstat") ?? 0
                )
                : try (
                    db.first("SELECT pg_total_relation_size('search_entries')") ?? 0,
                    db.first("SELECT pg_database_size(current_database())") ?? 0
                )
        }
        return [(Double(entries) / seconds).rounded(0), "\(own.megabytes) of \(all.megabytes)"]
    }

    /// The median seconds of looking through the names with what the engine has itself.
    func beside(_ store: Store, _ access: Access) async throws -> Double {
        var times: [Double] = []
        for text in texts {
            times.append(
                try await Stopwatch.seconds {
                    let _: Int? = try await store.database.read { db in
                        try db.first(
                            """
                            SELECT count(*) FROM opportunities
                            WHERE workspace_id = \(access.workspace.key) AND name_folded LIKE \("%\(text)%")
                            """
                        )
                    }
                }
            )
        }
        return times.median
    }
}
