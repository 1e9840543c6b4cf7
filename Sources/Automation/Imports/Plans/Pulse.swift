import Sales
import Storage

/// Somebody asked the import to stop.
struct ImportStopped: Error {}

/// Says now and then that the process is alive, and hears whether it is to stop.
struct Pulse {
    private let planned: PlannedImport
    private var last: Instant?

    init(_ planned: PlannedImport) { self.planned = planned }

    mutating func beat(_ run: Import) async throws {
        let now = planned.clock()
        if let last, now.milliseconds - last.milliseconds < 500 { return }
        last = now
        let plan = planned.plan
        let seen = try await planned.store.write(planned.access) { try $0.beat(plan, run: run.id, at: now) }
        // Where another process has taken it up, this one only leaves.
        guard seen.state == .running, seen.beganAt == plan.beganAt else { throw ImportStopped() }
    }

    mutating func beat(_ undo: ImportUndo, _ run: Identifier<Import>) async throws {
        let now = planned.clock()
        if let last, now.milliseconds - last.milliseconds < 500 { return }
        last = now
        var plan = planned.plan
        plan.outcome = undo.told(after: plan.outcome)
        _ = try await planned.store.write(planned.access) { [plan] in try $0.beat(plan, run: run, at: now) }
    }
}

extension ImportUndo {
    /// The outcome with what was taken back and what stays.
    func told(after json: String) -> String {
        var outcome = ImportOutcome(json: json)
        outcome.undone = reversed
        outcome.keptCount = kept.count
        outcome.kept = kept.prefix(50).map { .init(kind: $0.kind, name: $0.name, reason: $0.reason.rawValue) }
        return outcome.json
    }
}
