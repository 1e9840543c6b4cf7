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

    /// Finds what is there of the batch's keys and names.
    init(
        keys: [String],
        names: [String],
        existing: ImportMapping.Existing,
        _ db: ScopedConnection
    ) throws {
        self.existing = existing
        let found: [String: Found<Record>] = try db.records(externalKeys: Array(Set(keys)))
        for (key, found) in found.sorted(by: { $0.key < $1.key }) {
            byKey[key] = entries.count
            entries.append(Entry(record: found.record, stored: found.record, isGone: found.isGone))
        }
        let places = Dictionary(uniqueKeysWithValues: entries.indices.map { (entries[$0].record.id, $0) })
        let named: [String: [Record]] = try db.records(foldedNames: Array(Set(names.map(\.folded))))
        for (name, records) in named {
            for record in records {
                byName[name, default: []].append(places[record.id] ?? entries.count)
                if places[record.id] == nil { entries.append(Entry(record: record, stored: record)) }
            }
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
            return try change(index, key: key, isPlaceholder: isPlaceholder, apply: apply)
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
        key: String?,
        isPlaceholder: (Record) -> Bool,
        apply: (inout Record) throws -> Void
    ) throws -> (result: RowResult, record: Record) {
        let before = entries[index].record
        let isNew = isPlaceholder(before)
        let isGone = entries[index].isGone
        if existing == .skip && !isGone && !isNew { return (.skipped, before) }
        var record = before
        record.externalKey = record.externalKey ?? key
        try apply(&record)
        entries[index].record = record
        if let key { byKey[key] = index }
        if isGone || isNew {
            (entries[index].isGone, entries[index].isRevived) = (false, isGone || entries[index].isRevived)
            return (.created, record)
        }
        return (record == before ? .skipped : .updated, record)
    }

    private func index(row: Int, key: String?, name: String?) throws(RowProblem) -> Int? {
        if existing == .create { return nil }
        if let key { return byKey[key] ?? nameless(name) }
        guard let name, let indexes = byName[name.folded] else { return nil }
        guard indexes.count == 1 else {
            let sentence = "There are \(indexes.count) \(Record.noun)s of that name; give the mapping a key column."
            throw RowProblem(row: row, column: "name", value: name, sentence: sentence)
        }
        return indexes[0]
    }

    /// The one record of that name without a key, made by name or by hand before its own system's file came.
    private func nameless(_ name: String?) -> Int? {
        guard Record.isKnownByName, let name else { return nil }
        let indexes = (byName[name.folded] ?? []).filter { entries[$0].record.externalKey == nil }
        return indexes.count == 1 ? indexes[0] : nil
    }

    private mutating func remember(_ entry: Entry, key: String?) {
        let index = entries.count
        entries.append(entry)
        if existing == .create { return }
        if let key { byKey[key] = index } else { byName[entry.record.name.folded, default: []].append(index) }
    }

    /// Writes what the rows made and changed; `ordered` puts what others refer to first.
    func write(_ run: Import, _ db: ScopedConnection, ordered: ([Record]) -> [Record] = { $0 }) throws {
        try db.revive(entries.filter(\.isRevived).map(\.record.id), in: run)
        try db.create(ordered(entries.filter { $0.stored == nil }.map(\.record)), in: run)
        for entry in entries {
            guard let stored = entry.stored, stored != entry.record else { continue }
            try db.update(entry.record, from: stored, in: run)
        }
    }
}
