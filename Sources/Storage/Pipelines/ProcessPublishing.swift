import SQLEngines
import Sales

/// A version of a process with who published it and when.
package struct PublishedProcess: Hashable, Sendable {
    package var process: ProcessVersion
    package var publishedAt: Instant
    /// Nil for the operator at the command line.
    package var publishedBy: Identifier<Member>?
}

extension ScopedConnection {
    /// All versions of the pipeline's process with who published them, in order.
    package func publishedProcesses(of id: Identifier<Pipeline>) throws -> [PublishedProcess] {
        let versions = try processVersions(of: id)
        var published: [PublishedProcess] = []
        try db.forEach(
            """
            SELECT number, published_at, published_by FROM process_versions
            WHERE workspace_id = \(key) AND pipeline_id = \(id) ORDER BY number
            """
        ) { row in
            let number: Int = try row.next()
            let (at, by): (Instant, Identifier<Member>?) = (try row.next(), try row.next())
            guard let process = versions.first(where: { $0.number == number }) else { return }
            published.append(PublishedProcess(process: process, publishedAt: at, publishedBy: by))
        }
        return published
    }

    /// How many open records of everybody are in each stage of the pipeline, those that were retired included.
    package func openCounts(of id: Identifier<Pipeline>) throws -> [Identifier<Stage>: Int] {
        let stages = Set(try processVersions(of: id).flatMap(\.stages).map(\.id))
        var counts: [Identifier<Stage>: Int] = [:]
        try db.forEach(
            """
            SELECT stage_id, count(*) FROM opportunities
            WHERE workspace_id = \(key) AND stage_id IN (\(list: stages.sorted())) AND closed_at IS NULL
                AND deleted_at IS NULL AND withdrawn_at IS NULL AND outcome = \(Outcome.open)
            GROUP BY stage_id
            """
        ) { row in
            let stage: Identifier<Stage> = try row.next()
            counts[stage] = try row.next()
        }
        return counts
    }

    /// Publishes a draft as the next version, in force from today, and returns which records have to move now.
    ///
    /// Refuses a draft that was begun on an older version than the newest.
    package func publish(_ draft: ProcessDraft) throws -> [StageMove] {
        try require(.edit, .pipelines)
        _ = try pipeline(draft.pipelineID)
        // Two drafts at once would both be the next version.
        try db.lock(processLock | key)
        let versions = try processVersions(of: draft.pipelineID)
        guard versions.map(\.number).max() ?? 0 == draft.base else { throw ChangedMeanwhile(fields: ["stages"]) }
        guard let version = try draft.version(after: versions, from: access.today) else { return [] }
        let moves = try draft.moves(
            retiring: versions.inForce(on: access.today),
            holding: openCounts(of: draft.pipelineID)
        )
        if !moves.isEmpty { try requireMovingAll() }
        try db.publish(version, by: Origin(access))
        return moves
    }

    /// Refuses those who would move their own records and leave the others behind.
    package func requireMovingAll() throws {
        guard visibleOwners == nil else { throw NotAllowed(.bulk, .opportunities) }
        try require(.bulk, .opportunities)
        try require(.edit, .opportunities)
    }
}

/// The high bits of the lock's key; the low ones are the workspace's.
private let processLock: Int64 = 0x534C_0009 << 32
