import Sales

extension Timeline {
    /// Takes a workspace's directory, then its records, then its revisions in any order.
    package struct Builder {
        var catalog: Catalog
        var records = IdentifierIndex<Opportunity>()
        var dimensions: [RecordDimensions] = []
        var binned: [Bool] = []
        var pending = PendingRevisions()
        /// The record whose revision came last.
        private var last: UInt32 = 0

        package init(_ directory: TimelineDirectory) {
            catalog = Catalog(directory)
        }

        /// Makes room for so many, so that adding them moves nothing.
        package mutating func reserve(records: Int, revisions: Int) {
            self.records.reserve(records)
            dimensions.reserveCapacity(records)
            binned.reserveCapacity(records)
            pending.reserve(revisions)
        }

        /// Adds a record; one that was added before is replaced.
        package mutating func add(_ record: TimelineRecord) {
            let number = Int(records.insert(record.id))
            if number == dimensions.count {
                dimensions.append(RecordDimensions())
                binned.append(false)
            }
            dimensions[number] = catalog.dimensions(record)
            binned[number] = record.isInBin
        }

        /// Adds a revision of a record, which is made where it was not added.
        ///
        /// Cheapest where revisions come record by record, in the order in which the records came.
        package mutating func add(_ revision: borrowing Revision, of record: Identifier<Opportunity>) {
            pending.add(revision, of: number(of: record), catalog: &catalog)
        }

        /// The record's number, which is made where it was not added.
        private mutating func number(of record: Identifier<Opportunity>) -> UInt32 {
            if records.isNumber(last, of: record) { return last }
            if records.isNumber(last &+ 1, of: record) {
                last &+= 1
                return last
            }
            last = records.insert(record)
            if Int(last) == dimensions.count {
                dimensions.append(RecordDimensions())
                binned.append(false)
            }
            return last
        }

        package consuming func build() -> Timeline {
            var builder = self
            var paths = PathTreeBuilder()
            builder.pending.sort(recordCount: builder.records.count)
            builder.pending.trace(&paths)
            var index = RecordIndex()
            index.append(builder.records.identifiers)
            return Timeline(catalog: builder.catalog, index: index, slices: builder.slices(PathTree(paths)))
        }

        private func slices(_ tree: PathTree) -> [Slice] {
            var draft = SegmentDraft(rows: Slice.rowLimit + 512, records: Slice.rowLimit / 4)
            var slices: [Slice] = []
            var next = 0
            for record in 0..<records.count {
                if draft.isFull {
                    slices.append(Slice(Segment(draft, paths: tree)))
                    draft.clear()
                }
                draft.begin(UInt32(record), dimensions[record], isInBin: binned[record])
                while next < pending.rows.count && pending.rows[next].record == record {
                    let row = pending.rows[next]
                    draft.append(row, pending.details(of: row), voidedAt: pending.voidedAt(row))
                    next += 1
                }
                draft.endRecord()
            }
            if records.count > 0 { slices.append(Slice(Segment(draft, paths: tree))) }
            return slices
        }
    }
}

extension Catalog {
    mutating func dimensions(_ record: TimelineRecord) -> RecordDimensions {
        RecordDimensions(
            account: record.accountID.map { account($0) } ?? Details.none,
            product: record.productID.map { product($0) } ?? Details.none,
            source: source(record.source),
            type: type(record.type)
        )
    }
}
