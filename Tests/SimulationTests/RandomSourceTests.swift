import Simulation
import Testing

@Suite struct `The random source` {
    @Test func `is SplitMix64 and xoshiro256** as published`() {
        var splitMix = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<4).map { _ in splitMix.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
            ]
        )
        var xoshiro = RandomSource(words: (1, 2, 3, 4))
        #expect((0..<4).map { _ in xoshiro.next() } == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240])
    }

    @Test func `stays within its bounds and reaches them all`() {
        var random = RandomSource(seed: 1)
        var seen: Set<Int> = []
        for _ in 0..<1000 {
            let unit = random.unit()
            #expect(unit >= 0 && unit < 1)
            seen.insert(random.below(6))
        }
        #expect(seen == Set(0..<6))
    }

    @Test(arguments: [
        Distribution.logNormal(median: 8, sigma: 0.7), .gamma(shape: 2.5, mean: 12), .gamma(shape: 0.6, mean: 5),
    ])
    func `samples distributions of their mean`(distribution: Distribution) {
        let plan = Plan.world(opportunities: 6000, dwell: distribution)
        // Sampled through the company, where a stay is a sample but for the minute it lasts at least.
        let stays = SalesCompany.made(plan).answers.paths.stages[0]
        #expect(abs(stays.meanStayDays / distribution.mean - 1) < 0.04)
    }
}
