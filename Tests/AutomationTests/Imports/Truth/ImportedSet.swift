import Foundation
import Sales
import SalesAnalytics
import Storage
import TestSupport
import Testing

@testable import Automation

/// Others' data as the engine imports it with the example mappings: read once per engine, shared by all tests.
struct ImportedSet: Sendable {
    var timeline: Timeline
    var pipeline: Identifier<Pipeline>
    var calendar: ZoneCalendar
    var reports: [ImportReport]
    var histories: [[Revision]]
    var counts: [String: Int]
    var problems: [String]

    static let folder = ProcessInfo.processInfo.environment["SLUICE_TEST_DATA"]
    static let missing: Comment = "SLUICE_TEST_DATA does not name the folder of others' data"

    enum Name: String, CaseIterable, Sendable {
        case maven = "maven-crm"
        case mavenUS = "maven-crm "
        case bank = "bpi-2012"
        case wholesale = "sap-b1"
        case salesforce = "salesforce-dev"

        fileprivate var files: [(kind: String, file: String)] {
            switch self {
            case .maven, .mavenUS:
                [
                    ("members", "sales_teams.csv"), ("accounts", "accounts.csv"), ("products", "products.csv"),
                    (
                        "opportunities",
                        self == .maven ? "sales_pipeline.csv" : "variants/sales_pipeline.us-dates.csv"
                    ),
                ]
            case .bank: [("opportunities", "applications.csv"), ("stage-history", "stage_history.csv")]
            case .wholesale:
                [
                    ("opportunities", "OOPR_Opportunity_Header.csv"),
                    ("stage-history", "OPR1_Opportunity_Details.csv"),
                ]
            case .salesforce:
                [
                    ("accounts", "Account.csv"), ("opportunities", "Opportunity.csv"),
                    ("stage-history", "OpportunityHistory.csv"),
                ]
            }
        }

        fileprivate var zone: String { self == .bank ? "Europe/Amsterdam" : "UTC" }
    }

    static func imported(_ name: Name, _ engine: Engine) async throws -> ImportedSet {
        try await ImportedSets.shared.set(name, engine)
    }

    func question(_ change: (inout FunnelQuestion) -> Void = { _ in }) -> FunnelQuestion {
        var question = FunnelQuestion(pipeline: pipeline, calendar: calendar)
        change(&question)
        return question
    }

    func funnel(_ change: (inout FunnelQuestion) -> Void = { _ in }) throws -> FunnelReport {
        try timeline.funnel(question(change))
    }

    func groups(_ by: String) throws -> [String: FunnelFigures] {
        let groups = try funnel { $0.dimension = Dimension(by) }.groups
        return Dictionary(groups.map { ($0.key, $0.figures) }) { first, _ in first }
    }
}

/// The imports under way and done.
private actor ImportedSets {
    static let shared = ImportedSets()
    private var tasks: [String: Task<ImportedSet, any Error>] = [:]

    func set(_ name: ImportedSet.Name, _ engine: Engine) async throws -> ImportedSet {
        let key = "\(name) \(engine)"
        let task = tasks[key] ?? Task { try await ImportedSet.load(name, engine) }
        tasks[key] = task
        return try await task.value
    }
}

extension ImportedSet {
    fileprivate static func load(_ name: Name, _ engine: Engine) async throws -> ImportedSet {
        try await engine.withImports(currency: name == .bank ? "EUR" : "USD", zone: name.zone) { world in
            var reports: [ImportReport] = []
            for (kind, file) in name.files { reports.append(try await take(kind, file, of: name, into: world)) }
            let access = world.access()
            let pipeline = try await world.store.read(access) { try $0.pipeline(named: nil) }
            let records = name == .salesforce ? try await world.opportunities() : []
            let histories = try await world.store.read(access) { db in try records.map { try db.revisions(of: $0.id) } }
            return try await ImportedSet(
                timeline: world.store.timeline(of: world.workspace).timeline,
                pipeline: pipeline.id,
                calendar: access.calendar,
                reports: reports,
                histories: histories,
                counts: world.counts(),
                problems: world.problems()
            )
        }
    }

    static func take(_ kind: String, _ file: String, of name: Name, into world: ImportWorld) async throws
        -> ImportReport
    {
        let set = name.rawValue.trimmingCharacters(in: .whitespaces)
        return try await take(kind, path: "\(folder ?? "")/\(set)/\(file)", mappings: set, into: world)
    }

    static func take(_ kind: String, path: String, mappings: String, into world: ImportWorld) async throws
        -> ImportReport
    {
        let root = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let mapping = root.appending(path: "Examples/mappings/\(mappings)/\(kind).json")
        return try await world.job(String(contentsOf: mapping, encoding: .utf8), path: path).run()
    }

    static func truth(_ set: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder ?? "")/\(set)/truth.json"))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}

extension [String: Any] {
    func part(_ name: String) -> [String: Any] { self[name] as? [String: Any] ?? [:] }
    func parts(_ name: String) -> [String: [String: Any]] { self[name] as? [String: [String: Any]] ?? [:] }
    func number(_ name: String) -> Double { (self[name] as? NSNumber)?.doubleValue ?? .nan }
    func count(_ name: String) -> Int { (self[name] as? NSNumber)?.intValue ?? -1 }
    func cents(_ name: String) -> Int64 { Int64((number(name) * 100).rounded()) }
}

/// Whether a figure is the expected one, to the sixth place; one that does not exist is neither.
func isNear(_ figure: Double?, _ expected: Double) -> Bool {
    guard let figure else { return expected.isNaN }
    return abs(figure - expected) <= 1e-6
}
