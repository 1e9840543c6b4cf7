import SQLEngines
import Sales

/// Who writes, in which workspace, when, and for which import.
package struct Origin: Sendable {
    var workspace: Int64
    var actorID: Identifier<Member>?
    var now: Instant
    var importID: Identifier<Import>?

    init(_ access: Access, importID: Identifier<Import>? = nil) {
        workspace = access.workspace.key
        actorID = access.member?.id
        now = access.now
        self.importID = importID
    }
}

/// Any record, where its kind is a word beside it.
package enum AnyRecord {}

extension Identifier {
    package var erased: Identifier<AnyRecord> { Identifier<AnyRecord>(high: high, low: low) }

    package init(_ erased: Identifier<AnyRecord>) { self.init(high: erased.high, low: erased.low) }
}

/// One entry of the change log: what was written, with the record's new version.
package struct Change: Sendable, Equatable {
    package enum Action: String, Sendable {
        case created, updated, deleted, restored, revised, withdrawn
    }

    package var recordKind: String
    package var recordID: Identifier<AnyRecord>
    package var recordVersion: Int
    package var action: Action
    package var before: FieldValues?
    package var after: FieldValues?

    init(
        _ recordKind: String,
        _ recordID: Identifier<AnyRecord>,
        version: Int,
        action: Action,
        before: FieldValues? = nil,
        after: FieldValues? = nil
    ) {
        self.recordKind = recordKind
        self.recordID = recordID
        recordVersion = version
        self.action = action
        self.before = before
        self.after = after
    }
}

extension Change.Action: SQLBindable, SQLReadable {}
