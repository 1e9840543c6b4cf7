import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `A demo` {
    private struct Killed: Error {}

    private static let now = Instant(milliseconds: 1_767_603_600_000)
    private static let recipe = DemoRecipe(
        opportunities: 1200,
        seed: 7,
        language: .english,
        to: Day("2026-01-04") ?? .first
    )

    private func withStore(_ engine: Engine, _ body: (Store, Workspace) async throws -> Void) async throws {
        try await engine.withDatabase(migrations) { database in
            let store = Store(database)
            let workspace = try await store.createWorkspace(
                name: Demo.names[.english],
                currency: .usDollar,
                timeZone: "UTC",
                language: .english,
                startingReasons: false,
                now: Self.now
            )
            try await body(store, workspace)
        }
    }

    private func resumed(_ asked: DemoRecipe, _ store: Store, _ workspace: Workspace) async throws -> DemoRecipe? {
        try await DemoRecipe(resuming: asked, in: workspace, store, now: Self.now)
    }

    @Test(arguments: Engine.available, [500, 1000])
    func `that was killed goes on with the same company`(_ engine: Engine, _ limit: Int) async throws {
        try await withStore(engine) { store, workspace in
            let access = Access(operatorOf: workspace, now: Self.now)
            await #expect(throws: Killed.self) {
                try await Demo(Self.recipe).fill(store, access) { if $0 == limit { throw Killed() } }
            }
            let notes = try await store.checkup(of: workspace).notes
            #expect(notes.count == 1 && notes.first?.contains("run `sluice demo` again") == true)
            var other = Self.recipe
            other.seed = 8
            let recipe = try #require(try await resumed(other, store, workspace))
            #expect(recipe == Self.recipe)
            var told: [Int] = []
            try await Demo(recipe).fill(store, access) { told.append($0) }
            #expect(told.first == limit + 500 || told == [1200])
            #expect(try await store.read(access) { try $0.opportunityCount() } == 1200)
            #expect(try await store.read(access) { try $0.accounts(limit: 10_000) }.count == 540)
            #expect(try await store.checkup(of: workspace).notes == [])
            #expect(try await resumed(other, store, workspace) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `that was killed before its first row begins anew`(_ engine: Engine) async throws {
        try await withStore(engine) { store, workspace in
            #expect(try await resumed(Self.recipe, store, workspace) == Self.recipe)
            let access = Access(operatorOf: workspace, now: Self.now)
            let own = Pipeline(id: Identifier(high: 1, low: 1), name: "Own")
            let stage = Stage(id: Identifier(high: 1, low: 2), name: "Lead")
            let process = ProcessVersion(pipelineID: own.id, number: 1, effectiveFrom: .first, stages: [stage])
            try await store.write(access) { try $0.create(own, process: process) }
            #expect(try await resumed(Self.recipe, store, workspace) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `cannot be taken back as an import`(_ engine: Engine) async throws {
        try await withStore(engine) { store, workspace in
            let access = Access(operatorOf: workspace, now: Self.now)
            var small = Self.recipe
            small.opportunities = 20
            try await Demo(small).fill(store, access)
            let run = try #require(try await store.read(access) { try $0.importRuns() }.first)
            await #expect(throws: ImportError.demoStays) {
                _ = try await ImportUndoJob(store: store, access: access, run: run).undo()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `has people, lines, talk, tags and own fields that fit its histories`(_ engine: Engine) async throws {
        try await withStore(engine) { store, workspace in
            let access = Access(operatorOf: workspace, now: Self.now)
            var recipe = Self.recipe
            recipe.opportunities = 300
            try await Demo(recipe).fill(store, access)
            try await store.read(access) { db in
                var filter = OpportunityFilter()
                filter.outcomes = [.open]
                let open = try db.opportunities(filter, by: ListOrder(.name), at: .start, limit: 1000).rows.map(
                    \.opportunity
                )
                let lines = try open.map { (sale: $0, lines: try db.lines(of: $0.id)) }.filter { !$0.lines.isEmpty }
                #expect(lines.count > open.count / 4)
                for (sale, lines) in lines {
                    let sum = try lines.amount()
                    #expect(sum == sale.values.amount)
                }
                let peopled = try open.filter { try !db.contacts(of: $0.id).isEmpty }
                #expect(peopled.count > open.count * 3 / 4)
                #expect(try db.tagCounts().values.reduce(0, +) > 60)
                #expect(try db.fieldUse().count == 6)
                #expect(try open.contains { try !db.competitors(of: $0.id).isEmpty })
                let talk = try open.flatMap { sale in
                    try db.journal(of: .opportunity(sale.id), .notes, limit: 50).entries.map { (sale, $0) }
                }
                #expect(talk.count > 20)
                for (sale, entry) in talk {
                    let begun = try db.revisions(of: sale.id)[0].recordedAt
                    #expect(entry.key.at <= Self.now && entry.key.at >= begun)
                }
                let files = try open.flatMap { try db.files(of: .opportunity($0.id)) }
                #expect(!files.isEmpty && files.allSatisfy { $0.mediaType == .excel })
            }
        }
    }
}
