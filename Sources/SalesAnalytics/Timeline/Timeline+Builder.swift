import Sales

extension Timeline {
    /// Takes a workspace's directory, then its records, then its revisions in any order.
    package struct Builder {
        var catalog: Catalog
        var records = IdentifierIndex<Opportunity>()
        var dimensions: [RecordDimensions] = []
        var binned: [Bool] = []
        var pending = PendingRevisions()
        private var last: (id: Identifier<Opportunity>, number: UInt32)?

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
        package mutating func add(_ revision: Revision, of record: Identifier<Opportunity>) {
            if let last, last.id == record {
                return pending.add(revision, of: last.number, catalog: &catalog)
            }
            if records.number(of: record) == nil { add(TimelineRecord(id: record)) }
            let number = records.insert(record)
            last = (record, number)
            pending.add(revision, of: number, catalog: &catalog)
        }

        package consuming func build() -> Timeline {
            let rows = pending.sorted(recordCount: records.count)
            var paths = PathTreeBuilder()
            var drafts: [SegmentDraft] = []
            var next = 0
            for record in 0..<records.count {
                // Segments begin at multiples of 64 records, so that masks are combined by whole words.
                if drafts.isEmpty || record & 63 == 0 && drafts[drafts.count - 1].rowCount >= Slice.rowLimit {
                    drafts.append(SegmentDraft(rows: Slice.rowLimit + 512, records: Slice.rowLimit / 4))
                }
                let place = drafts.count - 1
                drafts[place].begin(UInt32(record), dimensions[record], isInBin: binned[record])
                while next < rows.count && rows[next].record == record {
                    let row = rows[next]
                    let (details, voidedAt) = (pending.details(of: row), pending.voidedAt(row))
                    drafts[place].append(row, details, voidedAt: voidedAt, paths: &paths)
                    next += 1
                }
                drafts[place].endRecord()
            }
            let tree = PathTree(paths)
            var index = RecordIndex()
            index.append(records.identifiers)
            return Timeline(catalog: catalog, index: index, slices: drafts.map { Slice(Segment($0, paths: tree)) })
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
