import Sales

/// What a number of records did, added up path by path.
struct PathSums {
    var population = Tally()
    var open = Tally()
    var won = Tally()
    var lost = Tally()
    var movedOut = Tally()
    /// Per cell, the records that had a stay in it and those that stand in it.
    var stood: [Tally]
    var standing: [Tally]
    /// Per open stage, the records that came so far and no further; won ones came as far as can be.
    private var depths: [Tally]
    var changes: ChangeCounts
    private var seen: [UInt32]
    private let map: StageMap

    init(_ map: StageMap) {
        self.map = map
        stood = Array(repeating: Tally(), count: map.cells.count)
        standing = stood
        depths = Array(repeating: Tally(), count: max(1, map.openCount))
        changes = ChangeCounts(cells: map.cells.count)
        seen = Array(repeating: 0, count: map.cells.count)
    }

    /// Adds the records that took one path, `tally` of them; `stamp` is different for each path.
    mutating func add(_ tally: Tally, path node: Int, in tree: PathTree, cells: UnsafePointer<UInt16>, stamp: UInt32) {
        population.add(tally)
        let last = Int(cells[node])
        var depth = 0
        var next = node
        while next != 0 {
            let parent = Int(tree.parents.pointer[next])
            let (cell, before) = (Int(cells[next]), Int(cells[parent]))
            if cell < map.cells.count && seen[cell] != stamp {
                seen[cell] = stamp
                stood[cell].add(tally)
                depth = max(depth, map.cells[cell].depth ?? 0)
            }
            let isRepeat = tree.stages.pointer[next] == tree.stages.pointer[parent]
            changes.add(Int(tally.count), from: before, to: cell, isRepeat: isRepeat)
            next = parent
        }
        close(tally, last: last, depth: depth)
    }

    private mutating func close(_ tally: Tally, last: Int, depth: Int) {
        guard last < map.cells.count else {
            movedOut.add(tally)
            depths[depth].add(tally)
            return
        }
        standing[last].add(tally)
        switch map.cells[last].stage.kind {
        case .open: open.add(tally)
        case .won: won.add(tally)
        case .lost: lost.add(tally)
        }
        depths[map.cells[last].stage.kind == .won ? depths.count - 1 : depth].add(tally)
    }

    /// Per open stage, the records that stood in it or a later one, or won.
    var reached: [Tally] {
        var sums = depths
        for place in sums.indices.dropLast().reversed() { sums[place].add(sums[place + 1]) }
        return sums
    }
}

/// How many changes of stage went from each cell to each other, the last row and column being outside.
struct ChangeCounts {
    private let width: Int
    private var counts: [Int]
    private(set) var repeats = 0

    init(cells: Int) {
        width = cells + 1
        counts = Array(repeating: 0, count: width * width)
    }

    @inline(__always)
    mutating func add(_ count: Int, from: Int, to: Int, isRepeat: Bool) {
        if isRepeat {
            if to < width - 1 { repeats += count }
        } else if from < width - 1 || to < width - 1 {
            counts[from * width + to] += count
        }
    }

    subscript(from: Int, to: Int) -> Int { counts[from * width + to] }

    /// The changes that left the cell.
    func exits(_ cell: Int) -> Int { (0..<width).reduce(0) { $0 + counts[cell * width + $1] } }

    func entries(_ cell: Int) -> Int { (0..<width).reduce(0) { $0 + counts[$1 * width + cell] } }
}
