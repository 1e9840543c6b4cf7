import Foundation
import Sales

extension Storyteller {
    /// Writes down when each event was entered, adds mistakes, and keeps what was entered before the end.
    mutating func report() {
        let tardiness = company.team.reps[story.rep].tardiness
        for index in story.events.indices {
            var time = entryTime(of: story.events[index].happenedAt, tardiness: tardiness)
            if index == 0 { time = min(time, end) } else { time = max(time, story.events[0].recordedAt) }
            story.events[index].recordedAt = time
        }
        story.reported.removeAll(keepingCapacity: true)
        for event in story.events where event.recordedAt <= end { story.reported.append(event) }
        if random.chance(company.plan.habits.wrongDrag) { dragWrongly() }
        // Events are in order of happening, which the sort keeps for those entered together.
        story.reported.insertionSort { $0.recordedAt < $1.recordedAt }
    }

    private mutating func entryTime(of happened: Instant, tardiness: Double) -> Instant {
        let lag = company.plan.entryLag
        let draw = random.unit()
        let bulk = lag.bulkShare * tardiness
        let late = lag.lateShare * tardiness
        let told = Double(happened.milliseconds)
        if draw < bulk {
            let meeting = hours.nextMeeting(after: happened).milliseconds
            return max(happened, Instant(milliseconds: meeting + Int64(random.below(2_400_000))))
        }
        if draw < bulk + late {
            return max(happened, hours.time(told + lag.lateDays * 86_400_000 * random.exponential()))
        }
        return Instant(milliseconds: happened.milliseconds + Int64(lag.sameDayHours * 3_600_000 * random.exponential()))
    }

    /// Somebody drags the record to a wrong open stage; it is taken back within a day or so.
    private mutating func dragWrongly() {
        let first = story.events[0].recordedAt.milliseconds
        let closing = min(story.firstClosing(openCount: company.chain.openCount)?.at ?? end, end).milliseconds
        guard closing > first, company.chain.openCount > 1 else { return }
        let dragged = Instant(milliseconds: first + 1 + Int64(random.unit() * Double(closing - first - 1)))
        let back = Instant(milliseconds: dragged.milliseconds + Int64(3e5 + 4e7 * random.exponential()))
        let believed = stateBelieved(at: dragged)
        let wrong = random.below(company.chain.openCount)
        guard back <= end, wrong != believed, believed < company.chain.openCount else { return }
        var drag = Story.Event(kind: .wrongDrag, happenedAt: dragged, recordedAt: dragged, voidedAt: back)
        drag.state = wrong
        drag.rep = ownerBelieved(at: dragged)
        var voiding = Story.Event(kind: .voiding, happenedAt: back, recordedAt: back)
        voiding.rep = drag.rep
        story.reported.append(drag)
        story.reported.append(voiding)
    }

    private func stateBelieved(at time: Instant) -> Int {
        let known = story.events.last { event in
            (event.kind == .move || event.kind == .creation) && event.recordedAt <= time
        }
        return known?.state ?? story.events[0].state
    }

    private func ownerBelieved(at time: Instant) -> Int {
        story.events.last { $0.kind == .handOver && $0.recordedAt <= time }?.rep ?? story.rep
    }
}
