import Sales
import Storage

/// Takes back one import, batch by batch; interrupted, it goes on when it is started again.
package struct ImportUndoJob: Sendable {
    package var store: Store
    package var access: Access
    package var run: Import

    package init(store: Store, access: Access, run: Import) {
        self.store = store
        self.access = access
        self.run = run
    }

    /// Reverses what nobody built upon and returns what was kept and why.
    package func undo(progress: (ImportUndo) async throws -> Void = { _ in }) async throws -> ImportUndo {
        try requireUndoable()
        // From here on the run is no finished import, also after a kill: its file can be read again.
        var undoing = run
        undoing.state = .undoing
        if run.state != .undoing {
            try await store.write(access) { [undoing, run] in try $0.save(undoing, after: run) }
        }
        var undo = ImportUndo()
        repeat {
            let before = undo
            undo = try await store.write(access) { [run] in try $0.undoOpportunities(of: run, before) }
            try await progress(undo)
        } while undo.last != nil
        repeat {
            let before = undo
            undo = try await store.write(access) { [run] in try $0.undoRecords(of: run, before) }
            try await progress(undo)
        } while undo.last != nil
        var undone = run
        undone.state = .undone
        undone.undoneAt = access.now
        try await store.write(access) { [undone, undoing] in try $0.save(undone, after: undoing) }
        return undo
    }

    private func requireUndoable() throws {
        if run.kind == Import.demo { throw ImportError.demoStays }
        if run.state == .undone { throw ImportError.undoneAlready }
    }
}
