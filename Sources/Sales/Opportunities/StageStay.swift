/// How long a record has been in a stage, all its stays together.
package struct StageStay: Hashable, Sendable {
    package var stageID: Identifier<Stage>
    /// In days of 86,400 seconds.
    package var days: Double
    package var isPresent: Bool

    package init(stageID: Identifier<Stage>, days: Double, isPresent: Bool) {
        self.stageID = stageID
        self.days = days
        self.isPresent = isPresent
    }
}

extension Sequence<Revision> {
    /// The stages in which the record was, in the order of the first arrival, up to `now`.
    package func stays(until now: Instant) -> [StageStay] {
        let changes = filter { $0.voidedAt == nil && $0.fields.contains(.stage) && $0.happenedAt <= now }
            .sorted { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }
        var stays: [StageStay] = []
        for (place, change) in changes.enumerated() {
            guard let stage = change.values.stageID else { continue }
            let isLast = place + 1 == changes.count
            let end = isLast ? now : changes[place + 1].happenedAt
            let days = end.days(since: change.happenedAt)
            if let known = stays.firstIndex(where: { $0.stageID == stage }) {
                stays[known].days += days
                stays[known].isPresent = isLast
            } else {
                stays.append(StageStay(stageID: stage, days: days, isPresent: isLast))
            }
        }
        return stays
    }
}
