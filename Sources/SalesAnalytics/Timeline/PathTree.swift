/// The paths that records took through stages, each shared by all that took it.
///
/// A node is a path: its parent's, then one more stage. A row holds the node of the path so far, so that one read
/// tells where the record stands and everywhere it has been, and counting a million records is counting nodes.
/// Node 0 is the empty path; a parent has a smaller number than its children.
final class PathTree: Sendable {
    let parents: Column<UInt32>
    let stages: Column<UInt16>

    init(_ builder: PathTreeBuilder) {
        parents = Column(builder.parents)
        stages = Column(builder.stages)
    }

    var count: Int { parents.count }
    var byteCount: Int { parents.byteCount + stages.byteCount }
}

/// Grows a tree of paths.
struct PathTreeBuilder {
    /// No stage at all, as before a record begins.
    static let noStage = UInt16.max

    private(set) var parents: [UInt32] = [0]
    private(set) var stages: [UInt16] = [PathTreeBuilder.noStage]
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    /// The path that goes on from `parent` to `stage`.
    mutating func child(of parent: UInt32, to stage: UInt16) -> UInt32 {
        var slot = hash(parent, stage)
        while slots[slot] != 0 {
            let node = Int(slots[slot])
            if parents[node] == parent && stages[node] == stage { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let node = UInt32(parents.count)
        parents.append(parent)
        stages.append(stage)
        slots[slot] = node
        if parents.count * 2 > slots.count { grow() }
        return node
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for node in 1..<parents.count {
            var slot = hash(parents[node], stages[node])
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(node)
        }
    }

    private func hash(_ parent: UInt32, _ stage: UInt16) -> Int {
        let key = UInt64(parent) << 16 | UInt64(stage)
        return Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & (slots.count - 1)
    }
}
