import Sales
import Testing

@Suite struct `A draft of a process` {
    private let pipeline = Identifier<Pipeline>(high: 1, low: 0)
    private let lead = Stage(id: Identifier(high: 2, low: 1), name: "Lead", winProbability: 10)
    private let offer = Stage(id: Identifier(high: 2, low: 2), name: "Offer", limitDays: 30)
    private let won = Stage(id: Identifier(high: 2, low: 3), name: "Won", kind: .won)
    private let today = Day("2026-03-31")!

    private func version(_ number: Int, _ stages: [Stage], from day: Day = .first) -> ProcessVersion {
        ProcessVersion(pipelineID: pipeline, number: number, effectiveFrom: day, stages: stages)
    }

    private func draft(_ stages: [Stage], _ targets: [Identifier<Stage>: Identifier<Stage>] = [:]) -> ProcessDraft {
        ProcessDraft(pipelineID: pipeline, base: 1, stages: stages, targets: targets)
    }

    @Test func `becomes the next version, in force from the day`() throws {
        let published = try draft([offer, lead, won]).version(after: [version(1, [lead, offer, won])], from: today)
        #expect(published == version(2, [offer, lead, won], from: today))
    }

    @Test func `that changes nothing becomes none`() throws {
        #expect(try draft([lead, won]).version(after: [version(1, [lead, won])], from: today) == nil)
    }

    @Test func `keeps the kind of every stage, also of one that was retired before`() throws {
        var closing = offer
        closing.kind = .won
        let versions = [version(1, [lead, offer, won]), version(2, [lead, won])]
        #expect(throws: ProcessDraftError.kindChanged("Offer")) {
            try draft([lead, closing]).version(after: versions, from: today)
        }
    }

    @Test func `is refused where it cannot work`() throws {
        #expect(throws: ProcessError.noOpenStage) { try draft([won]).version(after: [], from: today) }
    }

    @Test func `moves what is open in a retired stage to an open one, and nothing else`() throws {
        let old = version(1, [lead, offer, won])
        let counts = [offer.id: 3]
        #expect(throws: ProcessDraftError.stageHoldsRecords("Offer", 3)) {
            try draft([lead, won]).moves(retiring: old, holding: counts)
        }
        #expect(throws: ProcessDraftError.stageHoldsRecords("Offer", 3)) {
            try draft([lead, won], [offer.id: won.id]).moves(retiring: old, holding: counts)
        }
        let moves = try draft([lead, won], [offer.id: lead.id]).moves(retiring: old, holding: counts)
        #expect(moves == [StageMove(from: offer.id, to: lead.id, count: 3)])
        #expect(try draft([lead, won]).moves(retiring: old, holding: [:]) == [])
    }

    @Test func `is told by its differences`() {
        var renamed = lead
        (renamed.name, renamed.winProbability) = ("Enquiry", 20)
        var limited = offer
        (limited.limitDays, limited.forecastCategory, limited.goal) = (nil, .commit, "Signed")
        let demo = Stage(id: Identifier(high: 2, low: 4), name: "Demo")
        let newer = version(2, [limited, renamed, demo])
        #expect(
            newer.differences(from: version(1, [lead, offer, won])) == [
                .category("Offer", from: nil, to: .commit), .limit("Offer", from: 30, to: nil), .described("Offer"),
                .renamed(from: "Lead", to: "Enquiry"), .probability("Enquiry", from: 10, to: 20), .added("Demo"),
                .retired("Won"), .reordered,
            ]
        )
        #expect(newer.differences(from: newer).isEmpty)
    }
}
