extension Sequence<Revision> {
    /// The state at `time` as known at `known`: per field, the value of the revision with the greatest
    /// (`happenedAt`, `number`) among those that had happened, were recorded, and are not voided by then.
    ///
    /// Returns nil where nothing was true or known yet. *As it was* on t is (t, now), *as we believed it* is (t, t).
    package func state(at time: Instant, knownAt known: Instant) -> TrackedValues? {
        let effective = filter { revision in
            revision.happenedAt <= time && revision.recordedAt <= known
                && (revision.voidedAt.map { $0 > known } ?? true)
        }
        .sorted { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }
        guard !effective.isEmpty else { return nil }
        return effective.reduce(into: TrackedValues()) { $0.take($1.fields, from: $1.values) }
    }
}
