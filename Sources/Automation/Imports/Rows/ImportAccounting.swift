/// How many rows of a file became what; the four always add up to the rows.
package struct ImportAccounting: Equatable, Sendable {
    package var created = 0
    package var updated = 0
    /// Left alone: the record is there and unchanged, or the mapping leaves the row out.
    package var skipped = 0
    package var failed = 0

    package init(created: Int = 0, updated: Int = 0, skipped: Int = 0, failed: Int = 0) {
        self.created = created
        self.updated = updated
        self.skipped = skipped
        self.failed = failed
    }

    package var rows: Int { created + updated + skipped + failed }

    /// Refuses a result that does not account for every row of the file.
    package func check(rows expected: Int) throws(ImportAccountingError) {
        if rows != expected { throw ImportAccountingError(counted: self, rows: expected) }
    }

    package static func + (left: Self, right: Self) -> Self {
        Self(
            created: left.created + right.created,
            updated: left.updated + right.updated,
            skipped: left.skipped + right.skipped,
            failed: left.failed + right.failed
        )
    }
}

/// An import that lost count of its rows, which is a bug and must not pass for a result.
package struct ImportAccountingError: Error, Equatable, CustomStringConvertible {
    package var counted: ImportAccounting
    package var rows: Int

    package var description: String {
        "The file has \(rows) rows but \(counted.created) created, \(counted.updated) updated, "
            + "\(counted.skipped) skipped and \(counted.failed) failed make \(counted.rows)."
    }
}
