import Automation
import Hummingbird
import Logging
import Sales
import Storage

/// Where brought files lie, and who works on them when the request that asked for it is answered.
struct ImportWork: Sendable {
    let files: ImportFiles
    let clock: @Sendable () -> Instant

    func planned(_ plan: ImportPlan, _ store: Store, _ access: Access, _ words: Words) -> PlannedImport {
        var planned = PlannedImport(plan, store, access, files, clock: clock)
        planned.tell = { words.imported($0) }
        return planned
    }

    /// Goes on without the request; what breaks is kept with the plan, and what breaks that is for the log.
    func begin(_ planned: PlannedImport, _ logger: Logger) {
        Task {
            do {
                switch planned.plan.state {
                case .undoing: try await planned.undo()
                default: try await planned.run()
                }
            } catch {
                logger.error("An import could not tell how it ended: \(error)")
            }
        }
    }
}
