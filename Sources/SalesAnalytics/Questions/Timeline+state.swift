import Sales

extension Timeline {
    /// The record's state at an instant as known at another, or nil where none had begun, it is in the bin, or unknown.
    ///
    /// Outcome follows from the stage and is not told here, nor is the pipeline where there is no stage.
    package func state(
        of record: Identifier<Opportunity>,
        at instant: Instant?,
        known: Instant? = nil
    ) -> TrackedValues? {
        let only = records([record])
        let cutoff = instant?.milliseconds ?? .max
        let runs = Runs(self, cutoff: cutoff, known: known?.milliseconds, visible: only)
        var state: TrackedValues?
        for run in runs.runs {
            run.forEachRecord { record, start, end in
                let marks = run.segment.marks.pointer
                guard (start..<end).contains(where: { marks[$0] & Marks.voided == 0 }) else { return }
                let stage = run.segment.paths.stages[Int(run.segment.nodes[end - 1])]
                state = catalog.values(stage, run.segment.details(run.detail(record, before: end)))
            }
        }
        return state
    }
}

extension Catalog {
    fileprivate func values(_ stage: UInt16, _ details: Details) -> TrackedValues {
        var values = TrackedValues()
        if stage != PathTreeBuilder.noStage {
            values.stageID = stages.identifiers[Int(stage)]
            let pipeline = stagePipelines[Int(stage)]
            values.pipelineID = pipeline < 0 ? nil : pipelines[pipeline].pipeline.id
        }
        if details.currency > 0 {
            values.amount = Amount(minor: details.minor, currency: currencies[Int(details.currency) - 1])
        }
        if details.owner != Details.none { values.ownerID = members.identifiers[Int(details.owner)] }
        values.expectedCloseDate = details.closeDate == .min ? nil : Day(number: Int64(details.closeDate))
        if details.forecast > 0 { values.forecastCategory = ForecastCategory.allCases[Int(details.forecast) - 1] }
        values.winProbability = details.probability < 0 ? nil : Int(details.probability)
        if details.lossReason != Details.none { values.lossReasonID = lossReasons.identifiers[Int(details.lossReason)] }
        return values
    }
}
