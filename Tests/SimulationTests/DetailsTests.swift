import Sales
import Testing

@testable import Simulation

@Suite struct `Details of sales` {
    private func company(_ language: Language, _ opportunities: Int = 150) throws -> SalesCompany {
        try SalesCompany(
            .typical(opportunities: opportunities, seed: 7, language: language, to: Day("2026-01-04") ?? .first)
        )
    }

    private func told(_ company: SalesCompany) -> [String] {
        var texts: [String] = company.tagNames + company.competitorNames
        company.generate { sale in
            let details = company.details(of: sale)
            texts += details.notes.map(\.text.stored) + details.competitors.map(\.strengths)
            let contacts = company.contacts(of: sale.accountIndex).map(\.contact)
            texts += contacts.flatMap { [$0.name, $0.jobTitle ?? ""] }
        }
        return texts
    }

    @Test(arguments: [Language.english, .simplifiedChinese, .traditionalChinese])
    func `are in one language and the same each time`(_ language: Language) throws {
        let texts = told(try company(language))
        #expect(texts.count > 300)
        #expect(texts == told(try company(language)))
        for text in texts {
            let isChinese = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(isChinese == (language != .english), "\(text)")
            #expect(!text.contains("{"))
        }
    }

    @Test func `come to the sale's amount and fit its time`() throws {
        let company = try company(.english, 400)
        var lines = 0
        company.generate { sale in
            let details = company.details(of: sale)
            let values = sale.opportunity(observedAt: company.observedAt).values
            if !details.lines.isEmpty {
                lines += 1
                #expect((try? details.lines.amount()) == values.amount)
            }
            #expect(
                details.notes.allSatisfy { $0.writtenAt >= details.enteredAt && $0.writtenAt <= company.observedAt }
            )
            let ids = Set(details.notes.map(\.id))
            #expect(ids.count == details.notes.count)
            #expect(details.notes.allSatisfy { $0.parentID.map(ids.contains) ?? true })
        }
        #expect(lines > 60)
    }

    @Test func `are left out of all but the newest`() throws {
        let company = try company(.english, 3000)
        var bare = 0
        company.generate { if !company.hasDetails($0) { bare += 1 } }
        #expect(bare == 1000)
    }
}
