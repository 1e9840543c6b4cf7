import Sales
import Storage

/// What can be done with the records that are selected in a list.
struct BulkBar: Encodable {
    var filter: String
    /// Whether the filter shows more than stand on the page.
    var isMore: Bool
    var actions: [Option]
    var owners: [Option]
    var bulkTags: [Option]
    var ownFields: [OwnInputs.Input] = []
    var stages: [StageOption] = []
    var reasons: [Option] = []
    var isOfOpportunities = false

    /// A stage to move to.
    struct StageOption: Encodable {
        var value: String
        var name: String
        var isLost: Bool
    }

    /// Nil where the member may not change many records at once.
    init?(
        _ kind: BinKind,
        _ filter: [QueryItem],
        isMore: Bool,
        _ choices: BulkChoices,
        _ access: Access,
        _ words: Words
    ) {
        guard access.may(.bulk, kind.rights) else { return nil }
        var names: [String] = []
        if access.may(.edit, kind.rights) {
            names += kind == .opportunity ? ["setOwner", "move", "setExpectedCloseDate"] : ["setOwner"]
            if !choices.tags.isEmpty { names += ["addTag", "removeTag"] }
        }
        if access.may(.delete, kind.rights) { names.append("delete") }
        if names.isEmpty { return nil }
        self.filter = filter.inAddress
        self.isMore = isMore
        actions = names.map { Option(value: $0, name: words("lists.action.\($0)"), isChosen: false) }
        owners = choices.owners
        bulkTags = choices.tags
        guard kind == .opportunity else { return }
        stages = choices.stages.map {
            StageOption(value: $0.id.description, name: $0.name, isLost: $0.kind == .lost)
        }
        reasons = choices.reasons
        isOfOpportunities = true
    }
}

/// The lists of choices of a bulk bar.
struct BulkChoices: Sendable {
    var owners: [Option]
    /// Of all pipelines' processes in force, in their order.
    var stages: [Stage] = []
    var reasons: [Option] = []
    var tags: [Option]

    init(_ members: [Member], tags all: [Tag]) {
        tags = all.filter { !$0.isRetired }.map {
            Option(value: $0.id.description, name: $0.name, isChosen: false)
        }
        owners = members.filter(\.isActive).map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
    }

    /// Of opportunities, which have stages and reasons why they were lost.
    init(_ members: [Member], _ pipelines: [Pipeline], tags: [Tag], _ db: ScopedConnection) throws {
        self.init(members, tags: tags)
        for pipeline in pipelines {
            let process = try db.processVersions(of: pipeline.id).inForce(on: db.access.today)
            stages += (process?.stages ?? []).map { stage in
                var stage = stage
                if pipelines.count > 1 { stage.name = "\(pipeline.name) · \(stage.name)" }
                return stage
            }
        }
        reasons = try db.lossReasons().map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
    }
}

extension [Option] {
    func choosing(_ value: String?) -> [Option] {
        map { Option(value: $0.value, name: $0.name, isChosen: $0.value == value) }
    }
}
