import SQLEngines
import Sales

/// There is no such record, or the person may not see it.
package struct NotFound: Error, Equatable {
    package var kind: String

    package init(kind: String = "record") { self.kind = kind }
}

/// Someone else changed the same fields since the record was read.
package struct ChangedMeanwhile: Error, Equatable {
    package var fields: [String]

    package init(fields: [String] = []) { self.fields = fields }
}

/// The person may see this but not change it.
package struct NotAllowed: Error, Equatable {
    /// What is missing, where it is one right.
    package var right: Rights?
    package var kind: RecordKind?

    package init(_ right: Rights? = nil, _ kind: RecordKind? = nil) {
        self.right = right
        self.kind = kind
    }
}

extension NotFound: CustomStringConvertible {
    package var description: String { "There is no such \(kind), or you may not see it." }
}

extension ChangedMeanwhile: CustomStringConvertible {
    package var description: String {
        "Someone else changed \(fields.isEmpty ? "this record" : fields.joined(separator: ", ")) meanwhile. "
            + "Look at the current state and try again."
    }
}

extension NotAllowed: CustomStringConvertible {
    package var description: String {
        let named = right.map { "the right to \($0.names.joined(separator: " and ")) \(kind?.rawValue ?? "records")" }
        return
            "You may not do this; it needs \(named ?? "a right") that you do not have. Ask an owner or administrator."
    }
}

extension Connection {
    func find<Record: SQLReadable>(_ sql: SQL, kind: String) throws -> Record {
        let found: [Record] = try once(sql)
        guard let record = found.first else { throw NotFound(kind: kind) }
        return record
    }
}
