import Sales

/// A revision in small numbers, before its record is whole.
struct PendingRow: BitwiseCopyable, Sendable {
    var record: UInt32
    /// The revision's number; once all are in order, the path after it.
    var number: Int32
    var happened: Int64
    var recorded: Int64
    var actor: UInt32
    /// The place of its values among the details, −1 where it sets none.
    var details: Int32
    var stage: UInt16
    var marks: Marks
    /// The place of its voiding, −1 where it stands.
    var voiding: Int32
}

/// The revisions that were added so far, in the order they came.
struct PendingRevisions {
    private(set) var rows: [PendingRow] = []
    private var details: [Details] = []
    private var voidings: [Int64] = []
    private var lastStage: (id: Identifier<Stage>, number: UInt16)?
    private var lastActor: (id: Identifier<Member>, number: UInt32)?
    private(set) var isInOrder = true

    mutating func reserve(_ count: Int) {
        rows.reserveCapacity(count)
        details.reserveCapacity(count / 2)
    }

    /// Adds a revision, unless it only takes others back and sets no field itself.
    mutating func add(_ revision: Revision, of record: UInt32, catalog: inout Catalog) {
        if revision.fields.isEmpty { return }
        var row = PendingRow(
            record: record,
            number: Int32(clamping: revision.number),
            happened: revision.happenedAt.milliseconds,
            recorded: revision.recordedAt.milliseconds,
            actor: actor(revision.actorID, &catalog),
            details: -1,
            stage: PathTreeBuilder.noStage,
            marks: Marks(revision),
            voiding: -1
        )
        if row.marks.setsStage { row.stage = stage(revision.values.stageID, &catalog) }
        if revision.fields.rawValue & TrackedFields.details.rawValue != 0 {
            row.details = insert(catalog.details(revision.values, revision.fields))
        }
        if let voidedAt = revision.voidedAt { row.voiding = insert(voidedAt: voidedAt.milliseconds) }
        append(row)
    }

    mutating func append(_ row: PendingRow) {
        if let last = rows.last, last.record > row.record { isInOrder = false }
        rows.append(row)
    }

    mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        details.removeAll(keepingCapacity: true)
        voidings.removeAll(keepingCapacity: true)
    }

    /// The place of the details.
    mutating func insert(_ details: Details) -> Int32 {
        self.details.append(details)
        return Int32(self.details.count - 1)
    }

    /// The place of the voiding.
    mutating func insert(voidedAt: Int64) -> Int32 {
        voidings.append(voidedAt)
        return Int32(voidings.count - 1)
    }

    private mutating func stage(_ id: Identifier<Stage>?, _ catalog: inout Catalog) -> UInt16 {
        guard let id else { return PathTreeBuilder.noStage }
        if let lastStage, lastStage.id == id { return lastStage.number }
        let number = catalog.stage(id)
        lastStage = (id, number)
        return number
    }

    private mutating func actor(_ id: Identifier<Member>?, _ catalog: inout Catalog) -> UInt32 {
        guard let id else { return Details.none }
        if let lastActor, lastActor.id == id { return lastActor.number }
        let number = catalog.member(id)
        lastActor = (id, number)
        return number
    }

    func details(of row: PendingRow) -> Details { row.details < 0 ? Details() : details[Int(row.details)] }

    func voidedAt(_ row: PendingRow) -> Int64 { row.voiding < 0 ? .max : voidings[Int(row.voiding)] }

    /// Sorts by record, then happened, then number; by counting, as records are small numbers.
    mutating func sort(recordCount: Int) {
        if !isInOrder { rows = grouped(recordCount: recordCount) }
        rows.withUnsafeMutableBufferPointer { rows in
            var start = 0
            while start < rows.count {
                var end = start + 1
                while end < rows.count && rows[end].record == rows[start].record { end += 1 }
                PendingRevisions.sort(rows.extracting(start..<end))
                start = end
            }
        }
    }

    /// Follows each record's path, once all rows are in order.
    mutating func trace(_ paths: inout PathTreeBuilder) {
        rows.withUnsafeMutableBufferPointer { rows in
            var (record, node) = (UInt32.max, UInt32(0))
            for place in rows.indices {
                if rows[place].record != record { (record, node) = (rows[place].record, 0) }
                let marks = rows[place].marks
                if marks.setsStage && !marks.isVoided { node = paths.child(of: node, to: rows[place].stage) }
                rows[place].number = Int32(bitPattern: node)
            }
        }
    }

    private static func sort(_ rows: UnsafeMutableBufferPointer<PendingRow>) {
        guard rows.count <= 32 else {
            var rows = rows
            return rows.sort(by: precedes)
        }
        for place in rows.indices.dropFirst() where precedes(rows[place], rows[place - 1]) {
            let row = rows[place]
            var hole = place
            repeat {
                rows[hole] = rows[hole - 1]
                hole -= 1
            } while hole > 0 && precedes(row, rows[hole - 1])
            rows[hole] = row
        }
    }

    private func grouped(recordCount: Int) -> [PendingRow] {
        var starts = [Int](repeating: 0, count: recordCount + 1)
        for row in rows { starts[Int(row.record) + 1] += 1 }
        for record in 0..<recordCount { starts[record + 1] += starts[record] }
        return [PendingRow](unsafeUninitializedCapacity: rows.count) { sorted, count in
            for row in rows {
                sorted.initializeElement(at: starts[Int(row.record)], to: row)
                starts[Int(row.record)] += 1
            }
            count = rows.count
        }
    }

    private static func precedes(_ left: PendingRow, _ right: PendingRow) -> Bool {
        if left.happened != right.happened { return left.happened < right.happened }
        return left.number < right.number
    }
}
