import SQLEngines
import Sales

extension ScopedConnection {
    /// That an opportunity is there, its owner's records are seen by the member, and the filter shows it.
    ///
    /// As an expression `owner` keeps a planner from reading the records of many owners one by one.
    func condition(_ filter: OpportunityFilter, owner: SQL = "owner_id") throws -> SQL {
        let sees = sees(.opportunities, owner: owner)
        var conditions = Conditions(
            "workspace_id = \(key) AND deleted_at IS NULL AND withdrawn_at IS NULL AND \(sees)"
        )
        conditions.add("pipeline_id", anyOf: filter.pipelineIDs)
        if filter.stageIDs.isEmpty, let few = try few(in: filter.pipelineIDs) {
            conditions.add("id IN (\(list: few))")
        }
        conditions.add("stage_id", anyOf: filter.stageIDs)
        conditions.add("outcome", anyOf: filter.outcomes)
        try addOpenness(filter, to: &conditions)
        let owners = OwnerChoice(owners: filter.ownerIDs, orNone: filter.hasNoOwner, teams: filter.teamIDs)
        try add(owners, to: &conditions)
        conditions.add("source", anyOf: filter.sources)
        conditions.add("type", anyOf: filter.types)
        conditions.add("product_id", anyOf: filter.productIDs)
        conditions.add("account_id", anyOf: filter.accountIDs)
        conditions.add(filter.tagIDs, of: .opportunity, in: key)
        conditions.add(sharedToEditWith: filter.collaboratorIDs, .opportunities, in: key)
        conditions.add(lostTo: filter.lostToIDs, in: key)
        if !filter.amount.isOpen { conditions.add("\(SQL.anyCurrency) = \(access.workspace.currency)") }
        // As expressions, since no planner knows how many a range leaves: half a workspace is not found row by row.
        conditions.add("+amount", in: filter.amount)
        let closes: SQL = "coalesce(expected_close_date, expected_close_date)"
        conditions.add(filter.expectedCloseDate.isShort ? "expected_close_date" : closes, in: filter.expectedCloseDate)
        if filter.isOverdue { conditions.add("outcome = 'open' AND \(closes) < \(access.today)") }
        conditions.add("stage_entered_at", in: entries(filter.daysInStage))
        conditions.add("began_at", in: instants(filter.created))
        try add(filter.fields, .opportunity, to: &conditions)
        conditions.add(part: filter.text, fewNamed: try few(named: filter.text, .opportunity))
        return conditions.sql
    }

    /// Says whether they are open where the filter implies it, so that the indexes of the open ones, or of the closed
    /// ones, are taken.
    private func addOpenness(_ filter: OpportunityFilter, to conditions: inout Conditions) throws {
        let kinds = try filter.stageIDs.isEmpty ? [] : kinds(of: filter.stageIDs)
        if filter.outcomes == [.open] || filter.isOverdue || kinds == [.open] { conditions.add("closed_at IS NULL") }
        let isOfClosedStages = !kinds.isEmpty && !kinds.contains(.open)
        if filter.isOfClosed || isOfClosedStages { conditions.add("closed_at IS NOT NULL") }
        // With its stages an index finds one outcome without the other's records.
        if filter.isOfClosed && filter.stageIDs.isEmpty && seesManyOwners {
            conditions.add("stage_id", anyOf: try stages(filter.outcomes))
        }
    }

    /// The stages that close so, of all pipelines and of all versions of their processes.
    private func stages(_ outcomes: [Outcome]) throws -> [Identifier<Stage>] {
        try db.all(
            """
            SELECT DISTINCT stage_id FROM process_stages
            WHERE workspace_id = \(key) AND kind IN (\(list: outcomes)) ORDER BY stage_id
            """
        )
    }

    /// What the stages are: all of one kind as a rule, of which each has only one for good.
    private func kinds(of stages: [Identifier<Stage>]) throws -> Set<Stage.Kind> {
        let kinds: [Stage.Kind] = try db.all(
            """
            SELECT DISTINCT kind FROM process_stages
            WHERE workspace_id = \(key) AND stage_id IN (\(list: Set(stages).sorted()))
            """
        )
        return Set(kinds)
    }

    /// When stays began that have lasted so many whole days by now.
    private func entries(_ days: Bounds<Int>) -> Bounds<Instant> {
        func before(_ days: Int) -> Instant {
            // A thousand years are as good as any more, and never overflow.
            let days = Int64(min(max(days, -365_000), 365_000))
            return Instant(milliseconds: access.now.milliseconds - days * 86_400_000)
        }
        return Bounds(
            atLeast: days.atMost.map { Instant(milliseconds: before(min($0, 365_000) + 1).milliseconds + 1) },
            atMost: days.atLeast.map(before)
        )
    }
}

extension OpportunityFilter {
    /// Whether it shows closed ones only.
    var isOfClosed: Bool { !outcomes.isEmpty && !outcomes.contains(.open) }
}

extension Bounds<Day> {
    /// Whether few enough days are asked for that an index of days finds what is in them.
    fileprivate var isShort: Bool {
        guard let atLeast, let atMost else { return false }
        return atMost.days(since: atLeast) <= 31
    }
}
