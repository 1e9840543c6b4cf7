import SQLEngines
import Sales

extension ScopedConnection {
    /// The next step of each of the opportunities that has one.
    ///
    /// Only for opportunities that the member sees: whose they are is not asked again.
    package func nextSteps(
        of ids: [Identifier<Opportunity>]
    ) throws -> [Identifier<Opportunity>: Activity] {
        if ids.isEmpty { return [:] }
        let steps = try db.activities(
            """
            SELECT \(Activity.columns(of: "a")) FROM activities a
            WHERE a.workspace_id = \(key) AND a.opportunity_id IN (\(list: ids)) AND a.is_next_step = 1
                AND a.happened_at IS NULL AND a.deleted_at IS NULL
            """,
            in: key
        )
        var found: [Identifier<Opportunity>: Activity] = [:]
        for step in steps { if case .opportunity(let id)? = step.subject { found[id] = step } }
        return found
    }

    /// What is still to be done for the record: the next step first, then by when it is due.
    package func openActivities(of subject: RecordSubject, limit: Int = 100) throws -> [Activity] {
        _ = try seen(subject)
        return try db.activities(
            """
            SELECT \(Activity.columns(of: "a")) FROM activities a
            WHERE a.workspace_id = \(key) AND a.\(subject.isSubject) AND a.happened_at IS NULL AND a.deleted_at IS NULL
            ORDER BY a.is_next_step DESC, a.due_date NULLS LAST, a.due_at NULLS LAST, a.id LIMIT \(limit)
            """,
            in: key
        )
    }

    /// Makes a task of what was the opportunity's next step so far.
    func endNextStep(of activity: Activity) throws {
        guard case .opportunity(let id)? = activity.subject, let old = try nextSteps(of: [id])[id],
            old.id != activity.id
        else { return }
        var ended = old
        ended.isNextStep = false
        try db.update(ended, over: old, by: Origin(access))
    }

    /// What follows from an activity that was recorded, changed or taken away: the opportunity tells of its next step,
    /// and records know when there was contact last.
    func follow(_ activity: Activity?, was before: Activity?) throws {
        guard let subject = activity?.subject ?? before?.subject else { return }
        if case .opportunity(let id) = subject {
            let (new, old) = (activity?.told, before?.told)
            if new != old {
                try db.touch(
                    .opportunity,
                    id.erased,
                    before: [("nextStep", old.sqlValue)],
                    after: [("nextStep", new.sqlValue)],
                    by: Origin(access)
                )
            }
        }
        let isContact = [activity, before].contains { $0?.isPastContact == true }
        if isContact { try refreshLastContact(of: subject, with: (activity ?? before)?.contactIDs ?? []) }
    }
}

extension Activity {
    /// The words by which an opportunity's history tells of its next step; nil of what is none.
    fileprivate var told: String? {
        guard isOpenNextStep else { return nil }
        return [due?.day.description, title.isEmpty ? kind.rawValue : title].compactMap(\.self).joined(separator: " ")
    }

    fileprivate var isPastContact: Bool { kind.isContact && done?.outcome == .reached }

    /// The same to be done again, where it repeats.
    func again(doneOn done: Day, _ calendar: ZoneCalendar, now: Instant) -> Activity? {
        guard let repetition, let due else { return nil }
        let day = repetition.next(after: due.day, doneOn: done)
        // Beyond the calendar of plans it does not come again.
        guard Activity.dueDays.contains(day) else { return nil }
        var again = self
        again.id = Identifier(at: now)
        again.done = nil
        again.text = NoteText(stored: "")
        again.checklist = checklist.map { ChecklistItem($0.text) }
        let time = due.time.map { $0.milliseconds - calendar.start(of: due.day).milliseconds }
        again.due = Due(day: day, time: time.map { calendar.instant(day, millisecondsOfDay: $0) })
        return again
    }
}
