import SQLEngines
import Sales

extension ScopedConnection {
    /// The segments through which a list of opportunities goes in an order.
    func segments(_ order: ListOrder<OpportunityKey>, _ filter: OpportunityFilter) throws -> [ListSegment] {
        switch order.key {
        case .name: [.all("name_sort", .text), .without("name_sort")]
        case .amount: [amountSegment(access.workspace.currency)]
        case .expectedCloseDate: [.all("expected_close_date", .text), .without("expected_close_date")]
        case .created: [.all("began_at", .integer)]
        case .stageEntered: [.all("stage_entered_at", .integer)]
        case .changed: [.all("changed_at", .integer)]
        case .stage: try stageSegments(filter, isDescending: order.isDescending)
        case .owner: try ownerSegments(.opportunity, filter.ownerIDs, isDescending: order.isDescending)
        }
    }

    /// The segments behind those of the workspace's own currency, where the order is by amount.
    ///
    /// Most pages do not get so far.
    ///
    /// A filter of amounts is one of that currency: nothing else is shown.
    func furtherSegments(_ order: ListOrder<OpportunityKey>, _ filter: OpportunityFilter) -> () throws -> [ListSegment]
    {
        guard order.field == nil, order.key == .amount, filter.amount.isOpen else { return { [] } }
        return {
            let currencies = try db.currencies(in: key)
            return currencies.filter { $0 != access.workspace.currency }.map(amountSegment) + [.withoutAmount]
        }
    }

    /// One currency's amounts mean nothing among another's.
    private func amountSegment(_ currency: Currency) -> ListSegment {
        ListSegment(
            name: currency.code,
            condition: "currency = \(currency)",
            narrow: "\(SQL.anyCurrency) = \(currency)",
            key: ListColumn(sql: "amount", kind: .integer)
        )
    }

    private func stageSegments(_ filter: OpportunityFilter, isDescending: Bool) throws -> [ListSegment] {
        var stages = try stagesInOrder().filter { stage in
            (filter.pipelineIDs.isEmpty || filter.pipelineIDs.contains(stage.pipelineID))
                && (filter.stageIDs.isEmpty || filter.stageIDs.contains(stage.id))
        }
        if isDescending { stages.reverse() }
        return stages.map { ListSegment(name: "\($0.id)", condition: "stage_id = \($0.id)") }
    }

    /// One segment for each owner the member sees, and one for what nobody owns.
    func ownerSegments(
        _ kind: BinKind,
        _ chosen: [Identifier<Member>],
        isDescending: Bool
    ) throws -> [ListSegment] {
        var owners: [Identifier<Member>] = try db.all(
            "SELECT id FROM members WHERE workspace_id = \(key) ORDER BY name_sort NULLS LAST, id"
        )
        if let visibleOwners {
            let seen = try visibleOwners.union(ownersOfShared(kind))
            owners.removeAll { !seen.contains($0) }
        }
        if !chosen.isEmpty { owners.removeAll { !chosen.contains($0) } }
        if isDescending { owners.reverse() }
        return owners.map { ListSegment(name: "\($0)", condition: "owner_id = \($0)") } + [.without("owner_id")]
    }

    /// Whose records others have shared with the member.
    private func ownersOfShared(_ kind: BinKind) throws -> [Identifier<Member>] {
        let ids = shared.ids(kind.rights)
        if ids.isEmpty { return [] }
        return try db.all(
            """
            SELECT DISTINCT owner_id FROM \(kind.table)
            WHERE workspace_id = \(key) AND id IN (\(list: ids)) AND owner_id IS NOT NULL
            """
        )
    }
}

extension ListSegment {
    /// All records that have a value.
    static func all(_ column: SQL, _ kind: ListColumn.Kind) -> ListSegment {
        ListSegment(name: "all", condition: "1 = 1", key: ListColumn(sql: column, kind: kind))
    }

    /// Those that have no amount; said of both columns, so that its index gives the order of their ids.
    static let withoutAmount = ListSegment(
        name: "none",
        condition: "currency IS NULL AND amount IS NULL",
        narrow: "\(SQL.anyCurrency) IS NULL"
    )

    /// Those that have none, in the order of their ids.
    static func without(_ column: SQL) -> ListSegment {
        ListSegment(name: "none", condition: "\(column) IS NULL", narrow: "coalesce(\(column), \(column)) IS NULL")
    }
}

extension SQL {
    /// The currency as an expression: most records have the same, by which no index finds them sooner.
    static let anyCurrency: SQL = "coalesce(currency, currency)"
}

/// A stage and the pipeline to which it belongs.
struct PlacedStage: SQLReadable {
    var id: Identifier<Stage>
    var pipelineID: Identifier<Pipeline>

    init(from row: inout Row) throws {
        id = try row.next()
        pipelineID = try row.next()
    }
}

extension ScopedConnection {
    /// Every stage of the workspace: pipeline after pipeline those in force, in their order, and then the retired ones.
    func stagesInOrder() throws -> [PlacedStage] {
        let all: [PlacedStage] = try db.all(
            """
            SELECT s.id, s.pipeline_id FROM stages s
            JOIN pipelines p ON p.workspace_id = s.workspace_id AND p.id = s.pipeline_id
            WHERE s.workspace_id = \(key) ORDER BY p.created_at, p.id, s.id
            """
        )
        var pipelines: [Identifier<Pipeline>] = []
        for stage in all where pipelines.last != stage.pipelineID { pipelines.append(stage.pipelineID) }
        var places: [Identifier<Stage>: Int] = [:]
        for id in pipelines {
            guard let process = try db.processVersions(of: id, in: key).inForce(on: access.today) else { continue }
            for stage in process.stages { places[stage.id] = places.count }
        }
        return all.enumerated().sorted { left, right in
            (places[left.element.id] ?? .max, left.offset) < (places[right.element.id] ?? .max, right.offset)
        }
        .map(\.element)
    }
}

extension Connection {
    /// The currencies of all amounts in a workspace, each found by one look into the index behind the one before.
    fileprivate func currencies(in workspace: Int64) throws -> [Currency] {
        try all(
            """
            WITH RECURSIVE found (currency) AS (
                SELECT ''
                UNION ALL
                SELECT (SELECT o.currency FROM opportunities o
                    WHERE o.workspace_id = \(workspace) AND o.currency > found.currency ORDER BY o.currency LIMIT 1)
                FROM found WHERE found.currency IS NOT NULL
            )
            SELECT currency FROM found WHERE currency <> '' ORDER BY currency
            """
        )
    }
}
