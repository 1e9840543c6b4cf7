import Sales
import Testing

@Suite struct `Tracked values` {
    private let full = TrackedValues(
        pipelineID: Identifier(high: 1, low: 1),
        stageID: Identifier(high: 1, low: 2),
        amount: Amount(minor: 100, currency: Currency("USD")!),
        expectedCloseDate: Day("2026-03-31"),
        ownerID: Identifier(high: 1, low: 3),
        forecastCategory: .commit,
        winProbability: 40,
        outcome: .lost,
        lossReasonID: Identifier(high: 1, low: 4)
    )

    @Test func `take over exactly the named fields`() {
        for bit in 0..<8 {
            let field = TrackedFields(rawValue: 1 << bit)
            var values = TrackedValues()
            values.take(field, from: full)
            #expect(values.differences(from: TrackedValues()) == field)
        }
        var values = TrackedValues()
        values.take(.all, from: full)
        #expect(values == full)
    }

    @Test func `count a change of reason alone as one of the outcome`() {
        var other = full
        other.lossReasonID = nil
        #expect(other.differences(from: full) == .outcome)
        #expect(full.differences(from: full) == [])
    }
}
