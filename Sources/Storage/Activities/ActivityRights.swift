import SQLEngines
import Sales

extension ScopedConnection {
    /// Refuses writing to those who may not write on records of that kind, or nowhere at all.
    func requireWriting(_ subject: RecordSubject?) throws {
        if let subject { return try require(.edit, subject.kind) }
        guard access.mayWrite else { throw NotAllowed(.edit, .opportunities) }
    }

    /// Refuses a change to those who neither do it, nor made it, nor may change its record.
    func requireChanging(_ activity: Activity, _ subject: SeenSubject?) throws {
        try requireWriting(activity.subject)
        let own = access.member.map { [activity.ownerID, activity.createdBy].contains($0.id) } ?? true
        if own { return }
        guard let subject else {
            // Who sees it is above its owner.
            return
        }
        try require(.edit, subject.subject.kind, subject.subject.id, owner: subject.ownerID)
    }

    /// Refuses what cannot be, and people who are not there or do not see the record.
    func check(_ activity: Activity, _ subject: SeenSubject?, was current: Activity? = nil) throws {
        try activity.check(now: access.now)
        for id in Set(activity.contactIDs).subtracting(current?.contactIDs ?? []) { _ = try contact(id) }
        let people = Set([activity.ownerID].compactMap(\.self) + activity.colleagueIDs)
        let before = Set([current?.ownerID].compactMap(\.self) + (current?.colleagueIDs ?? []))
        for id in people.subtracting(before).sorted() { try requireSight(of: id, subject) }
        if activity.isOpenNextStep, current?.isOpenNextStep != true, case .opportunity(let id)? = activity.subject {
            let outcome: Outcome? = try db.first(
                "SELECT outcome FROM opportunities WHERE workspace_id = \(key) AND id = \(id)"
            )
            guard outcome == .open else { throw ActivityError.nextStepOfClosed }
        }
    }

    private func requireSight(of id: Identifier<Member>, _ subject: SeenSubject?) throws {
        let member = try member(id)
        guard member.isActive else { throw NotFound(kind: "member") }
        guard let subject, id != access.member?.id else { return }
        let other = try ScopedConnection(db, db.access(of: member, in: access.workspace, now: access.now))
        if !other.sees(subject.subject.kind, subject.subject.id, owner: subject.ownerID) {
            throw ActivityError.ownerCannotSee(member.name)
        }
    }
}

extension Activity {
    var isOpenNextStep: Bool { isNextStep && done == nil }
}
