import SQLEngines
import Sales

extension ScopedConnection {
    /// Texts of own fields that begin with what is looked for, as an index by the order of the texts has them; nil
    /// where the member sees no field of texts.
    ///
    /// Of a member who sees few records only theirs are looked at; else so many of those that the member sees.
    ///
    /// They are not among what a record is found by for all: each member is answered from the fields that they see.
    func ownTexts(beginningWith text: String, _ kind: SearchKind, among records: SQL?) throws -> SQL? {
        let text = text.asTyped
        guard let holder = FieldHolder(rawValue: kind.rawValue), !text.isEmpty else { return nil }
        let fields = try fieldDefinitions(holder).filter { $0.type == .text && !$0.isRetired }
        if fields.isEmpty { return nil }
        let start = text.sortKey
        let isSeen: SQL =
            if let records {
                "record_id IN (\(records))"
            } else {
                """
                EXISTS (
                    SELECT 1 FROM \(kind.table) AS r
                    WHERE r.workspace_id = \(key) AND r.id = record_id AND \(isVisible("r", kind))
                )
                """
            }
        return """
            SELECT record_id, text_value AS text FROM field_values
            WHERE workspace_id = \(key) AND field_id IN (\(list: fields.map(\.id)))
                AND text_sort >= \(start) AND text_sort < \(start + "\u{10FFFF}")
                AND text_folded LIKE \(text.likeBeginning) ESCAPE '\\'
                AND \(isSeen)
            LIMIT \(SearchBound.beginning)
            """
    }
}

extension String {
    /// What somebody looks for, folded, without blanks around it.
    var asTyped: String {
        let folded = folded
        let kept = folded.drop { $0.isWhitespace }
        return String(kept.reversed().drop { $0.isWhitespace }.reversed())
    }
}
