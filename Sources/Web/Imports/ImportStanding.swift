import Automation
import Sales
import Storage

/// What became of an import, or how far it is.
struct ImportStanding: Encodable {
    var id: String
    var isAtWork: Bool
    var isUndoing: Bool
    var headline: String
    var headlineClass: String
    var share: String
    var done: String
    var pace: String
    var left: String
    var counts: ImportCountsPart?
    /// Why it was broken off.
    var brokenOff: String?
    var hasErrorFile: Bool
    var mayStop: Bool
    var mayGoOn: Bool
    var mayUndo: Bool
    var undoHint: String
    var undone: String?
    var kept: [Kept]
    var keptTitle: String?

    struct Kept: Encodable {
        var name: String
        var kind: String
        var reason: String
    }

    init(_ plan: ImportPlan, _ run: Import?, now: Instant, _ access: Access, _ words: Words) {
        let outcome = ImportOutcome(json: plan.outcome)
        id = plan.id.description
        isAtWork = plan.isAtWork(now)
        isUndoing = plan.state == .undoing
        let wasKilled = !isAtWork && [.running, .stopping, .undoing].contains(plan.state)
        let state = wasKilled && !isUndoing ? ImportPlan.State.stopped : plan.state
        headline = wasKilled ? words("imports.killed") : words("importHeadline", state)
        headlineClass = state.rawValue
        let rows = run?.rowsRead ?? 0
        let total = plan.rowsTotal.map { max($0, rows) }
        share = "\(total.map { $0 == 0 ? 100 : rows * 100 / $0 } ?? 0)"
        done =
            isUndoing
            ? words("imports.undoneSoFar", ["count": words.count(outcome.undone ?? 0)])
            : total.map { words("imports.doneOf", ["done": words.count(rows), "total": words.count($0)]) }
                ?? words("imports.rows", count: rows)
        (pace, left) = words.pace(plan, rows: rows, total: isUndoing ? nil : total)
        counts =
            outcome.result.map { ImportCountsPart($0, access, words) }
            ?? run.map { ImportCountsPart(.init($0), access, words) }
        brokenOff = outcome.fault.map { words.imported($0) }
        hasErrorFile = outcome.hasErrorFile
        mayStop = isAtWork && plan.state == .running
        let hasBegun = plan.runID != nil && plan.state != .undone
        mayGoOn =
            !isAtWork && !plan.storedName.isEmpty && [.stopped, .failed, .running, .stopping].contains(plan.state)
        mayUndo = !isAtWork && hasBegun && run?.state != .undone
        undoHint = words(
            "imports.undoHint",
            ["created": words.count(run?.created ?? 0), "updated": words.count(run?.updated ?? 0)]
        )
        undone =
            plan.state == .undone
            ? words("imports.undoneAll", ["count": words.count(outcome.undone ?? 0)]) : nil
        kept = outcome.kept.map {
            Kept(name: $0.name, kind: words("importKinds.one.\($0.kind)"), reason: words("importKept.\($0.reason)"))
        }
        keptTitle = outcome.keptCount > 0 ? words("imports.kept", count: outcome.keptCount) : nil
    }
}

extension ImportOutcome.Counts {
    fileprivate init(_ run: Import) {
        self.init()
        (created, updated, skipped, failed) = (run.created, run.updated, run.skipped, run.failed)
    }
}

extension Words {
    /// The rows of a second and the time that is left, once enough of both is known.
    fileprivate func pace(_ plan: ImportPlan, rows: Int, total: Int?) -> (pace: String, left: String) {
        guard let began = plan.beganAt, let beat = plan.beatAt, let from = plan.beganRow else { return ("", "") }
        let milliseconds = beat.milliseconds - began.milliseconds
        guard milliseconds >= 1000, rows > from else { return ("", "") }
        let perSecond = Double(rows - from) * 1000 / Double(milliseconds)
        let pace = self("imports.pace", ["count": count(max(1, Int(perSecond)))])
        guard let total, total > rows else { return (pace, "") }
        let seconds = Int((Double(total - rows) / perSecond).rounded(.up))
        let left =
            seconds < 60
            ? self("imports.secondsLeft", count: seconds) : self("imports.minutesLeft", count: (seconds + 59) / 60)
        return (pace, left)
    }
}
