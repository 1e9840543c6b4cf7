import Sales
import SalesAnalytics
import Testing

@Suite struct `What a timeline keeps in few bytes` {
    /// Least and greatest of all that can be told, beside what is usual.
    private static let values: [TrackedValues] = [
        TrackedValues(amount: Amount(minor: .max, currency: World.usd), lossReasonID: Identifier(high: 5, low: 1)),
        TrackedValues(amount: Amount(minor: .min, currency: Currency("EUR")!), winProbability: 0),
        TrackedValues(amount: Amount(minor: 0, currency: World.usd), expectedCloseDate: .first, winProbability: 100),
        TrackedValues(expectedCloseDate: .last, ownerID: World.ana, forecastCategory: .commit),
        TrackedValues(
            ownerID: World.member(300),
            forecastCategory: .omitted,
            lossReasonID: Identifier(high: 5, low: 2)
        ),
        TrackedValues(expectedCloseDate: Day("2026-03-31")),
        TrackedValues(),
    ]

    private static func history(_ values: TrackedValues, lag: Double) -> [Revision] {
        let set = Revision(
            number: 2,
            happenedAt: World.at(1),
            recordedAt: World.at(1 + lag),
            fields: [.amount, .expectedCloseDate, .owner, .forecastCategory, .winProbability, .outcome],
            values: values
        )
        return [World.move(1, to: 1, at: 0), set]
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7])
    func `is read as it was told`(_ count: Int) {
        let told = Self.values.suffix(count)
        let timeline = World.timeline(told.map { Self.history($0, lag: 0) })
        for (place, values) in told.enumerated() {
            var state = timeline.state(of: World.record(place + 1), at: nil)
            #expect(state?.stageID == World.stage(1))
            state?.stageID = nil
            state?.pipelineID = nil
            #expect(state == values)
        }
    }

    /// In days: none, a millisecond, more than 32 bits of milliseconds hold, centuries, and before it happened.
    @Test(arguments: [[0.0], [0, 1.0 / 86_400_000], [0, 60], [60, 90_000, 0], [-3, 2, 400]])
    func `knows when we were told`(_ lags: [Double]) {
        let values = TrackedValues(ownerID: World.ana)
        let timeline = World.timeline(lags.map { Self.history(values, lag: $0) })
        for (place, lag) in lags.enumerated() {
            let known = [World.at(1 + lag), Instant(milliseconds: World.at(1 + lag).milliseconds - 1)]
            let owners = known.map { timeline.state(of: World.record(place + 1), at: nil, known: $0)?.ownerID }
            #expect(owners == [World.ana, nil])
        }
    }

    @Test func `tells of two hundred owners and late news in less than forty bytes a revision`() {
        let histories = (0..<20_000).map { record in
            (0..<4).map { place in
                Revision(
                    number: place + 1,
                    happenedAt: World.at(Double(record % 1000 + place)),
                    recordedAt: World.at(Double(record % 1000 + place + (record % 3 == 0 ? 60 : 0))),
                    actorID: World.member(UInt64(record % 200)),
                    fields: place < 2 ? [.stage, .amount, .owner, .expectedCloseDate] : .stage,
                    values: TrackedValues(
                        stageID: World.stage(UInt64(place + 1)),
                        amount: Amount(minor: Int64(record % 777 * 100_000 + place), currency: World.usd),
                        expectedCloseDate: Day("2026-03-31")!.advanced(by: record % 500),
                        ownerID: World.member(UInt64(record % 200))
                    )
                )
            }
        }
        let timeline = World.timeline(histories)
        #expect(timeline.revisionCount == 80_000)
        #expect(timeline.byteCount < 40 * timeline.revisionCount)
    }
}
