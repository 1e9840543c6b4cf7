import SQLEngines
import Sales

/// A merge that somebody asks for: which of two records stays, and what it takes from the one that goes.
package struct NewMerge<Record>: Sendable {
    package var survivorID: Identifier<Record>
    package var survivorVersion: Int
    package var mergedID: Identifier<Record>
    package var mergedVersion: Int
    /// The fields, by their names in the change log, whose value is taken though the survivor has one; what it has not
    /// it takes anyway.
    package var taken: Set<String>

    package init(
        _ merged: (id: Identifier<Record>, version: Int),
        into survivor: (id: Identifier<Record>, version: Int)
    ) {
        (mergedID, mergedVersion) = merged
        (survivorID, survivorVersion) = survivor
        taken = []
    }
}

/// A merge that was made.
package struct Merge: Sendable, Equatable {
    package var id: Identifier<Merge>
    package var recordKind: String
    package var survivorID: Identifier<AnyRecord>
    package var mergedID: Identifier<AnyRecord>
    /// The survivor's version after it took values; nil where it took none.
    var survivorVersion: Int?
    /// The version of the merged record after it gave its external key away.
    var releasedVersion: Int?
    var mergedVersion: Int
    package var mergedAt: Instant
    package var undoneAt: Instant?
}

extension Merge: SQLReadable {
    static let columns: SQL = """
        id, record_kind, survivor_id, merged_id, survivor_version, released_version, merged_version, merged_at, undone_at
        """

    package init(from row: inout Row) throws {
        try self.init(
            id: row.next(),
            recordKind: row.next(),
            survivorID: row.next(),
            mergedID: row.next(),
            survivorVersion: row.next(),
            releasedVersion: row.next(),
            mergedVersion: row.next(),
            mergedAt: row.next(),
            undoneAt: row.next()
        )
    }
}

/// What became of the parts of a merge that was undone.
package struct MergeUndo: Sendable, Equatable {
    /// How many records hang on the one that came back again.
    package var returned: Int
    /// How many stay where somebody has put them since.
    package var kept: Int

    package init(returned: Int, kept: Int) {
        self.returned = returned
        self.kept = kept
    }
}

/// A record of which two can be made one.
protocol MergeableRecord: StoredRecord, SearchedRecord {
    /// What refers to such records: a kind of record, its table and the column.
    static var references: [MergeReference] { get }
}

struct MergeReference {
    var kind: SearchKind
    /// The field's name in the change log.
    var field: String
    var column: SQL
}

extension Account: MergeableRecord {
    static let references = [
        MergeReference(kind: .contact, field: "account", column: "account_id"),
        MergeReference(kind: .opportunity, field: "account", column: "account_id"),
        MergeReference(kind: .account, field: "parent", column: "parent_id"),
    ]
}

extension Contact: MergeableRecord {
    static let references: [MergeReference] = []
}
