/// A stage of a pipeline template, in the three languages.
package struct StageTemplate: Hashable, Sendable {
    package let name: LocalizedText
    package let goal: LocalizedText
    package let kind: Stage.Kind
    package let layer: Stage.Layer?
    package let targetConversion: Int?
    package let forecastCategory: ForecastCategory
    package let limitDays: Int?
    package let ownerRole: Role?

    /// The stage in one language.
    func stage(id: Identifier<Stage>, in language: Language, winProbability: Int) -> Stage {
        Stage(
            id: id,
            name: name[language],
            kind: kind,
            layer: layer,
            goal: goal[language],
            winProbability: winProbability,
            targetConversion: targetConversion,
            forecastCategory: forecastCategory,
            limitDays: limitDays,
            ownerRole: ownerRole
        )
    }
}

extension StageTemplate {
    /// An open stage; `conversion` is the share, in percent, that should go on to the next one.
    static func open(
        _ name: LocalizedText,
        _ layer: Stage.Layer,
        conversion: Int,
        days: Int,
        _ category: ForecastCategory = .pipeline,
        role: Role = .rep,
        goal: LocalizedText
    ) -> StageTemplate {
        StageTemplate(
            name: name,
            goal: goal,
            kind: .open,
            layer: layer,
            targetConversion: conversion,
            forecastCategory: category,
            limitDays: days,
            ownerRole: role
        )
    }

    /// A won stage; one that has its own work to do, as care after the sale, has a limit.
    static func won(_ name: LocalizedText, days: Int? = nil, goal: LocalizedText) -> StageTemplate {
        StageTemplate(
            name: name,
            goal: goal,
            kind: .won,
            layer: .lower,
            targetConversion: nil,
            forecastCategory: .closed,
            limitDays: days,
            ownerRole: .rep
        )
    }

    /// A lost stage; it lies in no layer of the funnel.
    static func lost(
        _ name: LocalizedText = LocalizedText("Closed lost", "输单", "輸單"),
        goal: LocalizedText = LocalizedText(
            "The reason is written down, with a day to ask again.",
            "写明输单原因，并约定再次联系的日期。",
            "寫明輸單原因，並約定再次聯絡的日期。"
        )
    ) -> StageTemplate {
        StageTemplate(
            name: name,
            goal: goal,
            kind: .lost,
            layer: nil,
            targetConversion: nil,
            forecastCategory: .omitted,
            limitDays: nil,
            ownerRole: nil
        )
    }
}
