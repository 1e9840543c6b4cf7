import Sales
import SalesAnalytics

/// A small workspace whose ids, members and stages are fixed, and whose time is in days from 2026-01-01.
struct World {
    static let usd = Currency("USD")!
    static let pipeline = Pipeline(id: Identifier(high: 1, low: 1), name: "Sales")
    static let other = Pipeline(id: Identifier(high: 1, low: 2), name: "Renewals")
    static let ana = member(1)
    static let ben = member(2)

    static func member(_ number: UInt64) -> Identifier<Member> { Identifier(high: 3, low: number) }
    static func stage(_ number: UInt64) -> Identifier<Stage> { Identifier(high: 2, low: number) }
    static func record(_ number: Int) -> Identifier<Opportunity> { Identifier(high: 9, low: UInt64(number)) }

    /// So many days after 2026-01-01T00:00Z.
    static func at(_ day: Double) -> Instant {
        Instant(milliseconds: 1_767_225_600_000 + Int64(day * 86_400_000))
    }

    /// Stages A, B, C …, then Won and Lost; their numbers count from 1.
    static func process(open names: [String] = ["A", "B", "C"]) -> ProcessVersion {
        let kinds = names.map { ($0, Stage.Kind.open) } + [("Won", .won), ("Lost", .lost)]
        let stages = kinds.enumerated().map { place, stage in
            Stage(id: World.stage(UInt64(place + 1)), name: stage.0, kind: stage.1)
        }
        return ProcessVersion(pipelineID: pipeline.id, number: 1, effectiveFrom: .first, stages: stages)
    }

    static func otherProcess() -> ProcessVersion {
        let stages = [
            Stage(id: stage(101), name: "Due"), Stage(id: stage(102), name: "Renewed", kind: .won),
        ]
        return ProcessVersion(pipelineID: other.id, number: 1, effectiveFrom: .first, stages: stages)
    }

    static func directory(_ process: ProcessVersion = process()) -> TimelineDirectory {
        TimelineDirectory(
            workspaceCurrency: usd,
            calendar: .utc,
            pipelines: [(pipeline, [process]), (other, [otherProcess()])],
            members: [(ana, "Ana"), (ben, "Ben")]
        )
    }

    /// A revision that sets the stage, and the amount where one is given.
    static func move(
        _ number: Int,
        to stage: UInt64,
        at day: Double,
        amount: Int64? = nil,
        precision: Revision.Precision = .instant,
        recorded: Double? = nil,
        voided: Double? = nil
    ) -> Revision {
        Revision(
            number: number,
            happenedAt: at(day),
            precision: precision,
            recordedAt: at(recorded ?? day),
            actorID: ana,
            fields: amount == nil ? .stage : [.stage, .amount],
            values: TrackedValues(stageID: World.stage(stage), amount: amount.map { Amount(minor: $0, currency: usd) }),
            voidedAt: voided.map { at($0) }
        )
    }

    /// The timeline of histories, one record each, numbered from 1.
    static func timeline(_ histories: [[Revision]], process: ProcessVersion = process()) -> Timeline {
        var builder = Timeline.Builder(directory(process))
        for place in histories.indices { builder.add(TimelineRecord(id: record(place + 1))) }
        for (place, history) in histories.enumerated() {
            for revision in history { builder.add(revision, of: record(place + 1)) }
        }
        return builder.build()
    }

    /// A record that moved through these stages, one a day.
    static func path(_ stages: UInt64...) -> [Revision] {
        stages.enumerated().map { place, stage in move(place + 1, to: stage, at: Double(place)) }
    }

    static func question(_ change: (inout FunnelQuestion) -> Void = { _ in }) -> FunnelQuestion {
        var question = FunnelQuestion(pipeline: pipeline.id, calendar: .utc)
        change(&question)
        return question
    }
}
