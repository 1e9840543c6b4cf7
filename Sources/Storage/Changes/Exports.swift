import SQLEngines
import Sales

/// What a member takes out of the workspace.
package struct Export: Sendable, Equatable {
    package var kind: RecordKind
    package var format: String
    /// The filter as the URL has it.
    package var filter: String

    package init(kind: RecordKind, format: String, filter: String) {
        (self.kind, self.format, self.filter) = (kind, format, filter)
    }
}

extension Store {
    /// Writes in the change log who takes what, before the first row; refuses who has no right to.
    package func begin(_ export: Export, _ access: Access) async throws {
        try await writeOwn(access) { db in
            try db.require(.export, export.kind)
            try db.require(.see, export.kind)
            let values = FieldValues([
                ("kind", .text(export.kind.rawValue)), ("format", .text(export.format)),
                ("filter", .text(export.filter)),
            ])
            let id = Identifier<AnyRecord>(at: access.now)
            let change = Change("export", id, version: 1, action: .created, after: values)
            try db.db.log([change], by: Origin(access))
        }
    }
}
