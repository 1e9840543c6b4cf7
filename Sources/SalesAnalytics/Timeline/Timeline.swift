import Sales

/// A workspace's history in columns: an immutable value over shared segments.
///
/// Whoever holds one reads a consistent state; a refresh makes another that shares all segments whose records did
/// not change. Every question is a pure function of it.
package struct Timeline: Sendable {
    let catalog: Catalog
    let index: RecordIndex
    let slices: [Slice]

    package var recordCount: Int { index.count }
    package var revisionCount: Int { slices.reduce(0) { $0 + $1.segment.rowCount } }

    /// The memory of the history itself: segments, paths and identifiers, without the dimensions of records.
    package var byteCount: Int {
        let trees = Set(slices.map { ObjectIdentifier($0.segment.paths) })
        let paths = slices.reduce(into: (trees, 0)) { sum, slice in
            if sum.0.remove(ObjectIdentifier(slice.segment.paths)) != nil { sum.1 += slice.segment.paths.byteCount }
        }
        return slices.reduce(index.byteCount + paths.1) { $0 + $1.segment.byteCount + $1.held.count * 16 }
    }

    /// The memory of account, product, source and type, four bytes a record each.
    package var dimensionByteCount: Int { slices.reduce(0) { $0 + $1.segment.dimensionByteCount } }

    /// The timeline in which these records are as told here, with all their revisions; the others stay.
    ///
    /// Late revisions and voidings come the same way. Records that are new get the next indices.
    package func refreshed(
        with changes: [(record: TimelineRecord, revisions: [Revision])],
        directory: TimelineDirectory? = nil
    ) -> Timeline {
        var catalog = catalog
        if let directory { catalog.add(directory) }
        guard !changes.isEmpty else { return Timeline(catalog: catalog, index: index, slices: slices) }
        var index = index
        let numbers = index.take(changes.map(\.record.id))
        let segment = Segment(changes, numbers: numbers, catalog: &catalog)
        var slices = slices
        for place in slices.indices {
            for number in numbers { slices[place].hide(number) }
        }
        slices.removeAll { $0.heldCount == 0 }
        slices.append(Slice(segment))
        return Timeline(catalog: catalog, index: index, slices: Slice.compacted(slices))
    }
}

extension RecordIndex {
    /// The records' indices, new ones for those that are not known yet.
    mutating func take(_ identifiers: [Identifier<Opportunity>]) -> [UInt32] {
        var new = IdentifierIndex<Opportunity>()
        let numbers = identifiers.map { number(of: $0) ?? UInt32(count) + new.insert($0) }
        append(new.identifiers)
        return numbers
    }
}

extension Segment {
    /// The segment of these records; of one that is told of twice the last counts.
    fileprivate convenience init(
        _ changes: [(record: TimelineRecord, revisions: [Revision])],
        numbers: [UInt32],
        catalog: inout Catalog
    ) {
        var last: [UInt32: Int] = [:]
        for (place, number) in numbers.enumerated() { last[number] = place }
        var draft = SegmentDraft(rows: changes.reduce(0) { $0 + $1.revisions.count }, records: changes.count)
        var paths = PathTreeBuilder()
        for (number, place) in last.sorted(by: { $0.key < $1.key }) {
            let (record, revisions) = changes[place]
            var pending = PendingRevisions()
            for revision in revisions { pending.add(revision, of: 0, catalog: &catalog) }
            draft.begin(number, catalog.dimensions(record), isInBin: record.isInBin)
            pending.sort(recordCount: 1)
            pending.trace(&paths)
            for row in pending.rows {
                draft.append(row, pending.details(of: row), voidedAt: pending.voidedAt(row))
            }
            draft.endRecord()
        }
        self.init(draft, paths: PathTree(paths))
    }
}
