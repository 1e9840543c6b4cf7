/// A process to start from, in the three languages.
package struct PipelineTemplate: Hashable, Sendable {
    /// What it is called in commands and links; never shown as a name.
    package let key: String
    package let name: LocalizedText
    package let stages: [StageTemplate]
    /// The stages of the leads' pipeline that comes before, of a funnel over both objects; else empty.
    package let leadStages: [StageTemplate]

    init(key: String, name: LocalizedText, leadStages: [StageTemplate] = [], stages: [StageTemplate]) {
        self.key = key
        self.name = name
        self.stages = stages
        self.leadStages = leadStages
    }

    /// The templates in the order in which they are offered.
    package static let all: [PipelineTemplate] = [
        standard, manufacturing, subscription, project, renewal, sixSteps, leadToWin,
    ]

    /// The template of the key.
    package static func template(_ key: String) -> PipelineTemplate? { all.first { $0.key == key } }

    /// The pipelines the template makes: one of opportunities, after one of leads where it has a lead part.
    package var subjects: [Pipeline.Subject] { leadStages.isEmpty ? [.opportunities] : [.leads, .opportunities] }

    /// The stages of one of its pipelines.
    package func stages(of subject: Pipeline.Subject) -> [StageTemplate] {
        subject == .leads ? leadStages : stages
    }

    /// The name of one of its pipelines, which differ where there are two.
    package func pipelineName(of subject: Pipeline.Subject, in language: Language) -> String {
        guard !leadStages.isEmpty else { return name[language] }
        let leads = LocalizedText("leads", "线索", "線索")
        let opportunities = LocalizedText("opportunities", "商机", "商機")
        return name[language] + " · " + (subject == .leads ? leads : opportunities)[language]
    }

    /// The first process version of a new pipeline, its stages in order; in force from the first day unless told.
    package func process(
        of subject: Pipeline.Subject = .opportunities,
        in language: Language,
        pipelineID: Identifier<Pipeline>,
        effectiveFrom: Day = .first,
        makeID: () -> Identifier<Stage>
    ) -> ProcessVersion {
        let templates = stages(of: subject)
        let stages = zip(templates, PipelineTemplate.winProbabilities(of: templates)).map { template, probability in
            template.stage(id: makeID(), in: language, winProbability: probability)
        }
        return ProcessVersion(pipelineID: pipelineID, number: 1, effectiveFrom: effectiveFrom, stages: stages)
    }

    /// Per stage the product of the target conversions from it on, to the nearest 5 %, so that both always agree.
    static func winProbabilities(of stages: [StageTemplate]) -> [Int] {
        var share = 1.0
        let backwards = stages.reversed().map { stage in
            guard stage.kind == .open else { return stage.kind == .won ? 100 : 0 }
            share *= Double(stage.targetConversion ?? 100) / 100
            return max(5, Int((share * 20).rounded()) * 5)
        }
        return backwards.reversed()
    }
}
