import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

extension NamedWorld {
    /// An activity with a fixed identifier, on the record of that subject.
    func activity(
        _ number: UInt64,
        _ kind: Activity.Kind = .call,
        on subject: RecordSubject?,
        owner: Member? = nil,
        _ change: (inout Activity) -> Void = { _ in }
    ) -> Activity {
        var activity = Activity(
            id: Identifier(high: 40, low: number),
            kind: kind,
            subject: subject,
            ownerID: (owner ?? ben).id,
            createdAt: now
        )
        activity.title = "Activity \(number)"
        change(&activity)
        return activity
    }

    func done(_ minute: Int64, outcome: Activity.Outcome = .reached) -> Activity.Done {
        Activity.Done(happenedAt: time(minute), recordedAt: now, outcome: outcome)
    }
}

@Suite struct `Activities` {
    @Test(arguments: Engine.available) func `are recorded once with all that was told`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let subject = RecordSubject.opportunity(try await world.make("Pumps", owner: world.ben).id)
            let person = Contact(id: Identifier(high: 6, low: 1), name: "Wang", accountID: world.acme.id)
            try await world.store.write(world.asOperator()) { try $0.create([person]) }
            let new = world.activity(1, .visit, on: subject) { activity in
                activity.text = NoteText(stored: "预算 200 万")
                activity.due = Activity.Due(day: Day("2026-01-05")!, time: world.time(1))
                activity.minutes = 45
                activity.done = world.done(1)
                activity.place = Activity.Place(
                    name: "Shanghai",
                    position: Activity.Position(latitude: 31_230_400, longitude: 121_473_700)
                )
                activity.contactIDs = [person.id]
                activity.colleagueIDs = [world.ben.id]
                activity.checklist = [
                    Activity.ChecklistItem("Brochure", isDone: true), Activity.ChecklistItem("Price"),
                ]
            }
            for _ in 0..<2 { try await world.store.record(new, world.access(world.ben, after: 5)) }
            let stored = try await world.store.read(world.access(world.ben, after: 6)) { try $0.activity(new.id) }
            var expected = new
            (expected.createdAt, expected.createdBy) = (world.time(5), world.ben.id)
            expected.done?.recordedAt = world.time(5)
            expected.done?.recordedBy = world.ben.id
            #expect(stored == expected)
        }
    }

    @Test(arguments: Engine.available) func `keep what two people changed of them at once`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let task = world.activity(1, .task, on: .account(world.acme.id), owner: world.ana)
            try await world.store.record(task, world.asOperator(1))
            try await world.store.write(world.asOperator(2)) {
                try $0.edit(task.id, version: 1) { $0.title = "Call back" }
            }
            let access = world.access(world.ana, after: 3)
            let both = try await world.store.write(access) { db in
                try db.edit(task.id, version: 1) { $0.due = Activity.Due(day: Day("2026-02-01")!) }
            }
            #expect([both.title, both.due?.day.description, "\(both.version)"] == ["Call back", "2026-02-01", "3"])
            await #expect(throws: ChangedMeanwhile(fields: ["title"])) {
                try await world.store.write(access) { try $0.edit(task.id, version: 1) { $0.title = "Mine" } }
            }
            try await world.store.write(world.asOperator(4)) { db in
                try db.edit(task.id, version: 3) { $0.checklist = [Activity.ChecklistItem("One")] }
            }
            await #expect(throws: ChangedMeanwhile(fields: ["checklist"])) {
                try await world.store.write(access) { db in
                    try db.edit(task.id, version: 3) { $0.checklist = [Activity.ChecklistItem("Two")] }
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `are done, opened again, taken away and brought back`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let task = world.activity(1, .task, on: nil)
            try await world.store.record(task, world.access(world.ben, after: 1))
            try await world.store.write(world.access(world.ben, after: 2)) { db in
                #expect(try db.finish(task.id, version: 1) == nil)
                #expect(try db.activity(task.id).done?.happenedAt == world.time(2))
                #expect(throws: ActivityError.doneAlready) { try db.finish(task.id, version: 2) }
                #expect(try db.reopen(task.id, version: 2).done == nil)
                #expect(throws: ActivityError.notDone) { try db.reopen(task.id, version: 3) }
                try db.delete(task.id, version: 3)
                #expect(throws: NotFound(kind: "activity")) { try db.activity(task.id) }
                #expect(throws: ChangedMeanwhile.self) { try db.restore(task.id, version: 3) }
                try db.restore(task.id, version: 4)
                #expect(try db.activity(task.id).version == 5)
            }
        }
    }

    @Test(arguments: Engine.available) func `that repeat come again when they are done`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let task = world.activity(1, .task, on: .account(world.acme.id), owner: world.ana) { task in
                task.due = Activity.Due(day: Day("2026-01-05")!, time: world.time(60))
                task.repetition = try? Repetition(every: 1, .week)
                task.checklist = [Activity.ChecklistItem("Look", isDone: true)]
            }
            try await world.store.record(task, world.asOperator(1))
            let next = try await world.store.write(world.asOperator(2)) { try $0.finish(task.id, version: 1) }
            let again = try #require(next)
            #expect(again.due == Activity.Due(day: Day("2026-01-12")!, time: world.time(60 + 7 * 24 * 60)))
            #expect(again.done == nil)
            #expect(again.checklist == [Activity.ChecklistItem("Look")])
            let open = try await world.store.read(world.asOperator(3)) {
                try $0.openActivities(of: .account(world.acme.id))
            }
            #expect(open == [again])
        }
    }

    @Test(arguments: Engine.available) func `that cannot be are refused, and nothing is kept`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let made = try await world.make("Pumps", owner: world.ben)
            let subject = RecordSubject.opportunity(made.id)
            let refused: [(ActivityError, (inout Activity) -> Void)] = [
                (.empty, { ($0.kind, $0.title) = (.task, "") }),
                (.titleTooLong, { $0.title = String(repeating: "a", count: 501) }),
                (.dueOutOfRange, { $0.due = Activity.Due(day: Day("1900-01-01")!) }),
                (.dueOutOfRange, { $0.due = Activity.Due(day: Day("9999-12-31")!) }),
                (.minutesOutOfRange, { $0.minutes = 0 }),
                (.repetitionWithoutDay, { $0.repetition = try? Repetition(every: 1, .day) }),
                (.notYet, { $0.done = world.done(60) }),
                (.nextStepWithoutDay, { $0.isNextStep = true }),
                (.tooManyPeople, { $0.contactIDs = (0...50).map { Identifier(high: 6, low: $0) } }),
                (.checklistTooLong, { $0.checklist = [Activity.ChecklistItem("")] }),
                (.ownerCannotSee("Cleo"), { $0.ownerID = world.cleo.id }),
            ]
            for (error, change) in refused {
                await #expect(throws: error) {
                    try await world.store.record(
                        world.activity(1, on: subject, change),
                        world.access(world.ben, after: 1)
                    )
                }
            }
            let lone = world.activity(1, .task, on: .account(world.acme.id)) { task in
                (task.isNextStep, task.due) = (true, Activity.Due(day: Day("2026-02-01")!))
            }
            await #expect(throws: ActivityError.nextStepWithoutOpportunity) {
                try await world.store.record(lone, world.asOperator(1))
            }
            let left = try await world.store.read(world.asOperator(2)) { try $0.openActivities(of: subject) }
            #expect(left.isEmpty)
        }
    }
}

@Suite struct `Who may see and change activities` {
    @Test(arguments: Engine.available) func `is who sees their record`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let subject = RecordSubject.opportunity(try await world.make("Pumps", owner: world.ben).id)
            let call = world.activity(1, on: subject)
            try await world.store.record(call, world.access(world.ben, after: 1))
            let (ana, cleo) = (world.access(world.ana, after: 2), world.access(world.cleo, after: 2))
            #expect(try await world.store.read(ana) { try $0.activity(call.id).title } == "Activity 1")
            await #expect(throws: NotFound(kind: "activity")) {
                try await world.store.read(cleo) { try $0.activity(call.id) }
            }
            await #expect(throws: NotFound(kind: "activity")) {
                try await world.store.write(cleo) { try $0.finish(call.id, version: 1) }
            }
            await #expect(throws: NotFound(kind: "opportunity")) {
                try await world.store.record(world.activity(2, on: subject, owner: world.cleo), cleo)
            }
            try await world.store.write(ana) { try $0.finish(call.id, version: 1) }
        }
    }

    @Test(arguments: Engine.available) func `is for tasks of one's own who is above`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let task = world.activity(1, .task, on: nil)
            try await world.store.record(task, world.access(world.ben, after: 1))
            #expect(
                try await world.store.read(world.access(world.ana, after: 2)) { try $0.activity(task.id) }.id == task.id
            )
            await #expect(throws: NotFound(kind: "activity")) {
                try await world.store.read(world.access(world.cleo, after: 2)) { try $0.activity(task.id) }
            }
        }
    }

    @Test(arguments: Engine.available) func `is not who may only read`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let reader = Access(
                world.ben,
                in: world.workspace,
                rights: RoleRights(defaultOf: .readOnly),
                now: world.time(1)
            )
            await #expect(throws: NotAllowed.self) {
                try await world.store.record(world.activity(1, .task, on: nil), reader)
            }
        }
    }
}
