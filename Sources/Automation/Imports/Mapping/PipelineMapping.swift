import Sales

/// The pipeline that opportunities of a file belong to; made when the workspace has none of the name.
package struct PipelineMapping: Sendable {
    package var name: String
    /// In order; none where the mapping gives only the pipeline's name.
    package var stages: [StageMapping]?

    package func stage(_ name: String) -> StageMapping? { stages?.first { $0.name == name } }
}

/// A stage as a mapping describes it.
package struct StageMapping: Hashable, Sendable {
    package var name: String
    package var kind: Stage.Kind
    package var probability: Int?
    package var layer: Stage.Layer?
    package var limitDays: Int?
}

extension PipelineMapping: Decodable {
    enum Key: String, MappingKey {
        case name, stages
    }

    package init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self.name = name
            return
        }
        let values = try decoder.strict(Key.self)
        name = try values.decode(String.self, forKey: .name)
        stages = try values.optional(.stages)
        if let stages { try PipelineMapping.check(stages, place: decoder.place) }
    }

    private static func check(_ stages: [StageMapping], place: String) throws {
        let version = ProcessVersion(
            pipelineID: Identifier(high: 0, low: 0),
            number: 1,
            effectiveFrom: .first,
            stages: stages.map { stage in
                Stage(
                    id: Identifier(high: 0, low: 0),
                    name: stage.name,
                    kind: stage.kind,
                    winProbability: stage.probability
                )
            }
        )
        do { try version.validate() } catch {
            throw MappingError.stagesUnfit(place: "\(place).stages", error)
        }
    }
}

extension StageMapping: Decodable {
    enum Key: String, MappingKey {
        case name, kind, probability, layer, limitDays
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.strict(Key.self)
        name = try values.decode(String.self, forKey: .name)
        kind = try values.optional(.kind, Word<Stage.Kind>.self)?.choice ?? .open
        probability = try values.optional(.probability)
        layer = try values.optional(.layer, Word<Stage.Layer>.self)?.choice
        limitDays = try values.optional(.limitDays)
        if let limitDays, limitDays < 1 {
            throw MappingError.invalid("\(decoder.place).limitDays", value: "\(limitDays)", expected: "1 or more")
        }
    }
}
