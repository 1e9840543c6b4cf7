import Sales
import Storage

/// Publishes a process and moves the open records of the stages that it retires.
package struct Publication: Sendable {
    private let store: Store
    private let access: Access

    package init(_ store: Store, _ access: Access) {
        self.store = store
        self.access = access
    }

    /// Publishes a draft; the moves that it asks for are made by `move`.
    package func publish(_ draft: ProcessDraft) async throws -> [StageMove] {
        try await store.write(access) { try $0.publish(draft) }
    }

    /// Moves every open record of a stage to another by the ordinary rule of moving, as one bulk action that can be
    /// undone.
    @discardableResult
    package func move(_ move: StageMove) async throws -> BulkRun {
        try await store.read(access) { try $0.requireMovingAll() }
        var filter = OpportunityFilter()
        (filter.stageIDs, filter.outcomes) = ([move.from], [.open])
        return try await BulkActionJob(store: store, access: access).run(
            .move(to: move.to),
            on: .opportunity,
            .filter(filter.query, counted: move.count),
            isConfirmed: true
        )
    }
}

extension BulkRun {
    /// The stage that this run emptied, where it was made to retire one.
    package var emptiedStage: Identifier<Stage>? {
        guard case .move = action else { return nil }
        let stages = (filter ?? []).filter { $0.name == "stage" }
        return stages.count == 1 ? stages.first.flatMap { Identifier($0.value) } : nil
    }
}
