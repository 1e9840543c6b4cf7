import Sales
import SalesAnalytics

/// The choices above the funnel.
struct FunnelChoices: Encodable {
    var pipelines: [Option]
    var views: [Option]
    var periods: [Option]
    var clocks: [Option]
    var dimensions: [Option]
    var from: String
    var to: String
    var asOf: String
    var hasDays: Bool

    init(
        _ choice: FunnelChoice,
        _ pipelines: [Pipeline],
        _ chosen: Pipeline,
        _ fields: [FieldDefinition],
        _ words: Words
    ) {
        self.pipelines = pipelines.map {
            Option(value: $0.id.description, name: $0.name, isChosen: $0.id == chosen.id)
        }
        views = Option.all(FunnelQuestion.View.self, choice.view) { words("funnel.view", $0) }
        periods = Option.all(FunnelChoice.Period.self, choice.period) { words("funnel.period", $0) }
        clocks = Option.all(FunnelChoice.Clock.self, choice.clock) { words("funnel.clock", $0) }
        let dimensions = [
            "owner", "team:1", "team", "source", "type", "product", "account.industry", "account.region",
            "account.size", "month",
        ].compactMap { Dimension($0) }
        self.dimensions = dimensions.map { dimension in
            let key = dimension == .team(level: 1) ? "topTeam" : dimension.wordKey
            return Option(
                value: dimension.description,
                name: words("funnel.by.\(key)"),
                isChosen: dimension == choice.dimension
            )
        }
        self.dimensions += fields.map { field in
            let name = field.name.shown(in: words.language)
            return Option(
                value: field.key,
                name: field.holder == .account ? words("fields.ofAccount", ["name": name]) : name,
                isChosen: choice.dimension == .field(field.id)
            )
        }
        from = choice.from?.description ?? ""
        to = choice.to?.description ?? ""
        asOf = choice.asOf?.description ?? ""
        hasDays = choice.period == .days
    }
}

/// One entry of a list to choose from.
struct Option: Sendable, Encodable {
    var value: String
    var name: String
    var isChosen: Bool

    static func all<Case: CaseIterable & RawRepresentable<String> & Equatable>(
        _ type: Case.Type,
        _ chosen: Case,
        _ name: (Case) -> String
    ) -> [Option] {
        type.allCases.map { Option(value: $0.rawValue, name: name($0), isChosen: $0 == chosen) }
    }
}
