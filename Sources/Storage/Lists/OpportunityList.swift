import SQLEngines
import Sales

/// An opportunity with the names that a list or a card shows.
package struct OpportunityRow: Hashable, Sendable {
    package var opportunity: Opportunity
    package var beganAt: Instant
    package var stageEnteredAt: Instant
    package var closedAt: Instant?
    package var changedAt: Instant
    package var accountName: String?
    package var ownerName: String?
    package var productName: String?
    /// The stage as the process in force has it; none for a retired one.
    package var stage: Stage?
    package var tags: [Tag] = []

    /// The whole days that it has stood in its stage.
    package func daysInStage(_ now: Instant) -> Int { Int(max(0, now.days(since: stageEnteredAt).rounded(.down))) }
}

extension ScopedConnection {
    /// A page of the opportunities that the filter shows, in an order.
    package func opportunities(
        _ filter: OpportunityFilter,
        by order: ListOrder<OpportunityKey>,
        at position: ListPosition = .start,
        limit: Int = 50
    ) throws -> ListPage<OpportunityRow> {
        let isNarrow = try isNarrow(filter)
        let nearby = isNarrow ? nearby(filter, order) : nil
        let condition = try filter.isOfClosed && nearby != nil ? conditionOfClosed(filter) : condition(filter)
        let isSplit =
            !isNarrow && order.field == nil && order.key == .name && filter.outcomes.isEmpty && !filter.isOverdue
        let query = ListQuery(
            table: "opportunities",
            condition: condition,
            order: "\(order)",
            segments: try order.field.map {
                try fieldSegments(
                    $0,
                    .opportunity,
                    among: condition,
                    isNarrow: isNarrow,
                    isDescending: order.isDescending
                )
            } ?? segments(order, filter),
            further: furtherSegments(order, filter),
            isDescending: order.isDescending,
            isNarrow: isNarrow,
            isSplit: isSplit,
            closedCondition: isSplit ? try conditionOfClosed(filter) : nil,
            nearby: nearby
        )
        let page = try db.page(query, at: position, limit: limit)
        let rows = try opportunityRows(page.rows.map { Identifier($0.id) })
        return ListPage(
            rows: page.rows.compactMap { rows[Identifier($0.id)] },
            previous: page.previous,
            next: page.next
        )
    }

    /// Whether a filter may show so few that walking through everybody's records in order would take long.
    ///
    /// Owners of much, pipelines of many and outcomes are common: the walk finds a page soon.
    private func isNarrow(_ filter: OpportunityFilter) throws -> Bool {
        if try !seesManyOwners || isScopeSmall(.opportunity, atMost: fewRecords) { return true }
        if try few(in: filter.pipelineIDs) != nil { return true }
        if !filter.ownerIDs.isEmpty && filter.ownerIDs.count <= fewOwners { return true }
        var others = try withoutCommonFields(filter, .opportunity)
        (others.pipelineIDs, others.outcomes, others.ownerIDs) = ([], [], [])
        if try few(named: filter.text, .opportunity) == nil { others.text = nil }
        return !others.isEmpty
    }

    /// The opportunities of pipelines that hold few, which a walk through everybody's would meet late; nil of many.
    func few(in pipelines: [Identifier<Pipeline>]) throws -> [Identifier<AnyRecord>]? {
        if pipelines.isEmpty { return nil }
        var found: [Identifier<AnyRecord>] = []
        for openness: SQL in ["closed_at IS NULL", "closed_at IS NOT NULL"] {
            found += try db.all(
                """
                SELECT id FROM opportunities
                WHERE workspace_id = \(key) AND \(openness) AND stage_id IN (
                    SELECT id FROM stages WHERE workspace_id = \(key) AND pipeline_id IN (\(list: pipelines)))
                LIMIT \(fewRecords + 1)
                """
            )
            if found.count > fewRecords { return nil }
        }
        return found.sorted()
    }

    /// Whether the member sees all records, or those of more owners than a look for each would serve.
    var seesManyOwners: Bool { visibleOwners.map { $0.count > fewOwners } ?? true }

    /// The filter's condition, of closed ones found in their own index and not owner by owner.
    func conditionOfClosed(_ filter: OpportunityFilter) throws -> SQL {
        try condition(filter, owner: "coalesce(owner_id, owner_id)")
    }

    /// The rows of the order's index, where nothing is asked for that another index finds sooner.
    private func nearby(_ filter: OpportunityFilter, _ order: ListOrder<OpportunityKey>) -> SQL? {
        var others = filter
        (others.pipelineIDs, others.outcomes, others.sources, others.types) = ([], [], [], [])
        (others.amount, others.expectedCloseDate, others.isOverdue) = (Bounds(), Bounds(), false)
        (others.daysInStage, others.created) = (Bounds(), Bounds())
        guard others.isEmpty, order.field == nil, seesManyOwners else { return nil }
        let all: SQL = "workspace_id = \(key)"
        let open: SQL = "workspace_id = \(key) AND closed_at IS NULL"
        let isOfOpen = filter.outcomes == [.open]
        return switch order.key {
        case .changed: all
        case .amount, .expectedCloseDate: isOfOpen ? open : all
        case .name: isOfOpen ? open : nil
        default: nil
        }
    }

    /// One opportunity as a list shows it.
    package func opportunityRow(_ id: Identifier<Opportunity>) throws -> OpportunityRow {
        _ = try opportunity(id)
        guard let row = try opportunityRows([id])[id] else { throw NotFound(kind: "opportunity") }
        return row
    }

    /// How many opportunities the filter shows: exactly, or counted no further than a limit.
    package func opportunityCount(_ filter: OpportunityFilter, atMost limit: Int? = 1000) throws -> ListCount {
        try db.count("opportunities", try condition(filter), atMost: limit)
    }

    /// The rows of opportunities that the caller may see, with their names.
    func opportunityRows(_ ids: [Identifier<Opportunity>]) throws -> [Identifier<Opportunity>: OpportunityRow] {
        var found: [Identifier<Opportunity>: OpportunityRow] = [:]
        for batch in ids.batches(of: 1000) {
            try db.forEach(
                """
                SELECT \(OpportunityRow.columns) FROM opportunities
                WHERE workspace_id = \(key) AND id IN (\(list: batch))
                """
            ) { row in
                let row: OpportunityRow = try row.next()
                found[row.opportunity.id] = row
            }
        }
        let opportunities = found.values.map(\.opportunity)
        let accounts = try db.names("accounts", opportunities.compactMap(\.accountID), in: key)
        let owners = try db.names("members", opportunities.compactMap(\.values.ownerID), in: key)
        let products = try db.names("products", opportunities.compactMap(\.productID), in: key)
        var stages: [Identifier<Stage>: Stage] = [:]
        for pipeline in Set(found.values.compactMap(\.opportunity.values.pipelineID)) {
            for stage in try db.process(of: pipeline, on: access.today, in: key).stages { stages[stage.id] = stage }
        }
        let tags = try tags(of: .opportunity, found.keys.map(\.erased))
        return found.mapValues { row in
            var row = row
            row.accountName = row.opportunity.accountID.flatMap { accounts[$0] }
            row.ownerName = row.opportunity.values.ownerID.flatMap { owners[$0] }
            row.productName = row.opportunity.productID.flatMap { products[$0] }
            row.tags = tags[row.opportunity.id.erased] ?? []
            row.stage = row.opportunity.values.stageID.flatMap { stages[$0] }
            return row
        }
    }
}

private let fewOwners = 3
/// How many records are rather put in order than met on a walk.
private let fewRecords = 1000

extension OpportunityRow: SQLReadable {
    /// Without the names, which are looked up for the whole page.
    fileprivate static let columns: SQL = """
        \(Opportunity.columns), began_at, stage_entered_at, closed_at, changed_at
        """

    package init(from row: inout Row) throws {
        try self.init(
            opportunity: row.next(),
            beganAt: row.next(),
            stageEnteredAt: row.next(),
            closedAt: row.next(),
            changedAt: row.next()
        )
    }
}
