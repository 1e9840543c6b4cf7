import SQLEngines
import Sales

extension BulkAction {
    /// The tag that is put on records or taken off them.
    var tag: Identifier<Tag>? {
        switch self {
        case .addTag(let tag), .removeTag(let tag): tag
        case .setOwner, .setExpectedCloseDate, .move, .setField, .delete, .restore: nil
        }
    }
}

extension ScopedConnection {
    /// Puts a tag back on a record or takes it off again; false where somebody has done so already, or the record lies
    /// in the bin.
    func reverseTagging(
        _ kind: BinKind,
        _ id: Identifier<AnyRecord>,
        adding: [Identifier<Tag>] = [],
        removing: [Identifier<Tag>] = []
    ) throws -> Bool {
        let isThere: Int64? = try db.first(
            "SELECT 1 FROM \(kind.table) WHERE workspace_id = \(key) AND id = \(id) AND deleted_at IS NULL"
        )
        if isThere == nil { return false }
        return try db.changeTags(of: kind, id, adding: adding, removing: removing, by: Origin(access)) != nil
    }
}
