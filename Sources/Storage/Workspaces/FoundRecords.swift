/// How many records the doctor found something at, with the first of them.
struct FoundRecords: Sendable {
    static let restore = "Restore a backup and report this."

    private var count = 0
    private var examples: [String] = []

    mutating func add(_ id: some CustomStringConvertible) {
        count += 1
        if examples.count < 10 { examples.append("\(id)") }
    }

    /// What was found and what to do; nil where nothing was.
    func sentence(_ what: String, _ advice: String) -> String? {
        count == 0 ? nil : "\(count) \(what) (\(examples.joined(separator: ", "))). \(advice)"
    }
}
