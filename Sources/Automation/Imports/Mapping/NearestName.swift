/// Finds the known name that somebody probably meant.
package enum NearestName {
    /// The candidate with the fewest changed letters, unless too many differ.
    package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(name.lowercased())
        let nearest = candidates.map { ($0, distance(letters, Array($0.lowercased()))) }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let (candidate, changes) = nearest, changes <= max(2, letters.count / 2) else { return nil }
        return changes < max(letters.count, candidate.count) ? candidate : nil
    }

    /// How many letters must be changed, added or left out to make one of the other.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (letter == other ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
