import Foundation
import Sales
import Storage

/// A file that a member brought, with everything that can be done with it.
package struct PlannedImport: Sendable {
    package var store: Store
    package var access: Access
    package var files: ImportFiles
    package var plan: ImportPlan
    /// Read anew where work goes on for longer than a request.
    package var clock: @Sendable () -> Instant
    /// Says a sentence of the engine in the member's language, in the file of failed rows.
    package var tell: @Sendable (String) -> String = { $0 }

    package init(
        _ plan: ImportPlan,
        _ store: Store,
        _ access: Access,
        _ files: ImportFiles,
        clock: @escaping @Sendable () -> Instant
    ) {
        (self.plan, self.store, self.access, self.files, self.clock) = (plan, store, access, files, clock)
    }

    /// What is chosen for the file.
    package var choices: ImportChoices {
        get throws { try ImportChoices(json: plan.choices) }
    }

    /// The file, if it is still there.
    package func source() throws -> ImportSource {
        guard files.has(plan.storedName) else { throw ImportFileError.gone }
        return try ImportSource(path: files.path(plan.storedName))
    }

    /// The delimited text of the file or of the chosen sheet.
    package func text(_ choices: ImportChoices) throws -> String { try source().text(sheet: choices.sheet) }

    package func job(_ choices: ImportChoices) throws -> ImportJob {
        var job = try ImportJob(
            store: store,
            access: access,
            path: text(choices),
            mapping: choices.mapping(),
            mappingText: choices.mappingText
        )
        job.fileName = plan.fileName
        // A hundred rows hold the writer for about as long as others may wait.
        job.batchSize = 100
        return job
    }

    /// Tries the whole file and keeps the counts with the plan; of a long one the first rows are tried and the others read.
    package func rehearse() async throws -> ImportPlan {
        var job = try job(choices)
        job.isDryRun = true
        job.rehearsedRows = Self.rehearsedRows
        let counts = ImportOutcome.Counts(try await job.run())
        return try await keep { plan in
            var outcome = ImportOutcome()
            outcome.dryRun = counts
            plan.outcome = outcome.json
            plan.rowsTotal = counts.rows
        }
    }

    /// A dry run is one transaction; so many rows hold the writer of an SQLite file for about a second.
    private static let rehearsedRows = 5000

    /// Stores what `change` makes of the plan as it is now.
    @discardableResult
    func keep(_ change: @escaping @Sendable (inout ImportPlan) -> Void) async throws -> ImportPlan {
        let id = plan.id
        return try await store.write(access) { db in
            var plan = try db.importPlan(id)
            change(&plan)
            return try db.save(plan)
        }
    }
}

extension PlannedImport {
    /// Takes the import up, so that no other process does; nil where another works on it.
    package func takeUp(_ state: ImportPlan.State = .running) async throws -> PlannedImport? {
        let now = clock()
        if plan.isAtWork(now) { return nil }
        var taken = plan
        taken.state = state
        (taken.beganAt, taken.beatAt) = (now, now)
        if let run = plan.runID {
            taken.beganRow = try await store.read(access) { try $0.importRun(run).rowsRead }
        } else {
            taken.beganRow = 0
        }
        var mine = self
        mine.plan = try await store.write(access) { [taken] db in try db.save(taken) }
        return mine
    }

    /// Imports the file to its end, or until somebody asks it to stop; what happened stands in the plan.
    package func run() async throws {
        do {
            try files.keep(plan.storedName, clock())
            let job = try job(choices)
            var pulse = Pulse(self)
            let report = try await job.run { run in try await pulse.beat(run) }
            try await finish(job, report)
            try await store.fillNameOrder()
            try await store.fillSearchBacklog()
        } catch is ImportStopped {
            try await keepMine { $0.state = .stopped }
        } catch {
            try await keepMine { $0.breakOff(.failed, "\(error)") }
        }
    }

    /// Stores how the work ended, unless another process has taken it up since.
    private func keepMine(_ change: @escaping @Sendable (inout ImportPlan) -> Void) async throws {
        let began = plan.beganAt
        try await keep { plan in
            if plan.beganAt == began { change(&plan) }
        }
    }

    private func finish(_ job: ImportJob, _ report: ImportReport) async throws {
        let hasFailures = report.accounting.failed > 0
        if hasFailures { try await writeErrors(job, report.run) }
        try await keep { plan in
            plan.state = .finished
            plan.runID = report.run.id
            plan.rowsTotal = report.accounting.rows
            var outcome = ImportOutcome()
            outcome.result = ImportOutcome.Counts(report)
            outcome.hasErrorFile = hasFailures
            plan.outcome = outcome.json
        }
        files.remove(plan.storedName)
    }

    private func writeErrors(_ job: ImportJob, _ run: Import) async throws {
        let path = files.path(files.errorFile(of: plan.storedName))
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, let handle = FileHandle(forWritingAtPath: path) else { throw ImportFileError.cannotKeep }
        try await job.writeErrorFile(of: run, telling: tell) { try handle.write(contentsOf: $0) }
        try handle.close()
    }

    /// Takes the import back; interrupted, it goes on when it is asked for again.
    package func undo() async throws {
        guard let id = plan.runID else { return }
        do {
            let run = try await store.read(access) { try $0.importRun(id) }
            var pulse = Pulse(self)
            let undo = try await ImportUndoJob(store: store, access: access, run: run).undo { undo in
                try await pulse.beat(undo, id)
            }
            try await keep { plan in
                plan.state = .undone
                plan.outcome = undo.told(after: plan.outcome)
            }
            try await store.fillSearchBacklog()
        } catch {
            try await keepMine { $0.breakOff(.finished, "\(error)") }
        }
    }
}

extension ImportPlan {
    fileprivate mutating func breakOff(_ state: State, _ sentence: String) {
        self.state = state
        var outcome = ImportOutcome(json: outcome)
        outcome.fault = sentence
        self.outcome = outcome.json
    }
}
