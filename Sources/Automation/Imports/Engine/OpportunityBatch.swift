import Sales
import Storage

/// A batch's opportunities: those found by key, those made, and the revisions that the rows justify.
struct OpportunityBatch {
    struct Entry {
        var opportunity: Opportunity
        /// What is stored; nil for one that this batch makes.
        var stored: Opportunity?
        var isGone = false
        var history: [Revision] = []
        var appended: [Revision] = []
        var voided: [Int] = []
    }

    private(set) var entries: [Entry] = []
    private var byKey: [String: Int] = [:]
    /// The one that was put last.
    private(set) var latest: Identifier<Opportunity>?

    init(keys: [String], _ db: ScopedConnection) throws {
        let found = try db.opportunities(externalKeys: Array(Set(keys)))
        let histories = try db.histories(of: found.values.map(\.record.id))
        for (key, found) in found.sorted(by: { $0.key < $1.key }) {
            byKey[key] = entries.count
            entries.append(
                Entry(
                    opportunity: found.record,
                    stored: found.record,
                    isGone: found.isGone,
                    history: histories[found.record.id] ?? []
                )
            )
        }
    }

    func entry(_ key: String?) -> Entry? { key.flatMap { byKey[$0] }.map { entries[$0] } }

    /// Stores an entry under its key, in the place of the one before.
    mutating func put(_ entry: Entry, key: String?) {
        latest = entry.opportunity.id
        if let key, let index = byKey[key] {
            entries[index] = entry
        } else {
            if let key { byKey[key] = entries.count }
            entries.append(entry)
        }
    }

    func write(_ run: Import, _ db: ScopedConnection) throws {
        let revived = entries.filter { $0.isGone && !$0.appended.isEmpty }.map(\.opportunity.id)
        try db.revive(opportunities: revived, in: run)
        try db.write(
            entries.compactMap { entry in
                guard let stored = entry.stored else { return .create(entry.opportunity, entry.appended) }
                if entry.opportunity == stored && entry.appended.isEmpty { return nil }
                return .change(entry.opportunity, from: stored, entry.appended, voided: entry.voided)
            },
            in: run
        )
    }
}

extension OpportunityBatch.Entry {
    /// All revisions as they will be, what this batch voids being voided.
    var all: [Revision] {
        (history + appended).map { revision in
            guard voided.contains(revision.number) else { return revision }
            var revision = revision
            revision.voidedAt = revision.recordedAt
            return revision
        }
    }

    var live: [Revision] { all.filter { $0.voidedAt == nil && !$0.fields.isEmpty } }

    /// What the record's own rows told last, whatever its history says.
    var toldByRecord: TrackedValues {
        all.filter { $0.cause == .inferred || $0.cause == .imported && !$0.fields.contains(.stage) }
            .reduce(into: TrackedValues()) { $0.take($1.fields, from: $1.values) }
    }

    /// Replaces what earlier imports inferred by what the row justifies now; what is the same stays.
    ///
    /// Returns whether anything changed.
    mutating func infer(_ revisions: [Revision], now: Instant) -> Bool {
        var old = live.filter { $0.cause == .inferred }
        var new: [Revision] = []
        for revision in revisions {
            if let index = old.firstIndex(where: { $0.tellsTheSame(as: revision) }) {
                old.remove(at: index)
                continue
            }
            var revision = revision
            revision.number = nextNumber + new.count
            new.append(revision)
        }
        if new.isEmpty && old.isEmpty { return false }
        let made = Set(appended.map(\.number))
        let next = nextNumber
        appended.removeAll { revision in old.contains { $0.number == revision.number } }
        voided += old.map(\.number).filter { !made.contains($0) }
        appended += new
        // What is taken back without anything in its place still needs a revision that does it.
        if appended.isEmpty { appended.append(.empty(number: next, at: now)) }
        return true
    }

    private var nextNumber: Int { (all.map(\.number).max() ?? 0) + 1 }

    /// Appends one revision with the values that the row tells otherwise.
    mutating func append(
        _ values: TrackedValues,
        _ fields: TrackedFields,
        at moment: OpportunityDates.Moment,
        cause: Revision.Cause,
        recordedAt: Instant,
        actorID: Identifier<Member>?
    ) {
        appended.append(
            Revision(
                number: nextNumber,
                happenedAt: moment.instant,
                precision: moment.precision,
                recordedAt: recordedAt,
                actorID: actorID,
                cause: cause,
                fields: fields,
                values: values
            )
        )
    }
}

extension Revision {
    fileprivate static func empty(number: Int, at now: Instant) -> Revision {
        let none = TrackedValues()
        return Revision(number: number, happenedAt: now, recordedAt: now, cause: .inferred, fields: [], values: none)
    }

    /// Whether both say the same; an undated one was known from whichever import came first.
    fileprivate func tellsTheSame(as other: Revision) -> Bool {
        fields == other.fields && values.differences(from: other.values).isDisjoint(with: fields)
            && precision == other.precision && (precision == .undated || happenedAt == other.happenedAt)
    }
}
