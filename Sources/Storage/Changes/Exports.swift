import Foundation
import SQLEngines
import Sales

/// What a member takes out of the workspace.
package struct Export: Sendable, Equatable {
    package var kind: RecordKind
    package var format: String
    /// The filter's query.
    package var filter: [QueryItem]

    package init(kind: RecordKind, format: String, filter: [QueryItem]) {
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
                ("filter", .text(export.filter.logged)),
            ])
            let id = Identifier<AnyRecord>(at: access.now)
            let change = Change("export", id, version: 1, action: .created, after: values)
            try db.db.log([change], by: Origin(access))
        }
    }
}

extension [QueryItem] {
    /// As the change log has it, as `outcome=won&text=50%25`.
    var logged: String {
        map { item in
            let value = [("%", "%25"), ("&", "%26"), ("=", "%3D")].reduce(item.value) {
                $0.replacingOccurrences(of: $1.0, with: $1.1)
            }
            return "\(item.name)=\(value)"
        }
        .joined(separator: "&")
    }

    /// Reads what the change log has.
    package init(logged text: String) {
        self = text.split(separator: "&").compactMap { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return nil }
            return QueryItem(String(pair[0]), pair[1].removingPercentEncoding ?? String(pair[1]))
        }
    }
}
