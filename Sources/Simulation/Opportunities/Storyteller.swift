import Foundation
import Sales

/// Tells the opportunities one after the other, in the order of their creation.
struct Storyteller: Sendable {
    let company: SalesCompany
    let hours: WorkingHours
    let end: Instant
    var random: RandomSource
    var story = Story()
    private var arrivals: Arrivals
    private let entry: WeightedChoice
    private let channels: WeightedChoice
    private let ids: IdentifierSource
    private var created = Instant.distantPast
    let lossReasons: WeightedChoice
    /// Days from creation to signature that a rep would expect.
    let expectedCycle: Double

    init(_ company: SalesCompany) {
        let plan = company.plan
        self.company = company
        hours = WorkingHours(calendar: plan.calendar)
        end = company.observedAt
        random = RandomSource(seed: plan.seed ^ 0x5EED)
        arrivals = Arrivals(plan, hours: hours)
        entry = WeightedChoice(plan.entry)
        channels = WeightedChoice(plan.channels.map(\.share))
        ids = IdentifierSource(seed: plan.seed, kind: 8, start: end)
        lossReasons = WeightedChoice([0.2, 0.1, 0.09, 0.13, 0.16, 0.08, 0.08, 0.06, 0.05, 0.02, 0.03])
        expectedCycle = plan.flows.reduce(0) { $0 + $1.dwell.mean }
    }

    /// Tells the next one.
    mutating func tell(_ index: Int) -> SimulatedOpportunity {
        chooseSetting(index)
        walk(from: arrivals.next(&random))
        recount()
        report()
        return opportunity(index)
    }

    /// Who sells what to whom, and how they came.
    private mutating func chooseSetting(_ index: Int) {
        let accounts = company.accountBook.count
        let count = company.plan.opportunities
        let newest = index * accounts / count
        story.isNewCustomer = index == 0 || newest != (index - 1) * accounts / count
        story.account = story.isNewCustomer ? newest : random.below(newest + 1)
        let profile = company.accountBook.profile(story.account)
        let colleagues = company.team.repsOfRegion[profile.region]
        story.rep = random.chance(0.85) ? profile.rep : colleagues[random.below(colleagues.count)]
        story.customerType = profile.type
        story.channel = channels.index(random.unit())
        story.product = company.catalogue.choice.index(random.unit())
        story.classIndex = company.chain.classIndex(rep: story.rep, channel: story.channel, type: profile.type)
    }

    /// Walks the chain to its end, beyond the end of the logs.
    private mutating func walk(from arrival: Double) {
        created = max(created, hours.time(arrival))
        story.steps.removeAll(keepingCapacity: true)
        var step = Story.Step(state: entry.index(random.unit()), raw: arrival, at: created)
        story.steps.append(step)
        while let (state, days) = nextState(after: step.state) {
            step.state = state
            step.raw += days * 86_400_000
            step.at = Instant(milliseconds: max(hours.time(step.raw).milliseconds, step.at.milliseconds + 60_000))
            story.steps.append(step)
        }
    }

    private mutating func nextState(after state: Int) -> (state: Int, days: Double)? {
        if state == company.chain.won { return nil }
        if state == company.chain.lost {
            guard random.chance(company.plan.reopening.probability) else { return nil }
            return (company.plan.reopening.stage, company.plan.reopening.pause.sample(&random))
        }
        let next = company.chain.next(state, of: story.classIndex, random.unit())
        let slowness = next == company.chain.lost ? company.plan.habits.lingering : 1
        let days = company.plan.flows[state].dwell.sample(&random)
        return (next, days * slowness * company.plan.customerTypes[story.customerType].dwellFactor)
    }

    private func opportunity(_ index: Int) -> SimulatedOpportunity {
        SimulatedOpportunity(
            index: index,
            id: ids.identifier(index, at: created),
            name: company.accountBook.shortName(story.account) + " · " + company.catalogue.products[story.product].name,
            accountIndex: story.account,
            accountID: company.accountBook.id(story.account),
            productID: company.catalogue.products[story.product].id,
            source: company.plan.channels[story.channel].name,
            type: company.typeName(isNewCustomer: story.isNewCustomer),
            customerType: story.customerType,
            truth: company.revisions(of: story.events, truth: true),
            reported: company.revisions(of: story.reported, truth: false),
            eventualOutcome: story.steps.last?.state == company.chain.won ? .won : .lost
        )
    }
}

/// The instants of creation, drawn at random and in order without keeping them.
struct Arrivals: Sendable {
    private let start: Double
    private let length: Double
    private let growth: Double
    private var left: Int
    private var share = 0.0

    init(_ plan: SalesCompany.Plan, hours: WorkingHours) {
        start = hours.firstRaw(of: plan.from)
        length = Double(plan.calendar.end(of: plan.to).milliseconds) - start
        growth = plan.growth
        left = plan.opportunities
    }

    /// The next of the sorted sample: the smallest of those left lies above the last one.
    mutating func next(_ random: inout RandomSource) -> Double {
        share = 1 - (1 - share) * exp(-random.exponential() / Double(max(1, left)))
        left -= 1
        guard abs(growth) > 1e-9 else { return start + share * length }
        return start + ((1 + growth * (2 + growth) * share).squareRoot() - 1) / growth * length
    }
}
