/// Which opportunities a list or board shows.
package struct OpportunityFilter: RecordFilter {
    package var pipelineIDs: [Identifier<Pipeline>] = []
    package var stageIDs: [Identifier<Stage>] = []
    package var outcomes: [Outcome] = []
    package var ownerIDs: [Identifier<Member>] = []
    /// Also, or only, those that nobody owns.
    package var hasNoOwner = false
    /// Those whose owners are in these teams today, or in one below.
    package var teamIDs: [Identifier<Team>] = []
    package var sources: [String] = []
    package var types: [String] = []
    package var productIDs: [Identifier<Product>] = []
    package var accountIDs: [Identifier<Account>] = []
    package var tagIDs: [Identifier<Tag>] = []
    /// Those that are shared with one of these members to edit.
    package var collaboratorIDs: [Identifier<Member>] = []
    /// Those that were lost to one of these competitors.
    package var lostToIDs: [Identifier<Choice>] = []
    /// In minor units of the workspace's currency; amounts in other currencies are in no range.
    package var amount = Bounds<Int64>()
    package var expectedCloseDate = Bounds<Day>()
    /// Open, with an expected close date that has passed.
    package var isOverdue = false
    /// In whole days of 86,400 seconds.
    package var daysInStage = Bounds<Int>()
    /// The days of their beginning, as their history tells it.
    package var created = Bounds<Day>()
    /// A part of the name, folded.
    package var text: String?
    package var fields = FieldFilter()

    package init() {}

    package static var parameters: [FilterParameter<OpportunityFilter>] {
        [
            .anyOf("pipeline", \.pipelineIDs), .anyOf("stage", \.stageIDs), .anyOf("outcome", \.outcomes),
            .anyOf("owner", \.ownerIDs), .flag("noOwner", \.hasNoOwner), .anyOf("team", \.teamIDs),
            .anyOf("source", \.sources), .anyOf("type", \.types), .anyOf("product", \.productIDs),
            .anyOf("account", \.accountIDs), .anyOf("tag", \.tagIDs), .anyOf("collaborator", \.collaboratorIDs),
            .anyOf("lostTo", \.lostToIDs),
            .one("amountFrom", \.amount.atLeast), .one("amountTo", \.amount.atMost),
            .one("closeFrom", \.expectedCloseDate.atLeast), .one("closeTo", \.expectedCloseDate.atMost),
            .flag("overdue", \.isOverdue), .one("daysInStageFrom", \.daysInStage.atLeast),
            .one("daysInStageTo", \.daysInStage.atMost), .one("createdFrom", \.created.atLeast),
            .one("createdTo", \.created.atMost), .one("text", \.text),
        ]
    }
}
