import Sales
import Simulation
import Testing

@Suite struct `The same plan` {
    @Test func `makes the same company, to the last byte`() {
        let first = SalesCompany.made(.realistic(opportunities: 400))
        let second = SalesCompany.made(.realistic(opportunities: 400))
        #expect(first.all == second.all)
        #expect(first.answers == second.answers)
        #expect(first.company.members == second.company.members)
        #expect(first.company.process == second.company.process)
        #expect(Array(first.company.accounts) == Array(second.company.accounts))
        #expect(first.all.map(\.truth.description) == second.all.map(\.truth.description))
    }

    @Test func `generates the same again from one company`() throws {
        let company = try SalesCompany(.realistic(opportunities: 50))
        var first: [SimulatedOpportunity] = []
        var second: [SimulatedOpportunity] = []
        company.generate { first.append($0) }
        company.generate { second.append($0) }
        #expect(first == second)
    }

    @Test func `with another seed makes another company`() {
        let first = SalesCompany.made(.realistic(opportunities: 50, seed: 7))
        let second = SalesCompany.made(.realistic(opportunities: 50, seed: 8))
        let same = zip(first.all, second.all).filter { $0.truth == $1.truth || $0.id == $1.id }
        #expect(same.isEmpty)
        #expect(first.company.members.map(\.name) != second.company.members.map(\.name))
        #expect(first.company.pipeline.id != second.company.pipeline.id)
    }

    @Test func `stops where the reader stops`() throws {
        struct Enough: Error {}
        var count = 0
        let company = try SalesCompany(.realistic(opportunities: 1_000_000_000))
        #expect(throws: Enough.self) {
            try company.generate { _ in
                count += 1
                if count == 10 { throw Enough() }
            }
        }
        #expect(count == 10)
    }
}
