import Sales

/// The records' identifiers by index, and the way back, in sorted runs that new records extend cheaply.
struct RecordIndex: Sendable {
    private(set) var runs: [Run] = []
    private(set) var count = 0

    /// Records of consecutive indices.
    struct Run: Sendable {
        let first: Int
        let identifiers: [Identifier<Opportunity>]
        /// The places in the identifiers' order, empty where the records came in it.
        private let order: [UInt32]

        init(first: Int, _ identifiers: [Identifier<Opportunity>]) {
            self.first = first
            self.identifiers = identifiers
            let isAscending = zip(identifiers, identifiers.dropFirst()).allSatisfy { $0 < $1 }
            let places = 0..<UInt32(identifiers.count)
            order = isAscending ? [] : places.sorted { identifiers[Int($0)] < identifiers[Int($1)] }
        }

        var byteCount: Int { identifiers.count * 16 + order.count * 4 }

        func number(of identifier: Identifier<Opportunity>) -> UInt32? {
            var low = 0
            var high = identifiers.count
            while low < high {
                let middle = (low + high) / 2
                if identifiers[place(middle)] < identifier { low = middle + 1 } else { high = middle }
            }
            guard low < identifiers.count, identifiers[place(low)] == identifier else { return nil }
            return UInt32(first + place(low))
        }

        private func place(_ rank: Int) -> Int { order.isEmpty ? rank : Int(order[rank]) }
    }

    var byteCount: Int { runs.reduce(0) { $0 + $1.byteCount } }

    func number(of identifier: Identifier<Opportunity>) -> UInt32? {
        for run in runs.reversed() {
            if let number = run.number(of: identifier) { return number }
        }
        return nil
    }

    subscript(index: Int) -> Identifier<Opportunity> {
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].first <= index { low = middle } else { high = middle }
        }
        return runs[low].identifiers[index - runs[low].first]
    }

    /// Gives the next indices to records that are new.
    mutating func append(_ identifiers: [Identifier<Opportunity>]) {
        guard !identifiers.isEmpty else { return }
        runs.append(Run(first: count, identifiers))
        count += identifiers.count
        while runs.count > 1, runs[runs.count - 2].identifiers.count < 2 * runs[runs.count - 1].identifiers.count {
            let last = runs.removeLast()
            let before = runs.removeLast()
            runs.append(Run(first: before.first, before.identifiers + last.identifiers))
        }
    }
}
