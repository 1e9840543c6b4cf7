import Sales
import SalesAnalytics
import Simulation

/// The simulated company that every benchmark measures.
struct BenchmarkCompany {
    let company: SalesCompany

    /// Three years of a company whose opportunities have about four revisions each.
    init(opportunities: Int, seed: UInt64, to day: Day = Day(year: 2026, month: 6, day: 30) ?? .last) throws {
        var plan = SalesCompany.Plan.typical(
            opportunities: opportunities,
            seed: seed,
            language: .english,
            to: day,
            from: day.advanced(by: -1095),
            calendar: .utc
        )
        plan.team.reps = 200
        plan.habits.push = 0.3
        plan.habits.amountChange = 0.2
        company = try SalesCompany(plan)
    }

    /// A day in the midst of the history, when much stood open.
    var past: Instant { company.plan.calendar.end(of: company.plan.to.advanced(by: -365)) }

    /// Two thirds of the people: the scope of the one who asks.
    var owners: Set<Identifier<Member>> {
        Set(company.members.enumerated().filter { $0.offset % 3 != 0 }.map(\.element.id))
    }

    var directory: TimelineDirectory {
        TimelineDirectory(
            workspaceCurrency: company.plan.currency,
            calendar: company.plan.calendar,
            pipelines: [(company.pipeline, [company.process])],
            members: company.members.map { ($0.id, $0.name) },
            teams: company.teams,
            memberships: company.memberships,
            products: company.products.map { ($0.id, $0.name) }
        )
    }

    /// The company's history as it was reported, in columns.
    func timeline() -> (timeline: Timeline, voided: Int) {
        var builder = Timeline.Builder(directory)
        builder.reserve(records: company.plan.opportunities, revisions: company.plan.opportunities * 9 / 2)
        var voided = 0
        for opportunity in company.opportunities {
            builder.add(opportunity.timelineRecord)
            for revision in opportunity.reported where !revision.fields.isEmpty {
                if revision.voidedAt != nil { voided += 1 }
                builder.add(revision, of: opportunity.id)
            }
        }
        return (builder.build(), voided)
    }
}

extension SimulatedOpportunity {
    var timelineRecord: TimelineRecord {
        TimelineRecord(id: id, accountID: accountID, productID: productID, source: source, type: type)
    }
}
