import Sales

/// The stages of one pipeline as the process version in force sees them.
///
/// A *cell* is a stage's place in the report: the version's stages in their order, then those that only other versions
/// have. Everything else, other pipelines' stages and no stage, is `outside`.
struct StageMap {
    struct Cell {
        var stage: Stage
        /// The place among the open stages of the version in force; nil for closed and retired ones.
        var order: Int?
        /// How far a record that stood here has come, as a place among the open stages; nil for closed stages.
        var depth: Int?
        var isRetired: Bool
    }

    private(set) var cells: [Cell] = []
    let openCount: Int
    /// The cell of each of the workspace's stages.
    private(set) var cellOfStage: [UInt16]

    var outside: UInt16 { UInt16(cells.count) }

    init(_ versions: [ProcessVersion], on day: Day, catalog: Catalog) {
        let ordered = versions.sorted { ($0.effectiveFrom, $0.number) < ($1.effectiveFrom, $1.number) }
        let inForce = versions.inForce(on: day)
        openCount = inForce?.openStages.count ?? 0
        var places: [Identifier<Stage>: Int] = [:]
        for stage in inForce?.stages ?? [] {
            let order = stage.kind == .open ? cells.count { $0.stage.kind == .open } : nil
            places[stage.id] = cells.count
            cells.append(Cell(stage: stage, order: order, depth: order, isRetired: false))
        }
        for version in ordered.reversed() {
            for (place, stage) in version.stages.enumerated() where places[stage.id] == nil {
                places[stage.id] = cells.count
                let depth = stage.kind == .open ? Self.depth(before: place, of: version, in: inForce) : nil
                cells.append(Cell(stage: stage, order: nil, depth: depth, isRetired: true))
            }
        }
        cellOfStage = Array(repeating: UInt16(cells.count), count: catalog.stages.count + 1)
        for (id, place) in places {
            if let number = catalog.stages.number(of: id) { cellOfStage[Int(number)] = UInt16(place) }
        }
    }

    /// The last open stage of the version in force that preceded the retired one in its own version: a record that
    /// stood there had come at least so far.
    private static func depth(before place: Int, of version: ProcessVersion, in inForce: ProcessVersion?) -> Int {
        let open = inForce?.openStages ?? []
        return version.stages[..<place].compactMap { stage in open.firstIndex { $0.id == stage.id } }.max() ?? 0
    }

    /// The cell in which each path of the tree ends.
    func cells(of tree: PathTree) -> [UInt16] {
        let last = UInt16(cellOfStage.count - 1)
        return (0..<tree.count).map { cellOfStage[Int(min(tree.stages.pointer[$0], last))] }
    }

    func kind(_ cell: Int) -> Stage.Kind? { cell < cells.count ? cells[cell].stage.kind : nil }
}
