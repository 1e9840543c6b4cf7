import SQLEngines
import Sales
import SalesAnalytics

extension ScopedConnection {
    /// The pipeline's board: each stage of the process in force, and retired ones that still hold records.
    ///
    /// A column is counted and its cards are found in an index that holds all that this needs; of the rows only those
    /// that are shown are read.
    package func board(_ question: BoardQuestion) throws -> Board {
        let stages = try boardStages(question)
        let figures = try boardFigures(question, stages.map(\.stage))
        let pages = try stages.map { try cards(in: $0.stage, question, after: nil) }
        let rows = try opportunityRows(pages.flatMap { $0.rows.map { Identifier($0.id) } })
        let columns = zip(stages, pages).map { placed, page in
            BoardColumn(
                stage: placed.stage,
                isRetired: placed.isRetired,
                figures: figures[placed.stage.id] ?? BoardFigures(access.workspace.currency),
                cards: page.rows.compactMap { rows[Identifier($0.id)] },
                next: page.next
            )
        }
        return Board(columns: columns.filter { !$0.isRetired || $0.figures.count > 0 })
    }

    /// More cards of one column.
    package func boardCards(
        in stage: Identifier<Stage>,
        _ question: BoardQuestion,
        after cursor: ListCursor
    ) throws -> ListPage<OpportunityRow> {
        guard let placed = try boardStages(question).first(where: { $0.stage.id == stage }) else {
            throw NotFound(kind: "stage")
        }
        let page = try cards(in: placed.stage, question, after: cursor)
        let rows = try opportunityRows(page.rows.map { Identifier($0.id) })
        return ListPage(
            rows: page.rows.compactMap { rows[Identifier($0.id)] },
            previous: page.previous,
            next: page.next
        )
    }

    /// The figures of the board's columns alone, for when only they changed.
    package func boardFigures(_ question: BoardQuestion) throws -> [Identifier<Stage>: BoardFigures] {
        try boardFigures(question, try boardStages(question).map(\.stage))
    }

    private func cards(
        in stage: Stage,
        _ question: BoardQuestion,
        after cursor: ListCursor?
    ) throws -> ListPage<ListEntry> {
        var chosen = question.filter
        (chosen.pipelineIDs, chosen.stageIDs) = ([], [stage.id])
        let condition = try condition(of: stage, question)
        let isByClosing = question.isByClosing(in: stage)
        let isNarrow = !(seesManyOwners && question.hasIndexedOrder)
        let query = ListQuery(
            table: "opportunities",
            condition: condition,
            order: "\(question.order) \(stage.id)",
            segments: isByClosing ? [.closing] : try segments(question.order, chosen),
            further: furtherSegments(question.order, question.filter),
            isDescending: isByClosing || question.order.isDescending,
            isNarrow: isNarrow
        )
        return try db.page(query, at: cursor.map { .after($0) } ?? .start, limit: question.cardsPerColumn)
    }

    /// The stage says the pipeline.
    func condition(of stage: Stage, _ question: BoardQuestion) throws -> SQL {
        var filter = question.filter
        (filter.pipelineIDs, filter.stageIDs) = ([], [])
        // The stage and the time leave less than what the owners ever closed.
        let isOfMany = stage.kind != .open && question.closedSince != nil && filter.ownerIDs.isEmpty && seesManyOwners
        let chosen = try isOfMany ? conditionOfClosed(filter) : condition(filter)
        return "\(chosen) AND stage_id = \(stage.id)\(closed(stage, question))"
    }

    private func closed(_ stage: Stage, _ question: BoardQuestion) -> SQL {
        if stage.kind == .open { return " AND closed_at IS NULL" }
        guard let day = question.closedSince else { return "" }
        return " AND closed_at >= \(access.calendar.start(of: day))"
    }
}

extension ScopedConnection {
    /// The stages of the process in force and then those of older versions, as the last of these had them.
    private func boardStages(_ question: BoardQuestion) throws -> [(stage: Stage, isRetired: Bool)] {
        let versions = try db.processVersions(of: question.pipelineID, in: key)
        guard let process = versions.inForce(on: access.today) else { throw NotFound(kind: "pipeline") }
        var retired: [Identifier<Stage>: Stage] = [:]
        for version in versions where version.effectiveFrom <= access.today {
            for stage in version.stages where process.stage(stage.id) == nil { retired[stage.id] = stage }
        }
        let old = try retired.values.sorted { $0.id < $1.id }.filter { try db.holdsRecords($0.id, in: key) }
        let stages = process.stages.map { ($0, false) } + old.map { ($0, true) }
        let chosen = question.filter.stageIDs
        return stages.filter { chosen.isEmpty || chosen.contains($0.0.id) }
    }
}

extension BoardQuestion {
    /// Whether the stage's cards begin with what was closed last: when that was expected tells nothing any more.
    ///
    /// Any other order is that of every stage.
    fileprivate func isByClosing(in stage: Stage) -> Bool { stage.kind != .open && isInUsualOrder }

    /// Whether an index has each stage's cards in order, and most of them are shown.
    fileprivate var hasIndexedOrder: Bool {
        var others = filter
        (others.pipelineIDs, others.stageIDs) = ([], [])
        return isInUsualOrder && others.isEmpty
    }

    private var isInUsualOrder: Bool { order == .usualOnBoards }
}

extension ListOrder<OpportunityKey> {
    /// What is expected to close first comes first; what is closed, by when that was, the newest first.
    package static let usualOnBoards = ListOrder(.expectedCloseDate)
}

extension Connection {
    /// Whether anything stands in a stage, whoever owns it.
    fileprivate func holdsRecords(_ stage: Identifier<Stage>, in workspace: Int64) throws -> Bool {
        let found: Int? = try first(
            """
            SELECT 1 FROM opportunities WHERE workspace_id = \(workspace) AND stage_id = \(stage)
                AND deleted_at IS NULL AND withdrawn_at IS NULL LIMIT 1
            """
        )
        return found != nil
    }
}
