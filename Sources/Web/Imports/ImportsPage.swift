import Automation
import Sales
import Storage

/// The list of imports: those that wait, in the order in which they are best made, and those that were made.
struct ImportsPage: Encodable {
    var title: String
    var limitBytes: String
    var limitHint: String
    var tooLarge: String
    var waiting: [Row]
    var made: [Row]
    var hasWaiting: Bool
    var hasMade: Bool

    struct Row: Encodable {
        var href: String
        var name: String
        var kind: String
        var moment: String
        var who: String
        var state: String
        var stateClass: String
        var counts: String
    }

    init(
        _ plans: [ImportPlan],
        _ runs: [Import],
        _ members: [Member],
        _ access: Access,
        limit: Int,
        _ words: Words
    ) {
        title = words("imports.title")
        limitBytes = "\(limit)"
        let megabytes = ["megabytes": words.count(limit / 1_000_000)]
        limitHint = words("imports.limitHint", megabytes)
        tooLarge = words("importFaults.fileTooLarge", megabytes)
        let names = Dictionary(members.map { ($0.id, $0.name) }) { first, _ in first }
        let byID = Dictionary(runs.map { ($0.id, $0) }) { first, _ in first }
        let rows = plans.map { plan in
            (plan, Row(plan, plan.runID.flatMap { byID[$0] }, plan.actorID.flatMap { names[$0] }, access, words))
        }
        waiting = rows.filter { $0.0.state == .open }.sorted { $0.0.order < $1.0.order }.map(\.1)
        let planned = Set(plans.compactMap(\.runID))
        let others = runs.filter { !planned.contains($0.id) && $0.kind != Import.demo }.map { run in
            (ImportPlan(of: run), Row(ImportPlan(of: run), run, nil, access, words))
        }
        made = (rows.filter { $0.0.state != .open } + others).sorted { $0.0.broughtAt > $1.0.broughtAt }.map(\.1)
        (hasWaiting, hasMade) = (!waiting.isEmpty, !made.isEmpty)
    }
}

extension ImportsPage.Row {
    init(_ plan: ImportPlan, _ run: Import?, _ who: String?, _ access: Access, _ words: Words) {
        href = "/imports/\(plan.id)"
        name = plan.fileName
        kind = (run.flatMap { ImportKind(rawValue: $0.kind) } ?? plan.kind).map { words("importKinds", $0) } ?? ""
        moment = words.moment(plan.broughtAt, access.calendar)
        self.who = who ?? (plan.storedName.isEmpty ? words("imports.commandLine") : "")
        let shown: ImportPlan.State =
            [.running, .stopping, .undoing].contains(plan.state) && !plan.isAtWork(access.now) ? .stopped : plan.state
        state = words("importState", shown)
        stateClass = shown.rawValue
        counts = run.map { words.importCounts($0.created, $0.updated, $0.skipped, $0.failed) } ?? ""
    }
}

extension ImportPlan {
    var kind: ImportKind? { try? ImportChoices(json: choices).importKind }

    /// Later files refer to what earlier ones bring.
    fileprivate var order: Int {
        let order: [ImportKind] = [.members, .accounts, .contacts, .products, .opportunities, .stageHistory]
        return kind.flatMap { order.firstIndex(of: $0) } ?? order.count
    }
}

extension Words {
    /// `3 created, 1 updated, 2 unchanged, 0 failed`; what there is none of is left out, but not all.
    func importCounts(_ created: Int, _ updated: Int, _ skipped: Int, _ failed: Int) -> String {
        let parts = [
            ("imports.countCreated", created), ("imports.countUpdated", updated), ("imports.countSkipped", skipped),
            ("imports.countFailed", failed),
        ].filter { $0.1 > 0 }.map { self($0.0, ["count": count($0.1)]) }
        return parts.isEmpty
            ? self("imports.countCreated", ["count": "0"]) : parts.joined(separator: self("imports.comma"))
    }
}
