extension FieldChange {
    /// Writes the row's value into a record's field, or clears it, or leaves it.
    package func apply(to field: inout Value?) {
        switch self {
        case .keep: break
        case .clear: field = nil
        case .set(let value): field = value
        }
    }

    /// Writes the row's value into a field that is never empty.
    package func apply(to field: inout Value) {
        if case .set(let value) = self { field = value }
    }
}
