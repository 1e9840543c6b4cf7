import Sales

/// The cohort view: the records that entered the pipeline within the period, followed to the as-of instant.
struct Cohort {
    let inquiry: Inquiry

    func report() -> (figures: FunnelFigures, groups: [FunnelGroup]) {
        guard inquiry.question.dimension != nil else {
            let whole = GroupedSums(inquiry, tally())
            return (figures(whole, Times(self, whole, groups: nil), 0), [])
        }
        let members = self.members()
        let grouped = members.grouped(inquiry)
        let whole = GroupedSums(inquiry, members.tallies(inquiry))
        let times = Times(self, grouped, groups: members.groups)
        var groups: [FunnelGroup] = []
        for (place, group) in grouped.sums.enumerated() {
            let key = inquiry.grouping.keys[group.number]
            groups.append(FunnelGroup(key: key.name, id: key.id, figures: figures(grouped, times, place)))
        }
        return (figures(whole, Times(self, whole, groups: nil), 0), groups.inOrder())
    }

    /// How many records took each path.
    private func tally() -> [Tally] {
        var tallies = [Tally](repeating: Tally(), count: inquiry.runs.nodeCount)
        tallies.withUnsafeMutableBufferPointer { tallies in
            forEachMember { run, record, start, end in
                let node = run.base + Int(run.segment.nodes.pointer[end - 1])
                inquiry.weigh(run, record, end, into: &tallies[node])
            }
        }
        return tallies
    }

    private func members() -> Members {
        var members = Members()
        forEachMember { run, record, start, end in
            var tally = Tally()
            inquiry.weigh(run, record, end, into: &tally)
            let entry = inquiry.entry(run, start)
            members.nodes.append(UInt32(run.base) + run.segment.nodes.pointer[end - 1])
            members.groups.append(UInt32(inquiry.group(run, record, start, end, entry: entry)))
            members.tallies.append(tally)
        }
        return members
    }

    /// Calls `body` with each record of the cohort and its rows up to the as-of instant, always in the same order.
    @inline(__always)
    func forEachMember(_ body: (_ run: Run, _ record: Int, _ start: Int, _ end: Int) -> Void) {
        let touches = inquiry.touches.pointer
        for run in inquiry.runs.runs {
            let (nodes, marks) = (run.segment.nodes.pointer, run.segment.marks.pointer)
            run.forEachRecord { record, start, end in
                guard touches[run.base + Int(nodes[end - 1])] else { return }
                if !inquiry.window.isOpen {
                    let entry = inquiry.entry(run, start)
                    guard inquiry.window.contains(run.segment.happened.pointer[entry], marks[entry]) else { return }
                }
                body(run, record, start, end)
            }
        }
    }
}

/// The records of a cohort, in the order in which they are visited.
struct Members {
    var nodes: [UInt32] = []
    var groups: [UInt32] = []
    var tallies: [Tally] = []

    /// How many of all took each path.
    func tallies(_ inquiry: Inquiry) -> [Tally] {
        var sums = [Tally](repeating: Tally(), count: inquiry.runs.nodeCount)
        for (node, tally) in zip(nodes, tallies) { sums[Int(node)].add(tally) }
        return sums
    }

    /// The sums of each group that has a member.
    func grouped(_ inquiry: Inquiry) -> GroupedSums {
        var counts = [Int](repeating: 0, count: inquiry.grouping.keys.count + 1)
        for group in groups { counts[Int(group) + 1] += 1 }
        for group in 1..<counts.count { counts[group] += counts[group - 1] }
        let starts = counts
        var order = [UInt32](repeating: 0, count: groups.count)
        for (member, group) in groups.enumerated() {
            order[counts[Int(group)]] = UInt32(member)
            counts[Int(group)] += 1
        }
        var sums = GroupedSums()
        var tallies = [Tally](repeating: Tally(), count: inquiry.runs.nodeCount)
        for group in 0..<starts.count - 1 where starts[group] < starts[group + 1] {
            var touched: [Int] = []
            for member in order[starts[group]..<starts[group + 1]] {
                let node = Int(nodes[Int(member)])
                if tallies[node].count == 0 { touched.append(node) }
                tallies[node].add(self.tallies[Int(member)])
            }
            sums.append(group, inquiry, tallies, touched.sorted())
            for node in touched { tallies[node] = Tally() }
        }
        return sums
    }
}

/// The sums of groups, and how many stays may have ended in each stage.
struct GroupedSums {
    private(set) var sums: [(number: Int, sums: PathSums)] = []

    init() {}

    init(_ inquiry: Inquiry, _ tallies: [Tally]) {
        append(0, inquiry, tallies, tallies.indices.filter { tallies[$0].count > 0 })
    }

    mutating func append(_ group: Int, _ inquiry: Inquiry, _ tallies: [Tally], _ nodes: [Int]) {
        var sums = PathSums(inquiry.map)
        var trees = inquiry.runs.trees[...]
        for (stamp, node) in nodes.enumerated() {
            while trees.count > 1, let next = trees.dropFirst().first, node >= next.base { trees.removeFirst() }
            guard let (tree, base) = trees.first else { continue }
            let cells = inquiry.cells.pointer + base
            sums.add(tallies[node], path: node - base, in: tree, cells: cells, stamp: UInt32(stamp + 1))
        }
        self.sums.append((group, sums))
    }
}
