/// What somebody makes of a pipeline's stages before it is published.
package struct ProcessDraft: Hashable, Sendable {
    package var pipelineID: Identifier<Pipeline>
    /// The newest version when the draft was begun.
    package var base: Int
    package var stages: [Stage]
    /// Where the open records of each retired stage go.
    package var targets: [Identifier<Stage>: Identifier<Stage>]

    package init(
        pipelineID: Identifier<Pipeline>,
        base: Int,
        stages: [Stage],
        targets: [Identifier<Stage>: Identifier<Stage>] = [:]
    ) {
        self.pipelineID = pipelineID
        self.base = base
        self.stages = stages
        self.targets = targets
    }
}

/// The open records of a stage that go to another one.
package struct StageMove: Hashable, Sendable {
    package var from: Identifier<Stage>
    package var to: Identifier<Stage>
    package var count: Int

    package init(from: Identifier<Stage>, to: Identifier<Stage>, count: Int) {
        self.from = from
        self.to = to
        self.count = count
    }
}

/// A draft that cannot be published.
package enum ProcessDraftError: Error, Equatable {
    /// What is won or lost in past figures would change with it.
    case kindChanged(String)
    /// Open records are in a stage that is to be retired, and no open stage is named to which they move.
    case stageHoldsRecords(String, Int)
}

extension ProcessDraftError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .kindChanged(let name):
            "The kind of \(name) cannot be changed, as past figures rest on it. Retire it and add another stage."
        case .stageHoldsRecords(let name, let count):
            "\(count) open records are in \(name). Name an open stage to which they move."
        }
    }
}

extension ProcessDraft {
    /// The version that publishing makes: the newest number, in force from that day; nil where nothing differs.
    package func version(after versions: [ProcessVersion], from day: Day) throws -> ProcessVersion? {
        let number = versions.map(\.number).max() ?? 0
        let version = ProcessVersion(pipelineID: pipelineID, number: number + 1, effectiveFrom: day, stages: stages)
        try version.validate()
        for old in versions {
            for stage in stages {
                if let known = old.stage(stage.id), known.kind != stage.kind {
                    throw ProcessDraftError.kindChanged(stage.name)
                }
            }
        }
        return versions.inForce(on: day)?.stages == stages ? nil : version
    }

    /// The moves out of the stages that the draft retires, by how many open records are in each stage.
    package func moves(retiring old: ProcessVersion?, holding counts: [Identifier<Stage>: Int])
        throws(ProcessDraftError) -> [StageMove]
    {
        var moves: [StageMove] = []
        for stage in old?.stages ?? [] where !stages.contains(where: { $0.id == stage.id }) {
            guard let count = counts[stage.id], count > 0 else { continue }
            guard let target = targets[stage.id], stages.contains(where: { $0.id == target && $0.kind == .open })
            else { throw .stageHoldsRecords(stage.name, count) }
            moves.append(StageMove(from: stage.id, to: target, count: count))
        }
        return moves
    }
}
