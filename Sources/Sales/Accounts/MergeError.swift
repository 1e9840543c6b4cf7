/// Why two records cannot be made one.
package enum MergeError: Error, Equatable, Sendable {
    case sameRecord
    /// The one that would stay lies under the one that would go, or would come to lie under itself.
    case cycle
    case unknownField(String)
    /// The merge was taken back already, or what went was brought back otherwise.
    case undone
    /// What went was changed or merged further since.
    case changedSince
}

extension MergeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .sameRecord: "A record cannot be merged with itself. Choose two."
        case .cycle:
            "The account would come to lie under itself in the hierarchy. "
                + "Merge the lower account into the upper one, or change the parent account first."
        case .unknownField(let name): "There is no field \(name) that a merge could take."
        case .undone: "This merge was undone already."
        case .changedSince: "The merged record was changed since. Undo the later merge first."
        }
    }
}
