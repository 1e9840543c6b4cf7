import Sales

/// Makes identifiers of the UUIDv7 layout that sort by creation and are the same for the same seed.
struct IdentifierSource: Sendable {
    private let seed: UInt64
    private let start: Instant

    /// `kind` keeps the identifiers of different sorts of record apart.
    init(seed: UInt64, kind: Int, start: Instant) {
        self.seed = SplitMix64(seed: seed, record: kind).mixed
        self.start = start
    }

    /// The identifier of the record of that index, made at the instant or, without one, at the start.
    func identifier<Record>(_ index: Int, at instant: Instant? = nil) -> Identifier<Record> {
        var random = SplitMix64(seed: seed, record: index)
        let sequence = UInt64(index) & 0x3_FFFF_FFFF
        let time = UInt64(max(0, (instant ?? start).milliseconds)) << 16
        return Identifier(
            high: time | 0x7000 | sequence >> 22,
            low: 0x8000_0000_0000_0000 | (sequence & 0x3F_FFFF) << 40 | random.next() >> 24
        )
    }
}

extension SplitMix64 {
    /// The next word, without keeping the stream.
    fileprivate var mixed: UInt64 {
        var copy = self
        return copy.next()
    }
}
