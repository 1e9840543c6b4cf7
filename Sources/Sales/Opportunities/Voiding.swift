/// A rule of taking revisions back that was broken.
package enum VoidingError: Error, Equatable {
    case nothingNamed
    case unknown([Int])
    case voidedAlready([Int])
    /// Those that only take others back; a void is never taken back.
    case setNothing([Int])
    /// What would be left never began, or never entered a stage.
    case creationAlone
}

extension VoidingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nothingNamed: "No change is named that should be taken back."
        case .unknown(let numbers): "The opportunity has no \(changes(numbers))."
        case .voidedAlready(let numbers): "Taken back already: \(changes(numbers))."
        case .setNothing(let numbers): "What takes others back cannot be taken back itself: \(changes(numbers))."
        case .creationAlone:
            "The beginning cannot be taken back while later changes stay. Take all of them back, or only later ones."
        }
    }

    private func changes(_ numbers: [Int]) -> String {
        "change \(numbers.map(String.init).joined(separator: ", "))"
    }
}

extension [Revision] {
    /// The numbers in order, each once, if these revisions of a whole history can be taken back; else the broken rule.
    package func voidable(_ numbers: [Int]) throws(VoidingError) -> [Int] {
        let named = Set(numbers).sorted()
        if named.isEmpty { throw .nothingNamed }
        let unknown = named.filter { number in !contains { $0.number == number } }
        if !unknown.isEmpty { throw .unknown(unknown) }
        let chosen = filter { named.contains($0.number) }
        let voided = chosen.filter { $0.voidedAt != nil }
        if !voided.isEmpty { throw .voidedAlready(voided.map(\.number)) }
        let empty = chosen.filter(\.fields.isEmpty)
        if !empty.isEmpty { throw .setNothing(empty.map(\.number)) }
        guard let left = OpportunityStanding(filter { !named.contains($0.number) }) else { return named }
        // Without its creation a record that moved would stand in a stage, with neither owner nor amount.
        let isWhole = left.values.pipelineID != nil && left.values.stageID != nil && left.values.outcome != nil
        if named.first == 1 || !isWhole { throw .creationAlone }
        return named
    }
}

/// A rule of undoing a move that was broken.
package enum MoveUndoError: Error, Equatable {
    case notAMove
    case undoneAlready
    /// Somebody moved the opportunity since.
    case movedSince
}

extension MoveUndoError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAMove: "This change is no move of the opportunity."
        case .undoneAlready: "This move was undone already."
        case .movedSince: "The opportunity was moved again since; undo the newest move first."
        }
    }
}

extension [Revision] {
    /// Checks that the revision is the newest move of a whole history, and stands.
    package func requireUndoableMove(_ number: Int) throws(MoveUndoError) {
        guard let move = first(where: { $0.number == number }), move.fields.contains(.stage), number > 1 else {
            throw .notAMove
        }
        if move.voidedAt != nil { throw .undoneAlready }
        if contains(where: { $0.number > number && $0.voidedAt == nil && $0.fields.contains(.stage) }) {
            throw .movedSince
        }
    }
}
