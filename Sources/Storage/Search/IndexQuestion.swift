import Sales

/// What the index is asked: entries that have all pieces of one of the alternatives.
///
/// A piece has letters and digits only, so none can be taken for an operator of an engine.
struct IndexQuestion {
    struct Piece {
        var token: String
        /// Whether every piece that begins with it is meant.
        var isBeginning = false
    }

    var alternatives: [[Piece]]

    init(_ query: SearchQuery, _ kind: SearchKind, in workspace: Int64) {
        let (whole, beginnings) = query.grams
        alternatives = [
            whole.map { Piece(token: kind.token($0, in: workspace)) }
                + beginnings.map { Piece(token: kind.token($0, in: workspace), isBeginning: true) }
        ]
    }

    init(_ keys: [DuplicateKey], _ kind: SearchKind, in workspace: Int64) {
        alternatives = keys.map { [Piece(token: kind.keyToken($0.code, in: workspace))] }
    }

    /// The question in the words of an engine.
    func text(and: String, or: String, _ piece: (Piece) -> String) -> String {
        alternatives.map { "(" + $0.map(piece).joined(separator: and) + ")" }.joined(separator: or)
    }
}
