import SQLEngines
import Sales

extension ScopedConnection {
    /// Texts of own fields that begin with what is looked for, as an index by the order of the texts has them; nil
    /// where the member sees no field of texts.
    ///
    /// They are not among what a record is found by for all: each member is answered from the fields that they see.
    func ownTexts(beginningWith text: String, _ kind: SearchKind) throws -> SQL? {
        let text = text.asTyped
        guard let holder = FieldHolder(rawValue: kind.rawValue), !text.isEmpty else { return nil }
        let fields = try fieldDefinitions(holder).filter { $0.type == .text && !$0.isRetired }
        if fields.isEmpty { return nil }
        let start = text.sortKey
        return """
            SELECT record_id, text_value AS text FROM field_values
            WHERE workspace_id = \(key) AND field_id IN (\(list: fields.map(\.id)))
                AND text_sort >= \(start) AND text_sort < \(start + "\u{10FFFF}")
                AND text_folded LIKE \(text.likeBeginning) ESCAPE '\\'
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
