import Foundation
import SQLEngines
import Sales
import SalesAnalytics
import Storage
import TestSupport

@testable import Automation

/// An empty workspace and a folder for the files that are imported into it.
struct ImportWorld: Sendable {
    let store: Store
    let workspace: Workspace
    let folder: String

    /// So many hours after the world's beginning, 2026-01-05T09:00Z.
    static func time(_ hours: Int64) -> Instant { Instant(milliseconds: 1_767_603_600_000 + hours * 3_600_000) }

    func access(at hours: Int64 = 0) -> Access { Access(operatorOf: workspace, now: Self.time(hours)) }

    func write(_ bytes: [UInt8], as name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        return "\(folder)/\(name)"
    }

    func job(_ json: String, path: String, at hours: Int64 = 0) throws -> ImportJob {
        ImportJob(
            store: store,
            access: access(at: hours),
            path: path,
            mapping: try mapping(json),
            mappingText: json
        )
    }

    func job(_ json: String, _ csv: String, at hours: Int64 = 0) throws -> ImportJob {
        try job(json, path: write(Array(csv.utf8), as: "rows-\(UInt32.random(in: 0 ... .max)).csv"), at: hours)
    }

    /// Imports rows and returns the report.
    @discardableResult
    func take(_ json: String, _ csv: String, at hours: Int64 = 0, again: Bool = false) async throws -> ImportReport {
        var job = try job(json, csv, at: hours)
        job.again = again
        return try await job.run()
    }

    @discardableResult
    func undo(_ report: ImportReport, at hours: Int64) async throws -> ImportUndo {
        let run = try await store.read(access()) { try $0.importRun(report.run.id) }
        return try await ImportUndoJob(store: store, access: access(at: hours), run: run).undo()
    }
}

extension ImportWorld {
    /// The funnel as JSON, in which nothing differs between two runs or two engines.
    func funnel(_ by: String? = nil, asOf: Int64? = nil, known: Int64? = nil) async throws -> String {
        let pipelines = try await store.read(access()) { try $0.pipelines() }
        guard let pipeline = pipelines.first else { return "no pipeline" }
        let question = FunnelQuestion(
            pipeline: pipeline.id,
            asOf: asOf.map(Self.time),
            known: known.map(Self.time),
            calendar: .utc,
            dimension: by.flatMap { Dimension($0) }
        )
        return try await store.timeline(of: workspace).timeline.funnel(question).json()
    }

    /// How many rows that are in no bin each table has.
    func counts() async throws -> [String: Int] {
        try await store.database.read { db in
            var counts: [String: Int] = [:]
            let tables: [(String, SQL)] = [
                ("accounts", "accounts WHERE deleted_at IS NULL"), ("contacts", "contacts WHERE deleted_at IS NULL"),
                ("products", "products WHERE deleted_at IS NULL"), ("members", "members WHERE deleted_at IS NULL"),
                ("teams", "teams WHERE deleted_at IS NULL"),
                ("memberships", "team_memberships WHERE deleted_at IS NULL"),
                ("opportunities", "opportunities WHERE deleted_at IS NULL AND withdrawn_at IS NULL"),
                ("revisions", "opportunity_revisions"), ("findings", "import_findings"), ("imports", "imports"),
            ]
            for (name, table) in tables { counts[name] = try db.first("SELECT count(*) FROM \(table)") }
            return counts
        }
    }

    func accounts() async throws -> [Account] { try await store.read(access()) { try $0.accounts(limit: 10_000) } }

    func account(_ name: String) async throws -> Account? { try await accounts().first { $0.name == name } }

    func products() async throws -> [Product] { try await store.read(access()) { try $0.products() } }

    func opportunities() async throws -> [Opportunity] {
        try await store.read(access()) { try $0.opportunities(limit: 100_000) }
    }

    func opportunity(_ key: String) async throws -> Opportunity? {
        try await opportunities().first { $0.externalKey == key }
    }

    func revisions(_ key: String) async throws -> [Revision] {
        guard let id = try await opportunity(key)?.id else { return [] }
        return try await store.read(access()) { try $0.revisions(of: id) }
    }

    /// What is wrong with the database.
    func problems() async throws -> [String] {
        try await store.database.checkIntegrity() + store.checkup(of: workspace).problems
    }
}

extension Engine {
    /// Runs `body` in an empty workspace on a fresh database of this engine.
    func withImports<T: Sendable>(
        currency: String = "USD",
        zone: String = "UTC",
        _ body: (ImportWorld) async throws -> T
    ) async throws -> T {
        try await withTemporaryFolder { folder in
            try await withDatabase(migrations) { database in
                let store = Store(database)
                let workspace = try await store.createWorkspace(
                    name: "Sales",
                    currency: Currency(currency) ?? .usDollar,
                    timeZone: zone,
                    language: .english,
                    now: ImportWorld.time(0)
                )
                return try await body(ImportWorld(store: store, workspace: workspace, folder: folder))
            }
        }
    }
}

/// A mapping of deals as the tests write them.
let deals = """
    {"kind": "opportunities", "key": "No",
     "pipeline": {"name": "Sales", "stages": [{"name": "Lead"}, {"name": "Offer"}, {"name": "Won", "kind": "won"},
       {"name": "Lost", "kind": "lost"}]},
     "accounts": {"make": true}, "owners": {"make": true}, "products": {"make": true},
     "fields": {"name": "Name", "stage": "Stage", "created": "Created", "closed": "Closed", "amount": "Amount",
       "owner": "Rep", "account": "Account"}}
    """

let dealRows = """
    No,Name,Stage,Created,Closed,Amount,Rep,Account
    1,One,Won,2025-01-20,2025-03-01,100,Ana,Acme
    2,Two,Lost,2025-01-25,2025-02-01,0,Ben,Acme
    3,Three,Offer,2025-02-20,,300.50,Ana,Globex
    4,Four,Lead,,,,Ben,
    5,Five,Won,2025-03-02,2025-02-27,50,Cleo,Globex

    """

let history = """
    {"kind": "stage-history", "pipeline": "Sales", "owners": {"make": true},
     "fields": {"record": "No", "stage": "Stage", "enteredAt": "At", "amount": "Amount", "actor": "By"}}
    """

let historyRows = """
    No,Stage,At,Amount,By
    1,Lead,2025-01-20,90,Ana
    1,Offer,2025-02-10,95,Ana
    3,Lead,2025-02-20,,Ana
    3,Offer,2025-02-25,,Ana
    3,Lead,2025-02-25,,Ana
    3,Offer,2025-02-25,,Ana
    2,Lead,2025-01-25,,Ben
    2,Lost,2025-02-03,,Ben

    """
