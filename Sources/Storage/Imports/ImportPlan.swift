import SQLEngines
import Sales

/// A file that a member has brought, what is to be done with it, and how far that is.
///
/// All nodes read it here, so any of them shows the progress and any can stop the run.
package struct ImportPlan: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        /// Being prepared.
        case open
        case running
        /// Somebody asked the run to stop; it does after the batch it is in.
        case stopping
        case stopped
        /// Something that concerns the whole file broke the run off; it can be begun again.
        case failed
        case finished, undoing, undone
    }

    package var id: Identifier<ImportPlan>
    package var version: Int
    package var actorID: Identifier<Member>?
    /// What the member's own machine calls the file; only ever shown.
    package var fileName: String
    /// The random name under which it lies among the files.
    package var storedName: String
    package var size: Int64
    package var broughtAt: Instant
    /// The kind and the columns, by which a later file like it is known.
    package var headers: String
    /// What was chosen for the file, as JSON.
    package var choices: String
    package var state: State
    package var runID: Identifier<Import>?
    package var rowsTotal: Int?
    /// When the process that works on it took it up, and at which row.
    package var beganAt: Instant?
    package var beganRow: Int?
    /// When that process was last heard of.
    package var beatAt: Instant?
    /// What came of trying, running and undoing, as JSON.
    package var outcome: String

    package init(fileName: String, storedName: String, size: Int64, by access: Access) {
        id = Identifier(at: access.now)
        version = 1
        actorID = access.member?.id
        self.fileName = fileName
        self.storedName = storedName
        self.size = size
        broughtAt = access.now
        (headers, choices, outcome) = ("", "{}", "{}")
        state = .open
    }

    /// Whether a process works on it now; one that was killed is heard of no more.
    package func isAtWork(_ now: Instant) -> Bool {
        guard [.running, .stopping, .undoing].contains(state), let beatAt else { return false }
        return now.milliseconds - beatAt.milliseconds < Self.silence
    }

    /// Milliseconds after which a process that is not heard of counts as gone.
    package static let silence: Int64 = 30_000
}

extension ImportPlan.State: SQLBindable, SQLReadable {}

extension ImportPlan: SQLReadable {
    static let columns: SQL = """
        id, version, actor_id, file_name, stored_name, size, brought_at, headers, choices, state, run_id, rows_total,
        began_at, began_row, beat_at, outcome
        """

    package init(from row: inout Row) throws {
        id = try row.next()
        version = try row.next()
        actorID = try row.next()
        fileName = try row.next()
        storedName = try row.next()
        size = try row.next()
        broughtAt = try row.next()
        headers = try row.next()
        choices = try row.next()
        state = try row.next()
        runID = try row.next()
        rowsTotal = try row.next()
        beganAt = try row.next()
        beganRow = try row.next()
        beatAt = try row.next()
        outcome = try row.next()
    }
}

extension ImportPlan {
    /// What stands for a plan where a run was made at the command line.
    package init(of run: Import) {
        id = Identifier(run.id.erased)
        (version, actorID, fileName, storedName, size) = (1, nil, run.fileName, "", 0)
        broughtAt = run.startedAt
        (headers, choices, outcome) = ("", "{}", "{}")
        runID = run.id
        rowsTotal = run.rowsRead
        state =
            switch run.state {
            case .running: .stopped
            case .finished: .finished
            case .undoing: .undoing
            case .undone: .undone
            }
    }
}
