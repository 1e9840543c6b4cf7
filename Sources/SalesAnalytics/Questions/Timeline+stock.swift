import Sales

/// How many records stood in a stage at an instant, and what they were worth.
package struct StockFigures: Hashable, Sendable {
    package var stage: Identifier<Stage>
    package var count: Int
    package var amount: AmountFigures
}

/// The stock of one owner by stage; without a member it is that of records nobody owns.
package struct OwnerStock: Hashable, Sendable {
    package var owner: Identifier<Member>?
    package var stages: [StockFigures]
}

extension Timeline {
    /// The pipeline's stock at an instant, by stage in the order of the process in force; closed stages too.
    ///
    /// As it was with `known` nil, as we believed it with `known` the same instant.
    package func stock(
        of pipeline: Identifier<Pipeline>,
        at instant: Instant?,
        known: Instant? = nil,
        on day: Day = .last,
        visible: RecordSet? = nil
    ) throws(FunnelError) -> [StockFigures] {
        try pivot(pipeline, at: instant, known: known, on: day, visible: visible, byOwner: false).first?.stages ?? []
    }

    /// The pipeline's stock at an instant by owner and stage; owners that have nothing are left out.
    package func stockByOwner(
        of pipeline: Identifier<Pipeline>,
        at instant: Instant?,
        known: Instant? = nil,
        on day: Day = .last,
        visible: RecordSet? = nil
    ) throws(FunnelError) -> [OwnerStock] {
        try pivot(pipeline, at: instant, known: known, on: day, visible: visible, byOwner: true)
            .filter { row in row.stages.contains { $0.count > 0 } }
    }

    private func pivot(
        _ pipeline: Identifier<Pipeline>,
        at instant: Instant?,
        known: Instant?,
        on day: Day,
        visible: RecordSet?,
        byOwner: Bool
    ) throws(FunnelError) -> [OwnerStock] {
        guard let process = catalog.pipelines.first(where: { $0.pipeline.id == pipeline }) else {
            throw .unknownPipeline
        }
        let map = StageMap(process.versions, on: day, catalog: catalog)
        let cutoff = instant?.milliseconds ?? .max
        let runs = Runs(self, cutoff: cutoff, known: known?.milliseconds, visible: visible)
        let width = map.cells.count + 1
        let tallies = Timeline.stock(runs, runs.cells(map).cells, width, owners: byOwner ? catalog.members.count : nil)
        return (0..<tallies.count / width).map { row in
            let stages = map.cells.enumerated().map { place, cell in
                let tally = tallies[row * width + place]
                let amount = tally.figures(catalog.currencies[0])
                return StockFigures(stage: cell.stage.id, count: Int(tally.count), amount: amount)
            }
            return OwnerStock(owner: row == 0 ? nil : catalog.members.identifiers[row - 1], stages: stages)
        }
    }

    /// Per owner, 0 for none, and cell the records that stand there.
    private static func stock(_ runs: Runs, _ cells: Column<UInt16>, _ width: Int, owners: Int?) -> [Tally] {
        var tallies = [Tally](repeating: Tally(), count: ((owners ?? 0) + 1) * width)
        tallies.withUnsafeMutableBufferPointer { tallies in
            for run in runs.runs {
                let segment = run.segment
                let (nodes, cells) = (segment.nodes.pointer, cells.pointer + run.base)
                run.forEachRecord { record, _, end in
                    let cell = Int(cells[Int(nodes[end - 1])])
                    let detail = run.detail(record, before: end)
                    if detail < 0 { return tallies[cell].add(minor: 0, currency: 0) }
                    let owner = owners == nil ? 0 : Int(segment.owners.number(detail) &+ 1)
                    let currency = UInt8(truncatingIfNeeded: segment.currencies[detail])
                    tallies[owner * width + cell].add(minor: segment.amounts[detail], currency: currency)
                }
            }
        }
        return tallies
    }
}
