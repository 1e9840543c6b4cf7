/// The ordered steps for one kind of sale.
package struct Pipeline: Hashable, Sendable {
    /// What moves through the pipeline.
    package enum Subject: String, Sendable {
        case leads, opportunities
    }

    package var id: Identifier<Pipeline>
    package var name: String
    package var subject: Subject
    package var version: Int

    package init(
        id: Identifier<Pipeline>,
        name: String,
        subject: Subject = .opportunities,
        version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.subject = subject
        self.version = version
    }
}

/// The stages of a pipeline in order, in force from a day until the next version's day.
///
/// A published version is never edited: renaming, splitting or reordering publishes a new one, so that no past
/// figure changes.
package struct ProcessVersion: Hashable, Sendable {
    package var pipelineID: Identifier<Pipeline>
    /// 1, 2, … within the pipeline.
    package var number: Int
    package var effectiveFrom: Day
    package var stages: [Stage]

    package init(pipelineID: Identifier<Pipeline>, number: Int, effectiveFrom: Day, stages: [Stage]) {
        self.pipelineID = pipelineID
        self.number = number
        self.effectiveFrom = effectiveFrom
        self.stages = stages
    }

    package func stage(_ id: Identifier<Stage>) -> Stage? { stages.first { $0.id == id } }
    package var openStages: [Stage] { stages.filter { $0.kind == .open } }
}

extension Sequence<ProcessVersion> {
    /// The version in force on the day: the newest of those that are effective, or the first of all before that.
    package func inForce(on day: Day) -> ProcessVersion? {
        let ordered = sorted { ($0.effectiveFrom, $0.number) < ($1.effectiveFrom, $1.number) }
        return ordered.last { $0.effectiveFrom <= day } ?? ordered.first
    }
}

/// A process that cannot work.
package enum ProcessError: Error, Equatable {
    case noStages
    case noOpenStage
    case openAfterClosed(String)
    case emptyName
    case nameTooLong(String)
    case duplicateName(String)
    case probabilityOutOfRange(String)
}

extension ProcessVersion {
    /// Checks what every process must satisfy: a first open stage, names that differ, closed stages at the end.
    package func validate() throws(ProcessError) {
        if stages.isEmpty { throw .noStages }
        if openStages.isEmpty { throw .noOpenStage }
        var names: Set<String> = []
        var closed = false
        for stage in stages {
            do { try NameRule.check(stage.name) } catch {
                throw error == .empty ? .emptyName : .nameTooLong(stage.name)
            }
            if !names.insert(stage.name).inserted { throw .duplicateName(stage.name) }
            if closed && stage.kind == .open { throw .openAfterClosed(stage.name) }
            closed = closed || stage.kind != .open
            if let probability = stage.winProbability, !(0...100).contains(probability) {
                throw .probabilityOutOfRange(stage.name)
            }
        }
    }
}
