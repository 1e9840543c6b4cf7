import Sales
import SalesAnalytics

/// Figures by name, so that two ways of counting can be compared.
typealias Figures = [String: Double]

extension Oracle {
    func whole() -> Figures { question.view == .cohort ? cohort(members()) : movements(stories()) }

    /// The figures of each group of which there is a member.
    func groups() -> [String: Figures] {
        guard question.view == .period else {
            return byKey(members()).mapValues(cohort)
        }
        return byKey(stories()).mapValues(movements).filter { $0.value["population"]! > 0 }
    }

    private func byKey(_ stories: [Story]) -> [String: [Story]] {
        var groups: [String: [Story]] = [:]
        for story in stories { for key in keys(story) { groups[key, default: []].append(story) } }
        return groups
    }

    private func members() -> [Story] {
        guard question.from != nil || question.to != nil else { return stories() }
        return stories().filter { story in
            let entry = story.changes[0].revision
            return entry.precision != .undated && period.contains(time(entry)) && entry.happenedAt <= at
        }
    }

    private func cohort(_ stories: [Story]) -> Figures {
        var figures = Figures()
        var reached: [[Story]] = Array(repeating: [], count: openStages.count)
        for story in stories {
            let outcome = kind(story.changes.last!.to)
            let visited = story.changes.compactMap(\.to)
            figures["population", default: 0] += 1
            figures[outcome?.rawValue ?? "movedOut", default: 0] += 1
            if let stage = story.changes.last!.to { figures["standing \(stage.low)", default: 0] += 1 }
            for stage in Set(visited) { figures["stood \(stage.low)", default: 0] += 1 }
            let depth = outcome == .won ? openStages.count - 1 : visited.compactMap(depth).max() ?? 0
            for stage in 0...depth { reached[stage].append(story) }
            addChanges(story.changes, &figures)
            figures["repeats", default: 0] += Double(story.repeats.count)
        }
        for (order, stage) in openStages.enumerated() {
            figures["reached \(stage.low)"] = Double(reached[order].count)
            addAmount(reached[order], "reached \(stage.low)", &figures)
        }
        let won = stories.filter { kind($0.changes.last!.to) == .won }
        for (order, stage) in openStages.enumerated() where !reached[order].isEmpty {
            let next = order + 1 < openStages.count ? reached[order + 1].count : won.count
            figures["conversion \(stage.low)"] = Double(next) / Double(reached[order].count)
        }
        addAmount(won, "won", &figures)
        addDurations("cycle", won.map { cycle($0, $0.changes) }, &figures)
        addStays(stories.map { ($0.changes, $0.changes) }, &figures)
        addLags(stories.map(\.revisions), &figures)
        return figures.filter { $0.value != 0 }.merging(["population": Double(stories.count)]) { $1 }
    }

    /// From the creation to the closing: the change by which the record came into won stages for good.
    private func cycle(_ story: Story, _ changes: [Change]) -> Double? {
        let closing = changes.last { kind($0.to) == .won && kind($0.from) != .won }!
        return duration(story.revisions[0], closing.revision)
    }

    private func movements(_ stories: [Story]) -> Figures {
        var figures = Figures()
        var won: [Story] = []
        var cycles: [Double?] = []
        var stays: [([Change], [Change])] = []
        var population = 0.0
        for story in stories {
            let before = story.changes.prefix { time($0.revision) < period.lowerBound }
            let within = story.changes.dropFirst(before.count).prefix { time($0.revision) <= period.upperBound }
            let rows = story.revisions.filter { period.contains(time($0)) }
            stays.append((story.changes, Array(within)))
            addLags([rows], &figures)
            figures["repeats", default: 0] += Double(story.repeats.count { period.contains(time($0)) })
            addChanges(Array(within), &figures)
            let standing = (before + within).last?.to
            if let standing { figures["standing \(standing.low)", default: 0] += 1 }
            if kind(standing) == .open { figures["open", default: 0] += 1 }
            let isCarried = kind(before.last?.to) == .open
            guard !within.isEmpty || isCarried else { continue }
            population += 1
            if standing == nil { figures["movedOut", default: 0] += 1 }
            let stood = Set(within.flatMap { [$0.from, $0.to] } + [isCarried ? before.last?.to : nil])
            for stage in stood { if let stage { figures["stood \(stage.low)", default: 0] += 1 } }
            let closing = within.last { [.won, .lost].contains(kind($0.to)) && kind($0.from) != kind($0.to) }
            guard let closing, let outcome = kind(closing.to) else { continue }
            figures[outcome.rawValue, default: 0] += 1
            if outcome == .won {
                won.append(story)
                cycles.append(duration(story.revisions[0], closing.revision))
            }
        }
        addAmount(won, "won", &figures)
        addDurations("cycle", cycles, &figures)
        addConversions(stays.flatMap(\.1), &figures)
        addStays(stays, &figures)
        return figures.filter { $0.value != 0 }.merging(["population": population]) { $1 }
    }
}

extension Oracle {
    private func addChanges(_ changes: [Change], _ figures: inout Figures) {
        for change in changes {
            figures["\(change.from?.low ?? 0) → \(change.to?.low ?? 0)", default: 0] += 1
            guard let from = change.from, let to = change.to, let one = depth(from), let other = depth(to) else {
                continue
            }
            figures[isForward(from, to) ? "forward" : "backward", default: 0] += 1
            if other > one + 1 { figures["skip", default: 0] += 1 }
        }
    }

    /// Whether the second open stage is later; a retired one lies just behind the one that preceded it.
    private func isForward(_ from: Identifier<Stage>, _ to: Identifier<Stage>) -> Bool {
        func place(_ stage: Identifier<Stage>) -> Int { depth(stage)! * 2 + (openStages.contains(stage) ? 0 : 1) }
        return place(to) > place(from)
    }

    /// Of the stays in open stages that ended, the share that ended in a later one or won.
    private func addConversions(_ ends: [Change], _ figures: inout Figures) {
        for (from, ends) in Dictionary(grouping: ends, by: \.from) {
            guard let from, kind(from) == .open else { continue }
            let advanced = ends.count { end in
                guard let to = end.to else { return false }
                return kind(to) == .won || kind(to) == .open && isForward(from, to)
            }
            figures["conversion \(from.low)"] = Double(advanced) / Double(ends.count)
        }
    }

    private func addAmount(_ stories: [Story], _ name: String, _ figures: inout Figures) {
        let amounts = stories.compactMap(\.state.amount)
        figures["\(name) amount"] = amounts.reduce(0) { $0 + ($1.currency == World.usd ? Double($1.minor) : 0) }
        figures["\(name) with"] = Double(amounts.count { $0.currency == World.usd })
        figures["\(name) other"] = Double(amounts.count { $0.currency != World.usd })
    }

    /// Of each record all changes, and those that may have ended a stay.
    private func addStays(_ stories: [([Change], [Change])], _ figures: inout Figures) {
        var stays: [UInt64: [Double?]] = [:]
        for (changes, ends) in stories {
            for end in ends {
                guard let stage = end.from else { continue }
                let begin = changes.last { $0.to == stage && $0.revision.precedes(end.revision) }!
                stays[stage.low, default: []].append(duration(begin.revision, end.revision))
            }
        }
        for (stage, values) in stays { addDurations("stay \(stage)", values, &figures) }
    }

    private func addLags(_ revisions: [[Revision]], _ figures: inout Figures) {
        let entered = revisions.joined().filter { $0.cause == .person && $0.precision != .undated }
        let lags = entered.map { $0.recordedAt.days(since: $0.happenedAt) }
        figures["lag n", default: 0] += Double(lags.count)
        figures["lag sum", default: 0] += lags.reduce(0, +)
    }

    private func addDurations(_ name: String, _ values: [Double?], _ figures: inout Figures) {
        let sorted = values.compactMap { $0 }.sorted()
        guard !sorted.isEmpty else { return }
        let middle = sorted.count / 2
        figures["\(name) n"] = Double(sorted.count)
        figures["\(name) mean"] = sorted.reduce(0, +) / Double(sorted.count)
        figures["\(name) median"] = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        figures["\(name) p90"] = sorted[Int((0.9 * Double(sorted.count)).rounded(.up)) - 1]
    }
}

extension Revision {
    func precedes(_ other: Revision) -> Bool { (happenedAt, number) < (other.happenedAt, other.number) }
}
