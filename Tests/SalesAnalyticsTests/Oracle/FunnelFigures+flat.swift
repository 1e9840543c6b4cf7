import Sales
import SalesAnalytics

extension FunnelFigures {
    /// The engine's figures under the oracle's names.
    var flat: Figures {
        var flat = Figures()
        flat["population"] = Double(population)
        flat["open"] = Double(open)
        flat["won"] = Double(won)
        flat["lost"] = Double(lost)
        flat["movedOut"] = Double(movedOut)
        flat["repeats"] = Double(moves.repeats)
        flat["forward"] = Double(moves.forward)
        flat["backward"] = Double(moves.backward)
        flat["skip"] = Double(moves.skip)
        flat["lag n"] = Double(entryLagDays.n)
        flat["lag sum"] = Double(entryLagDays.n) * (entryLagDays.mean ?? 0)
        flat.add("won", wonAmount)
        flat.add("cycle", cycleDays)
        for stage in stages {
            let name = "\(stage.id.low)"
            flat["stood \(name)"] = Double(stage.stood)
            flat["standing \(name)"] = Double(stage.standing)
            flat["conversion \(name)"] = stage.conversion ?? 0
            flat.add("stay \(name)", stage.daysInStage)
            guard let reached = stage.reached, let amount = stage.reachedAmount else { continue }
            flat["reached \(name)"] = Double(reached)
            flat.add("reached \(name)", amount)
        }
        let names = Dictionary(uniqueKeysWithValues: stages.map { ($0.name, $0.id.low) })
        for change in transitions {
            let from = change.from.flatMap { names[$0] } ?? 0
            flat["\(from) → \(change.to.flatMap { names[$0] } ?? 0)"] = Double(change.count)
        }
        return flat.filter { $0.value != 0 }.merging(["population": Double(population)]) { $1 }
    }

    /// Whether every share is one and every part fits its whole.
    var isSound: Bool {
        let shares =
            [winRate, overall, overallByAmount]
            + stages.flatMap { [$0.conversion, $0.conversionByAmount, $0.share, $0.shareByAmount] }
        let entries = stages.reduce(0) { $0 + $1.entries }
        let exits = stages.reduce(0) { $0 + $1.exits.total }
        let isBalanced =
            entries + transitions.filter { $0.to == nil }.reduce(0) { $0 + $1.count }
            == exits + transitions.filter { $0.from == nil }.reduce(0) { $0 + $1.count }
        return isBalanced && shares.allSatisfy { $0.map { $0 >= 0 && $0 <= 1 } ?? true }
    }
}

extension Figures {
    fileprivate mutating func add(_ name: String, _ amount: AmountFigures) {
        self["\(name) amount"] = Double(amount.minor)
        self["\(name) with"] = Double(amount.withAmount)
        self["\(name) other"] = Double(amount.otherCurrency)
    }

    fileprivate mutating func add(_ name: String, _ duration: DurationFigures) {
        self["\(name) n"] = Double(duration.n)
        self["\(name) mean"] = duration.mean ?? 0
        self["\(name) median"] = duration.median ?? 0
        self["\(name) p90"] = duration.p90 ?? 0
    }

    /// The names under which the two differ, by more than rounding.
    func differences(from other: Figures) -> [String] {
        Set(keys).union(other.keys).sorted().compactMap { key in
            let (one, two) = (self[key] ?? 0, other[key] ?? 0)
            return abs(one - two) < 1e-9 * Swift.max(1, abs(one)) ? nil : "\(key): \(one) ≠ \(two)"
        }
    }
}
