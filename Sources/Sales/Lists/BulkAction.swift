/// What is done to many records at once.
package enum BulkAction: Hashable, Sendable {
    case setOwner(Identifier<Member>?)
    case setExpectedCloseDate(Day?)
    case move(to: Identifier<Stage>, lossReasonID: Identifier<LossReason>? = nil)
    case addTag(Identifier<Tag>)
    case removeTag(Identifier<Tag>)
    /// An own field, with the value as the change log keeps it; nil takes the value away.
    case setField(Identifier<FieldDefinition>, String?)
    case delete
    case restore
}

/// As it is kept: a word and what it is done with.
extension BulkAction {
    package init?(query: [QueryItem]) {
        func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
        switch value("action") {
        case "setOwner": self = .setOwner(value("owner").flatMap { Identifier($0) })
        case "setExpectedCloseDate": self = .setExpectedCloseDate(value("day").flatMap { Day($0) })
        case "move":
            guard let stage = value("stage").flatMap({ Identifier<Stage>($0) }) else { return nil }
            self = .move(to: stage, lossReasonID: value("lossReason").flatMap { Identifier($0) })
        case "addTag", "removeTag":
            guard let tag = value("tag").flatMap({ Identifier<Tag>($0) }) else { return nil }
            self = value("action") == "addTag" ? .addTag(tag) : .removeTag(tag)
        case "setField":
            guard let field = value("field").flatMap({ FieldFilter.parts($0) }), field.end.isEmpty else { return nil }
            self = .setField(field.id, value("value"))
        case "delete": self = .delete
        case "restore": self = .restore
        default: return nil
        }
    }

    package var query: [QueryItem] {
        switch self {
        case .setOwner(let owner): [QueryItem("action", "setOwner")] + item("owner", owner)
        case .setExpectedCloseDate(let day): [QueryItem("action", "setExpectedCloseDate")] + item("day", day)
        case .move(let stage, let reason):
            [QueryItem("action", "move"), QueryItem("stage", "\(stage)")] + item("lossReason", reason)
        case .addTag(let tag): [QueryItem("action", "addTag"), QueryItem("tag", "\(tag)")]
        case .removeTag(let tag): [QueryItem("action", "removeTag"), QueryItem("tag", "\(tag)")]
        case .setField(let field, let value):
            [QueryItem("action", "setField"), QueryItem("field", FieldDefinition.keyStart + field.description)]
                + item("value", value)
        case .delete: [QueryItem("action", "delete")]
        case .restore: [QueryItem("action", "restore")]
        }
    }

    private func item(_ name: String, _ value: (some CustomStringConvertible)?) -> [QueryItem] {
        value.map { [QueryItem(name, $0.description)] } ?? []
    }
}

/// Why a bulk action left a record as it was.
package enum BulkRefusal: String, CaseIterable, Sendable {
    /// Not there, or not the member's to see.
    case notFound
    case notAllowed
    case changedMeanwhile
    case lossReasonMissing
    /// The stage is none of the record's pipeline.
    case unknownStage
    case inTheFuture
    case beforeItBegan
    case accountHasChildren
    /// The action is none for this kind of record.
    case unfit
}

/// What a bulk action did to a record.
package enum BulkResult: Hashable, Sendable {
    case done
    case unchanged
    case refused(BulkRefusal)
    /// Taken back by an undo.
    case reversed
    /// Left by an undo, since somebody edited the same since.
    case kept
}
