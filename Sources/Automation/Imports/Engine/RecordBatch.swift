import Sales
import Storage

/// A batch's records of one kind: those found, those made, and what the rows change in them.
///
/// Rows are taken in their order, so a second row of the same record meets what the first one left.
struct RecordBatch<Record: ImportableRecord> {
    private struct Entry {
        var record: Record
        /// What is stored; nil for one that this batch makes.
        var stored: Record?
        var isGone = false
        /// Taken out of the bin by a row of this batch.
        var isRevived = false
    }

    private var entries: [Entry] = []
    private var byKey: [String: Int] = [:]
    private var byName: [String: [Int]] = [:]
    private let existing: ImportMapping.Existing

    /// Finds what is there of the batch's keys, or names where rows have no key.
    init(
        keys: [String],
        names: [String],
        existing: ImportMapping.Existing,
        _ db: ScopedConnection
    ) throws {
        self.existing = existing
        let found = try Record.find(keys: Array(Set(keys)), db)
        for (key, found) in found.sorted(by: { $0.key < $1.key }) {
            byKey[key] = entries.count
            entries.append(Entry(record: found.record, stored: found.record, isGone: found.isGone))
        }
        let named = try Record.find(foldedNames: Array(Set(names.map(\.folded))), db)
        for (name, records) in named {
            byName[name] = records.indices.map { entries.count + $0 }
            entries += records.map { Entry(record: $0, stored: $0) }
        }
    }

    /// Applies a row with `apply`, and returns what became of the row, and the record.
    mutating func take(
        row: Int,
        key: String?,
        name: String?,
        now: Instant,
        isPlaceholder: (Record) -> Bool,
        apply: (inout Record) throws -> Void
    ) throws -> (result: RowResult, record: Record) {
        if let index = try index(row: row, key: key, name: name) {
            return try change(index, isPlaceholder: isPlaceholder, apply: apply)
        }
        guard let name else {
            throw RowProblem(row: row, column: "name", value: "", sentence: "A new \(Record.noun) needs a name.")
        }
        var record = Record(id: Identifier(at: now), name: name)
        record.externalKey = existing == .create ? nil : key
        try apply(&record)
        remember(Entry(record: record), key: key)
        return (.created, record)
    }

    private mutating func change(
        _ index: Int,
        isPlaceholder: (Record) -> Bool,
        apply: (inout Record) throws -> Void
    ) throws -> (result: RowResult, record: Record) {
        let before = entries[index].record
        let isNew = isPlaceholder(before)
        let isGone = entries[index].isGone
        if existing == .skip && !isGone && !isNew { return (.skipped, before) }
        var record = before
        try apply(&record)
        entries[index].record = record
        if isGone || isNew {
            (entries[index].isGone, entries[index].isRevived) = (false, isGone || entries[index].isRevived)
            return (.created, record)
        }
        return (record == before ? .skipped : .updated, record)
    }

    private func index(row: Int, key: String?, name: String?) throws(RowProblem) -> Int? {
        if existing == .create { return nil }
        if let key { return byKey[key] }
        guard let name, let indexes = byName[name.folded] else { return nil }
        guard indexes.count == 1 else {
            let sentence = "There are \(indexes.count) \(Record.noun)s of that name; give the mapping a key column."
            throw RowProblem(row: row, column: "name", value: name, sentence: sentence)
        }
        return indexes[0]
    }

    private mutating func remember(_ entry: Entry, key: String?) {
        let index = entries.count
        entries.append(entry)
        if existing == .create { return }
        if let key { byKey[key] = index } else { byName[entry.record.name.folded, default: []].append(index) }
    }

    /// Writes what the rows made and changed; `ordered` puts what others refer to first.
    func write(_ run: Import, _ db: ScopedConnection, ordered: ([Record]) -> [Record] = { $0 }) throws {
        try Record.revive(entries.filter(\.isRevived).map(\.record.id), run, db)
        try Record.create(ordered(entries.filter { $0.stored == nil }.map(\.record)), run, db)
        for entry in entries {
            guard let stored = entry.stored, stored != entry.record else { continue }
            try Record.update(entry.record, from: stored, run, db)
        }
    }
}
