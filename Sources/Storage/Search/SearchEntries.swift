import SQLEngines
import Sales

/// What a record is found by, with the record.
struct StoredSearchEntry {
    var kind: SearchKind
    var recordID: Identifier<AnyRecord>
    var entry: SearchEntry

    init(_ kind: SearchKind, _ recordID: Identifier<AnyRecord>, _ entry: SearchEntry) {
        self.kind = kind
        self.recordID = recordID
        self.entry = entry
    }

    /// The codes of its keys with blanks between them.
    var storedKeys: String? { entry.keyCodes.isEmpty ? nil : entry.keyCodes.joined(separator: " ") }

    /// What the index has of it.
    func tokens(in workspace: Int64) -> [String] {
        entry.grams.map { kind.token($0, in: workspace) } + entry.keyCodes.map { kind.keyToken($0, in: workspace) }
    }
}

extension Connection {
    func add(_ entries: [StoredSearchEntry], in workspace: Int64) throws {
        if entries.isEmpty { return }
        if hasSearchIndexBeside {
            try addBesideIndex(entries, in: workspace)
        } else {
            try addWithVectors(entries, in: workspace)
        }
    }

    /// Stores what a record is found by from now on.
    func replaceSearchEntry(_ new: StoredSearchEntry, in workspace: Int64) throws {
        if hasSearchIndexBeside {
            try replaceBesideIndex(new, in: workspace)
        } else {
            try replaceWithVector(new, in: workspace)
        }
    }

    /// Whether the index is a table of its own, as FTS5's on SQLite.
    var hasSearchIndexBeside: Bool { commitsInOrder }
}
