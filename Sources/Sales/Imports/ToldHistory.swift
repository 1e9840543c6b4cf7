/// What was told of a record before a part of its history: by its own row, and by earlier parts.
struct ToldHistory: Sendable {
    /// The rows of real history, and the inferred open stages that no history replaced yet.
    let rows: [Revision]
    let openStages: [Revision]
    /// As the record's own row told them, replaced or not.
    let creation: Revision?
    let closing: Revision?
    /// The closing as it stands now, perhaps moved.
    let standingClosing: Revision?
    private let live: [Revision]

    init(_ existing: [Revision], replaced: Set<Int>) {
        live = existing.filter { $0.voidedAt == nil }
        rows = live.filter { $0.cause == .imported && $0.fields.contains(.stage) }
        let stages = existing.filter { $0.cause == .inferred && $0.fields.contains(.stage) }
        let standing = stages.filter { $0.voidedAt == nil }
        let gone = stages.filter { $0.voidedAt != nil && replaced.contains($0.number) }
        openStages = standing.filter { !$0.closes }
        creation = openStages.first ?? gone.last { !$0.closes }
        standingClosing = standing.last { $0.closes }
        let replacedClosings = gone.filter(\.closes)
        // A moved copy tells the same as the one it was made from, which knows the time.
        let newest = standingClosing ?? replacedClosings.last
        closing = newest.map { newest in replacedClosings.first { $0.tells(newest) } ?? newest }
    }

    /// The revision in force that tells the same, or a part of it, at whatever time.
    func live(like revision: Revision) -> Revision? {
        live.last { standing in
            standing.cause == .inferred && !standing.fields.isEmpty && standing.fields.isSubset(of: revision.fields)
                && standing.values.differences(from: revision.values).isDisjoint(with: standing.fields)
        }
    }
}

extension Revision {
    var closes: Bool { values.outcome == .won || values.outcome == .lost }

    /// What it tells beside the stage; nil where that is nothing.
    var withoutStage: Revision? {
        var rest = self
        rest.fields.subtract([.pipeline, .stage, .outcome])
        return rest.fields.isEmpty ? nil : rest
    }

    func tells(_ other: Revision) -> Bool {
        fields == other.fields && values.differences(from: other.values).isDisjoint(with: fields)
    }

    func isBefore(_ other: Revision) -> Bool {
        (happenedAt, number) < (other.happenedAt, other.number)
    }
}
