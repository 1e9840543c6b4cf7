import Sales
import Simulation
import Testing

@Suite struct `A simulated log` {
    private let made = SalesCompany.made(.realistic(opportunities: 1000))

    private var logs: [[Revision]] { made.all.flatMap { [$0.truth, $0.reported] } }

    @Test func `is numbered from 1 in the order of recording, never recorded before it happened`() {
        for log in logs {
            #expect(log.map(\.number) == Array(1..<log.count + 1))
            #expect(log.map(\.recordedAt) == log.map(\.recordedAt).sorted())
            let early = log.filter { $0.recordedAt < $0.happenedAt }
            #expect(early.isEmpty)
        }
    }

    @Test func `begins with pipeline, stage, owner and outcome`() throws {
        for log in logs {
            let first = try #require(log.first)
            #expect(first.fields.isSuperset(of: [.pipeline, .stage, .owner, .outcome]))
            #expect(first.values.pipelineID == made.company.pipeline.id)
            #expect(first.values.ownerID != nil && first.values.outcome == .open)
        }
    }

    @Test func `gives each stage its own outcome, and a reason to losses alone`() throws {
        for revision in logs.joined() where revision.fields.contains(.stage) {
            let stage = try #require(revision.values.stageID.flatMap(made.company.process.stage))
            #expect(revision.fields.contains(.outcome))
            #expect(revision.values.outcome == Outcome(stage.kind))
            #expect((revision.values.lossReasonID != nil) == (stage.kind == .lost))
        }
    }

    @Test func `knows nothing after its end`() {
        let end = made.company.observedAt
        for log in logs {
            let after = log.filter { $0.recordedAt > end || ($0.voidedAt ?? end) > end }
            #expect(after.isEmpty)
        }
    }

    @Test func `takes every wrong drag back by a later revision that sets nothing`() {
        let voided = made.all.flatMap { opportunity in
            opportunity.reported.filter { $0.voidedAt != nil }.map { (opportunity, $0) }
        }
        #expect((10...60).contains(voided.count))
        for (opportunity, drag) in voided {
            let voiding = opportunity.reported.filter { $0.recordedAt == drag.voidedAt && $0.fields.isEmpty }
            #expect(voiding.count == 1)
        }
        let hidden = made.all.filter { $0.truth.contains { $0.voidedAt != nil || $0.fields.isEmpty } }
        #expect(hidden.isEmpty)
    }

    @Test func `is entered late by some, in bulk by some, at once by none but the truth`() {
        let reported = made.all.flatMap(\.reported)
        let late = reported.filter { $0.recordedAt.days(since: $0.happenedAt) > 1 }
        #expect((0.15...0.6).contains(Double(late.count) / Double(reported.count)))
        let outOfOrder = made.all.filter { $0.reported.map(\.happenedAt) != $0.reported.map(\.happenedAt).sorted() }
        #expect(!outOfOrder.isEmpty)
        let truthLate = made.all.flatMap(\.truth).filter { $0.recordedAt != $0.happenedAt }
        #expect(truthLate.isEmpty)
    }

    @Test func `folds to the truth when nothing is late or wrong`() {
        var plan = Plan.realistic(opportunities: 1000)
        plan.entryLag = .none
        plan.habits.wrongDrag = 0
        let made = SalesCompany.made(plan)
        #expect(made.all.map(\.truth) == made.all.map(\.reported))
        #expect(made.answers.asItWas == made.answers.asReported)
    }

    @Test func `folds to the truth at every instant once all is entered and taken back`() {
        // Everything happens long before the log ends.
        var plan = Plan.realistic(opportunities: 500)
        plan.observedUntil = plan.to.advanced(by: 20_000)
        let made = SalesCompany.made(plan)
        for opportunity in made.all {
            for revision in opportunity.truth {
                let time = revision.happenedAt
                let believed = opportunity.reported.state(at: time, knownAt: made.company.observedAt)
                #expect(believed == opportunity.truth.state(at: time, knownAt: made.company.observedAt))
            }
        }
    }

    @Test func `moves by the rule of moving`() throws {
        for opportunity in made.all {
            for revision in opportunity.truth.dropFirst() where revision.fields.contains(.stage) {
                let before = Instant(milliseconds: revision.happenedAt.milliseconds - 1)
                let state = try #require(opportunity.truth.state(at: before, knownAt: before))
                let move = NewStageChange(
                    stageID: try #require(revision.values.stageID),
                    happenedAt: revision.happenedAt,
                    lossReasonID: revision.values.lossReasonID,
                    amount: revision.values.amount
                )
                let change = try state.moved(move, in: made.company.process, now: revision.happenedAt)
                let after = opportunity.truth.state(at: revision.happenedAt, knownAt: revision.happenedAt)
                #expect(change.values == after)
            }
        }
    }

    @Test func `comes in the order of creation, of identifiers too`() {
        let created = made.all.map { $0.truth[0].happenedAt }
        #expect(created == created.sorted())
        #expect(made.all.map(\.id) == made.all.map(\.id).sorted())
        #expect(Set(made.all.map(\.id)).count == made.all.count)
        let start = made.company.plan.calendar.start(of: made.company.plan.from)
        #expect(created[0] >= start)
    }

    @Test func `happens in working hours`() {
        let calendar = made.company.plan.calendar
        for revision in made.all.flatMap(\.truth) {
            let day = calendar.day(of: revision.happenedAt)
            let hour = (revision.happenedAt.milliseconds - calendar.start(of: day).milliseconds) / 3_600_000
            // 1970-01-05 was a Monday.
            #expect((8...18).contains(hour) && (0..<5).contains((Int(day.number) - 4) % 7))
        }
    }
}
