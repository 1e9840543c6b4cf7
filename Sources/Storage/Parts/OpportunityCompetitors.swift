import SQLEngines
import Sales

extension ScopedConnection {
    /// Who competes for an opportunity, in the order in which they were added.
    package func competitors(of id: Identifier<Opportunity>) throws -> [OpportunityCompetitor] {
        _ = try opportunity(id)
        return try storedCompetitors(of: id)
    }

    /// The competitor of the name, made where the workspace has none; who changes sales may name one.
    package func competitor(named name: String) throws -> Identifier<Choice> {
        try require(.edit, .opportunities)
        try NameRule.check(name)
        let known = try choices(.competitors).first { $0.name.folded == name.folded }
        return try known?.id ?? insert(name, into: .competitors).id
    }

    /// Puts a competitor into an opportunity; one that stands there already stays as it is.
    package func add(_ part: OpportunityCompetitor, to id: Identifier<Opportunity>) throws {
        _ = try withParts(id)
        try part.check()
        guard try choices(.competitors).contains(where: { $0.id == part.competitorID }) else {
            throw NotFound(kind: "competitor")
        }
        if try storedCompetitors(of: id).contains(where: { $0.competitorID == part.competitorID }) { return }
        try db.run(
            """
            INSERT INTO opportunity_competitors
                (workspace_id, id, opportunity_id, competitor_id, strengths, weaknesses, is_lost_to, version)
            VALUES (\(key), \(part.id), \(id), \(part.competitorID), \(part.strengths), \(part.weaknesses),
                \(part.isLostTo), 1)
            """
        )
        try touch(id, before: nil, after: part.logged, usual: OpportunityCompetitor.usual)
    }

    /// Changes what speaks for and against a competitor, and whether the sale was lost to them.
    package func edit(
        _ part: Identifier<OpportunityCompetitor>,
        of id: Identifier<Opportunity>,
        version: Int,
        _ change: (inout OpportunityCompetitor) -> Void
    ) throws {
        _ = try withParts(id)
        guard let old = try storedCompetitors(of: id).first(where: { $0.id == part }) else {
            throw NotFound(kind: "competitor")
        }
        var new = old
        change(&new)
        if new == old { return }
        try new.check()
        try updatePart(
            "opportunity_competitors",
            part,
            version: version,
            "strengths = \(new.strengths), weaknesses = \(new.weaknesses), is_lost_to = \(new.isLostTo)"
        )
        try touch(id, before: old.logged, after: new.logged, usual: OpportunityCompetitor.usual)
    }

    /// Takes a competitor out of an opportunity, or brings it back.
    package func setRemoved(
        _ isRemoved: Bool,
        _ part: Identifier<OpportunityCompetitor>,
        of id: Identifier<Opportunity>,
        version: Int
    ) throws {
        _ = try withParts(id)
        guard let stored = try storedCompetitors(of: id, removed: !isRemoved).first(where: { $0.id == part }) else {
            throw NotFound(kind: "competitor")
        }
        if !isRemoved, try storedCompetitors(of: id).contains(where: { $0.competitorID == stored.competitorID }) {
            throw PartError.alreadyThere
        }
        let removedAt = isRemoved ? access.now : nil
        try updatePart("opportunity_competitors", part, version: version, "removed_at = \(removedAt)")
        let fields = stored.logged
        let (before, after) = isRemoved ? (fields, nil) : (nil, fields)
        try touch(id, before: before, after: after, usual: OpportunityCompetitor.usual)
    }

    /// Marks the competitor to whom a sale was lost; one that nobody had named comes into the opportunity.
    package func markLost(_ id: Identifier<Opportunity>, to rival: Identifier<Choice>) throws {
        if let part = try storedCompetitors(of: id).first(where: { $0.competitorID == rival }) {
            try edit(part.id, of: id, version: part.version) { $0.isLostTo = true }
        } else {
            let part = Identifier<OpportunityCompetitor>(at: access.now)
            try add(OpportunityCompetitor(id: part, competitorID: rival, isLostTo: true), to: id)
        }
    }

    /// Takes back that a sale was lost to somebody; whether it had been.
    func clearLost(_ id: Identifier<Opportunity>) throws -> Bool {
        let marked = try storedCompetitors(of: id).filter(\.isLostTo)
        for part in marked {
            var other = part
            other.isLostTo = false
            try updatePart("opportunity_competitors", part.id, version: part.version, "is_lost_to = 0")
            try touch(id, before: part.logged, after: other.logged, usual: OpportunityCompetitor.usual)
        }
        return !marked.isEmpty
    }

    private func storedCompetitors(
        of id: Identifier<Opportunity>,
        removed: Bool = false
    ) throws -> [OpportunityCompetitor] {
        try db.all(
            """
            SELECT id, competitor_id, strengths, weaknesses, is_lost_to, version FROM opportunity_competitors
            WHERE workspace_id = \(key) AND opportunity_id = \(id)
                AND removed_at IS \(removed ? "NOT NULL" as SQL : "NULL")
            ORDER BY id
            """
        )
    }
}

extension OpportunityCompetitor: SQLReadable {
    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            competitorID: row.next(),
            strengths: row.next(),
            weaknesses: row.next(),
            isLostTo: row.next(),
            version: row.next()
        )
    }

    fileprivate func check() throws {
        guard [strengths, weaknesses].allSatisfy({ $0.isWithin(Self.noteLimit) }) else { throw PartError.noteTooLong }
    }

    /// What is not worth telling of a new one.
    fileprivate static let usual: [SQL.Value] = [.null, "".sqlValue, "".sqlValue, false.sqlValue]

    /// As the change log tells it.
    fileprivate var logged: [(String, SQL.Value)] {
        [
            ("competitor", competitorID.sqlValue), ("strengths", strengths.sqlValue),
            ("weaknesses", weaknesses.sqlValue), ("isLostTo", isLostTo.sqlValue),
        ]
    }
}

extension Conditions {
    /// That the customer bought from any of the competitors.
    mutating func add(lostTo competitors: [Identifier<Choice>], in workspace: Int64) {
        if competitors.isEmpty { return }
        add(
            """
            outcome = 'lost' AND id IN (SELECT opportunity_id FROM opportunity_competitors
                WHERE workspace_id = \(workspace) AND competitor_id IN (\(list: competitors))
                    AND is_lost_to = 1 AND removed_at IS NULL)
            """
        )
    }
}
