import Sales

/// The records of a range of identifiers with all their revisions, while they are put into segments.
///
/// First come the records in the order of their identifiers, then the revisions in the same order: nothing has to be
/// looked up, sorted or kept, and several parts are filled at once.
package struct TimelinePart: Sendable {
    private let assembly: TimelineAssembly
    private(set) var identifiers: [Identifier<Opportunity>] = []
    private(set) var segments: [Segment] = []
    private(set) var paths = PathTreeBuilder()
    private var dimensions: [RecordDimensions] = []
    private var binned: [Bool] = []
    private var draft = SegmentDraft(rows: Slice.rowLimit + 512, records: Slice.rowLimit / 4)
    private var pending = PendingRevisions()
    private var stages = RecentNumbers<Stage, UInt16>()
    private var members = RecentNumbers<Member, UInt32>()
    private var lossReasons = RecentNumbers<LossReason, UInt32>()
    /// The record whose revisions come.
    private var current = 0

    package init(_ assembly: TimelineAssembly) { self.assembly = assembly }

    package mutating func add(_ record: TimelineRecord) {
        identifiers.append(record.id)
        dimensions.append(assembly.dimensions(record))
        binned.append(record.isInBin)
    }

    /// Goes on to the record; false where it was not added or others that come after it were begun.
    package mutating func begin(_ record: Identifier<Opportunity>) -> Bool {
        while current < identifiers.count && identifiers[current] != record { endRecord() }
        return current < identifiers.count
    }

    /// Adds a revision of the record that was begun.
    package mutating func add(_ revision: RevisionRow) { pending.add(revision, of: 0) }

    /// Ends the part, to which nothing can be added afterwards.
    package mutating func end() {
        while current < identifiers.count { endRecord() }
        if !draft.records.isEmpty { endSegment() }
        (dimensions, binned, draft) = ([], [], SegmentDraft(rows: 0, records: 0))
    }

    private mutating func endRecord() {
        if draft.isFull { endSegment() }
        draft.begin(UInt32(current), dimensions[current], isInBin: binned[current])
        pending.sort(recordCount: 1)
        pending.trace(&paths)
        for row in pending.rows { draft.append(row, pending.details(of: row), voidedAt: pending.voidedAt(row)) }
        draft.endRecord()
        pending.removeAll()
        current += 1
    }

    /// The segment gets its tree once the paths of all parts are known.
    private mutating func endSegment() {
        segments.append(Segment(draft, paths: PathTree(PathTreeBuilder())))
        draft.clear()
    }
}

extension TimelinePart {
    package mutating func number(of stage: Identifier<Stage>) -> UInt16 {
        stages.number(of: stage) { assembly.number(of: $0) }
    }

    package mutating func number(of member: Identifier<Member>) -> UInt32 {
        members.number(of: member) { assembly.number(of: $0) }
    }

    package mutating func number(of reason: Identifier<LossReason>) -> UInt32 {
        lossReasons.number(of: reason) { assembly.number(of: $0) }
    }

    package func number(of currency: Currency) -> UInt8 { assembly.number(of: currency) }
}
