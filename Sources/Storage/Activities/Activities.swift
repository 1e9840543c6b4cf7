import SQLEngines
import Sales

extension Store {
    /// Records an activity once, however often its form comes.
    @discardableResult
    package func record(_ activity: Activity, _ access: Access) async throws -> Activity {
        do { return try await write(access) { try $0.record(activity) } } catch DatabaseError.uniqueViolation(
            "activities_pkey"
        ) {
            // The same form came twice at once; the other one has recorded it.
            return try await write(access) { try $0.record(activity) }
        }
    }
}

extension ScopedConnection {
    /// The activity, where the member sees its record; one of nobody's record is seen by those who see its owner's.
    package func activity(_ id: Identifier<Activity>) throws -> Activity {
        try activity(id, where: "a.deleted_at IS NULL")
    }

    private func activity(_ id: Identifier<Activity>, where condition: SQL) throws -> Activity {
        let found = try db.activities(
            """
            SELECT \(Activity.columns(of: "a")) FROM activities a
            WHERE a.workspace_id = \(key) AND a.id = \(id) AND \(condition)
            """,
            in: key
        )
        guard let activity = found.first, try sees(activity) else { throw NotFound(kind: "activity") }
        return activity
    }

    private func sees(_ activity: Activity) throws -> Bool {
        guard let subject = activity.subject else {
            guard let visibleOwners else { return true }
            let people = [activity.ownerID, activity.createdBy].compactMap(\.self) + activity.colleagueIDs
            return people.contains { visibleOwners.contains($0) }
        }
        do {
            _ = try seen(subject)
            return true
        } catch is NotFound { return false }
    }

    /// Records what was done, or plans what is to be done; one that came twice is the one that is there.
    @discardableResult
    package func record(_ new: Activity) throws -> Activity {
        let subject = try new.subject.map { try seen($0) }
        try requireWriting(new.subject)
        if let there = try there(new) { return there }
        var activity = new
        (activity.createdAt, activity.createdBy, activity.version) = (access.now, access.member?.id, 1)
        activity.done?.recordedAt = access.now
        activity.done?.recordedBy = access.member?.id
        try check(activity, subject)
        if activity.isOpenNextStep { try endNextStep(of: activity) }
        try db.insert(activity, by: Origin(access))
        try follow(activity, was: nil)
        return activity
    }

    private func there(_ new: Activity) throws -> Activity? {
        let found = try db.activities(
            "SELECT \(Activity.columns(of: "a")) FROM activities a WHERE a.workspace_id = \(key) AND a.id = \(new.id)",
            in: key
        )
        guard let there = found.first else { return nil }
        guard there.createdBy == access.member?.id, there.subject == new.subject else {
            throw NotFound(kind: "activity")
        }
        return there
    }

    /// Changes an activity; what others changed since `version` stays, unless it is the same.
    ///
    /// Its record, who made it and when cannot be changed.
    @discardableResult
    package func edit(
        _ id: Identifier<Activity>,
        version: Int,
        _ change: (inout Activity) throws -> Void
    ) throws -> Activity {
        let current = try activity(id)
        var edited = current
        try change(&edited)
        (edited.id, edited.subject, edited.version) = (current.id, current.subject, current.version)
        (edited.createdAt, edited.createdBy) = (current.createdAt, current.createdBy)
        let fields = edited.changedFields(from: current)
        if fields.isEmpty { return current }
        let subject = try current.subject.map { try seen($0) }
        try requireChanging(current, subject)
        try check(edited, subject, was: current)
        try db.requireUnchanged(fields, id.erased, since: version, current.version, Origin(access))
        if edited.isOpenNextStep, !current.isOpenNextStep { try endNextStep(of: edited) }
        try db.update(edited, over: current, by: Origin(access))
        edited.version += 1
        try follow(edited, was: current)
        return edited
    }

    /// Says what became of an open activity.
    ///
    /// What repeats comes again, as an activity of its own, which is returned.
    @discardableResult
    package func finish(
        _ id: Identifier<Activity>,
        version: Int,
        at happened: Instant? = nil,
        outcome: Activity.Outcome = .reached,
        _ change: (inout Activity) throws -> Void = { _ in }
    ) throws -> Activity? {
        let current = try activity(id)
        guard current.done == nil else { throw ActivityError.doneAlready }
        let finished = try edit(id, version: version) { activity in
            activity.done = Activity.Done(
                happenedAt: happened ?? access.now,
                recordedAt: access.now,
                recordedBy: access.member?.id,
                outcome: outcome
            )
            try change(&activity)
        }
        guard let again = finished.again(doneOn: access.today, access.calendar, now: access.now) else { return nil }
        return try record(again)
    }

    /// Takes back that an activity was done.
    @discardableResult
    package func reopen(_ id: Identifier<Activity>, version: Int) throws -> Activity {
        guard try activity(id).done != nil else { throw ActivityError.notDone }
        return try edit(id, version: version) { $0.done = nil }
    }

    package func delete(_ id: Identifier<Activity>, version: Int) throws {
        try setDeleted(true, try activity(id), version: version)
    }

    /// Brings a deleted activity back; it is the next step again only where there is no other by now.
    package func restore(_ id: Identifier<Activity>, version: Int) throws {
        try setDeleted(false, try activity(id, where: "a.deleted_at IS NOT NULL"), version: version)
    }

    private func setDeleted(_ deleted: Bool, _ activity: Activity, version: Int) throws {
        try requireChanging(activity, try activity.subject.map { try seen($0) })
        if !deleted, activity.isOpenNextStep { try endNextStep(of: activity) }
        let isThere: SQL = deleted ? "deleted_at IS NULL" : "deleted_at IS NOT NULL"
        let count = try db.run(
            """
            UPDATE activities SET deleted_at = \(deleted ? access.now : nil), version = version + 1
            WHERE workspace_id = \(key) AND id = \(activity.id) AND version = \(version) AND \(isThere)
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        let action = deleted ? Change.Action.deleted : .restored
        try db.log([Change("activity", activity.id.erased, version: version + 1, action: action)], by: Origin(access))
        try follow(deleted ? nil : activity, was: deleted ? activity : nil)
    }
}
