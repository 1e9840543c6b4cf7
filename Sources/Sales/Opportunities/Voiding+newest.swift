extension Sequence<Revision> {
    /// The newest change that holds, where a person made it and the record was there before: the one that undo takes
    /// back.
    package var undoable: Revision? {
        let newest = filter { $0.voidedAt == nil && !$0.fields.isEmpty }.max { $0.number < $1.number }
        guard let newest, newest.cause == .person, newest.number > 1 else { return nil }
        return newest
    }
}
