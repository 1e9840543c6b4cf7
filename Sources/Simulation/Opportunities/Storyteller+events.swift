import Foundation
import Sales

extension Storyteller {
    /// Lists what happened before the end of the logs, in order.
    mutating func recount() {
        story.events.removeAll(keepingCapacity: true)
        followStages()
        pushCloseDate()
        handOver()
        story.events.insertionSort { $0.happenedAt < $1.happenedAt }
        var rep = story.rep
        for index in story.events.indices {
            if story.events[index].kind == .handOver { rep = story.events[index].rep }
            story.events[index].rep = rep
        }
    }

    /// The creation, the moves, and the amounts between them.
    private mutating func followStages() {
        let habits = company.plan.habits
        let offer = firstOffer()
        var amount: Int64? = random.chance(habits.amountMissing) ? nil : offer
        var creation = Story.Event(kind: .creation, happenedAt: story.steps[0].at)
        creation.state = story.steps[0].state
        creation.amount = amount
        creation.closeDay = hours.day(of: creation.happenedAt).advanced(by: days(expectedCycle, spread: 0.4))
        story.events.append(creation)

        for place in 1..<max(1, story.steps.count) {
            let (step, previous) = (story.steps[place], story.steps[place - 1])
            if previous.state < company.chain.openCount, random.chance(habits.amountChange) {
                amount = changed(amount ?? offer, between: previous, and: step)
            }
            guard step.at <= end else { return }
            var move = Story.Event(kind: .move, happenedAt: step.at)
            move.state = step.state
            if step.state == company.chain.won, random.chance(habits.discount) {
                move.amount = company.catalogue.quoted(Double(amount ?? offer) * (0.86 + 0.13 * random.unit()))
            }
            if step.state == company.chain.lost { move.lossReason = lossReasons.index(random.unit()) }
            story.events.append(move)
        }
    }

    private mutating func firstOffer() -> Int64 {
        let price = company.catalogue.products[story.product].prices[0].minor
        let quantity = Double(1 + random.below(company.catalogue.quantities[story.product]))
        let factor = company.plan.customerTypes[story.customerType].amountFactor * exp(0.35 * random.normal())
        return company.catalogue.quoted(Double(price) * quantity * factor)
    }

    /// A new amount at some time within a stay.
    private mutating func changed(_ amount: Int64, between stay: Story.Step, and next: Story.Step) -> Int64 {
        let new = company.catalogue.quoted(Double(amount) * exp(0.22 * random.normal()))
        let time = hours.time(stay.raw + random.unit() * (next.raw - stay.raw)).milliseconds
        let inside = max(stay.at.milliseconds + 1000, min(time, next.at.milliseconds - 1000))
        var event = Story.Event(kind: .amountChange, happenedAt: Instant(milliseconds: inside))
        event.amount = new
        if event.happenedAt <= end { story.events.append(event) }
        return new
    }

    /// While the expected day passes and the sale is open, the rep moves it on, or stops caring.
    private mutating func pushCloseDate() {
        guard var day = story.events[0].closeDay else { return }
        let closing = min(story.firstClosing(openCount: company.chain.openCount)?.at ?? end, end)
        while random.chance(company.plan.habits.push) {
            let passed = Double(company.plan.calendar.end(of: day).milliseconds)
            let noticed = hours.time(passed + 86_400_000 * (0.3 + 4 * random.exponential()))
            guard noticed < closing, noticed > story.events[0].happenedAt else { return }
            day = hours.day(of: noticed).advanced(by: 14 + random.below(32))
            var push = Story.Event(kind: .push, happenedAt: noticed)
            push.closeDay = day
            story.events.append(push)
        }
    }

    /// A few change hands within the region while they are open.
    private mutating func handOver() {
        guard random.chance(company.plan.habits.ownerChange) else { return }
        let colleagues = company.team.repsOfRegion[company.team.reps[story.rep].region]
        let heir = colleagues[random.below(colleagues.count)]
        let start = story.steps[0]
        guard heir != story.rep, let closing = story.firstClosing(openCount: company.chain.openCount) else { return }
        let time = hours.time(start.raw + random.unit() * (closing.raw - start.raw))
        guard time > start.at, time < closing.at, time <= end else { return }
        var event = Story.Event(kind: .handOver, happenedAt: time)
        event.rep = heir
        story.events.append(event)
    }

    private mutating func days(_ mean: Double, spread: Double) -> Int {
        Int((mean * exp(spread * random.normal())).rounded(.up))
    }
}
