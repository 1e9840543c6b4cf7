import Sales

/// A record as imports make it, in a pipeline of three open stages, one won and one lost.
struct ImportedRecord {
    static let pipeline = Identifier<Pipeline>(high: 1, low: 0)
    static let stages = (0..<5).map { Identifier<Stage>(high: 2, low: $0) }
    static let notGiven = Identifier<LossReason>(high: 3, low: 0)
    static let price = Identifier<LossReason>(high: 3, low: 1)
    static let ana = Identifier<Member>(high: 4, low: 0)
    static let now = at(99)

    /// What is stored: the revisions with what was voided.
    private(set) var revisions: [Revision] = []
    private(set) var notes: [HistoryNote] = []
    private(set) var isNew: [Bool] = []
    private var earlier = StageHistoryMerge.Earlier()

    /// A day of January, as files of days have it.
    static func at(_ day: Int) -> Instant { Instant(milliseconds: 1_767_225_600_000 + Int64(day - 1) * 86_400_000) }

    static func day(_ day: Int?) -> OpportunityDates.Moment? { day.map { OpportunityDates.Moment(at($0), .day) } }

    /// The state of a row that says this stage, owner and amount.
    static func values(_ stage: Int, amount: Int64? = 100) -> TrackedValues {
        TrackedValues(
            pipelineID: pipeline,
            stageID: stages[stage],
            amount: amount.map { Amount(minor: $0, currency: .usDollar) },
            ownerID: ana,
            outcome: outcome(stage),
            lossReasonID: stage == 4 ? price : nil
        )
    }

    static func outcome(_ stage: Int) -> Outcome { stage == 3 ? .won : stage == 4 ? .lost : .open }

    static func inferred(_ stage: Int, created: Int?, closed: Int? = nil) -> InferredHistory {
        InferredHistory(
            values: values(stage),
            openedIn: stages[0],
            dates: OpportunityDates(created: day(created), closed: day(closed)),
            now: now
        )
    }

    init(_ stage: Int, created: Int?, closed: Int? = nil) {
        revisions = Self.inferred(stage, created: created, closed: closed).revisions
    }

    /// Takes in rows as one part of one import.
    mutating func take(_ rows: [StageEntry], newImport: Bool = false) {
        if newImport { earlier.own = [] }
        let merge = StageHistoryMerge(
            rows,
            into: revisions,
            earlier: earlier,
            pipelineID: Self.pipeline,
            lossReasonID: Self.notGiven
        )
        for index in revisions.indices where merge.voided.contains(revisions[index].number) {
            revisions[index].voidedAt = revisions[index].recordedAt
        }
        earlier.own.formUnion(merge.appended.map(\.number))
        earlier.replaced.formUnion(merge.voided)
        revisions += merge.appended
        notes += merge.notes
        isNew += merge.isNew
    }

    mutating func append(_ revision: Revision) { revisions.append(revision) }

    func state(_ day: Int) -> TrackedValues? { revisions.state(at: Self.at(day), knownAt: .distantFuture) }

    /// The stays, as stages by their place in the pipeline and the days on which they were entered.
    var stays: [[Int]] {
        var stays: [[Int]] = []
        let live = revisions.filter { $0.voidedAt == nil && $0.fields.contains(.stage) }
        for revision in live.sorted(by: { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }) {
            let place = Self.stages.firstIndex { $0 == revision.values.stageID } ?? -1
            let day = (revision.happenedAt.milliseconds - Self.at(1).milliseconds) / 86_400_000 + 1
            stays.append([place, Int(day)])
        }
        return stays
    }
}

/// A row that says the record entered the stage on the day.
func entry(_ stage: Int, _ day: Int, amount: Int64? = nil, recorded: Int? = nil) -> StageEntry {
    StageEntry(
        stageID: ImportedRecord.stages[stage],
        kind: stage == 3 ? .won : stage == 4 ? .lost : .open,
        enteredAt: OpportunityDates.Moment(ImportedRecord.at(day), .day),
        recordedAt: recorded.map(ImportedRecord.at),
        fields: amount == nil ? [] : .amount,
        values: TrackedValues(amount: amount.map { Amount(minor: $0, currency: .usDollar) })
    )
}
