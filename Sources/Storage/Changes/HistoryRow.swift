import SQLEngines
import Sales

/// A row of the change log as a page of history reads it.
struct HistoryRow: SQLReadable {
    var id: Identifier<AnyRecord>
    var recordedAt: Instant
    var actorID: Identifier<Member>?
    var importID: Identifier<Import>?
    var recordKind: String
    var recordID: Identifier<AnyRecord>
    var action: Change.Action
    var before: FieldValues?
    var after: FieldValues?

    static let columns: SQL = """
        id, recorded_at, actor_id, import_id, record_kind, record_id, action, before_values, after_values
        """

    init(from row: inout Row) throws {
        id = try row.next()
        recordedAt = try row.next()
        actorID = try row.next()
        importID = try row.next()
        recordKind = try row.next()
        recordID = try row.next()
        action = try row.next()
        before = try row.next()
        after = try row.next()
    }

    /// The entry of a revision.
    init(
        _ id: Identifier<Opportunity>,
        revision number: Int,
        recordedAt: Instant,
        by actor: Identifier<Member>?,
        _ importID: Identifier<Import>?
    ) {
        self.id = id.erased
        self.recordedAt = recordedAt
        actorID = actor
        self.importID = importID
        recordKind = "opportunity"
        recordID = id.erased
        action = number == 1 ? .created : .revised
        after = FieldValues([("revision", number.sqlValue)])
    }

    /// What changed: as the log has it, or for a revision what it made of the opportunity.
    func values(in revisions: [Revision]) -> [LoggedField] {
        if case .integer(let number)? = after?["revision"] { return revisions.effect(of: Int(number)) }
        let names = Set((before?.values ?? [:]).keys).union((after?.values ?? [:]).keys)
        let all = names.sorted().map {
            LoggedField(name: $0, before: before?[$0] ?? .null, after: after?[$0] ?? .null)
        }
        return (recordKind == "share" ? all.namingShared : all).filter { $0.before != .null || $0.after != .null }
    }

    func entry(_ fields: [LoggedField], _ names: HistoryNames) -> HistoryEntry {
        HistoryEntry(
            id: id,
            recordedAt: recordedAt,
            actorID: actorID,
            actorName: actorID.flatMap { names[.member, $0.erased] },
            importID: importID,
            recordKind: recordKind,
            recordID: recordID,
            recordName: NamedKind(recordKind: recordKind).flatMap { names[$0, recordID] },
            action: action,
            fields: fields.map { field in
                ChangedField(
                    name: field.name,
                    before: names.value(field.before, field.currencies.before, of: field.name, in: recordKind),
                    after: names.value(field.after, field.currencies.after, of: field.name, in: recordKind)
                )
            }
        )
    }
}

/// A field of an entry with its values as they are stored.
struct LoggedField {
    var name: String
    var before: SQL.Value
    var after: SQL.Value
    /// The currency of an amount in minor units before and after.
    var currencies: (before: Currency?, after: Currency?) = (nil, nil)
}

extension [LoggedField] {
    /// The fields of a share with the record under its kind's name, and without the kind.
    fileprivate var namingShared: [LoggedField] {
        let kinds = filter { $0.name == "recordKind" }.flatMap { [$0.before, $0.after] }.compactMap { value in
            if case .text(let word) = value { RecordKind(rawValue: word).flatMap { NamedKind($0) } } else { nil }
        }
        return filter { $0.name != "recordKind" }.map { field in
            var field = field
            if field.name == "record", let kind = kinds.first { field.name = kind.rawValue }
            return field
        }
    }
}

extension [Revision] {
    /// What the revision of that number changed in the opportunity's state, as it was known then; of one told for the
    /// past that later ones outlast, what it says itself.
    func effect(of number: Int) -> [LoggedField] {
        guard let revision = first(where: { $0.number == number }) else { return [] }
        let earlier = standing(before: number, at: revision.recordedAt, voids: false)
        let later = standing(before: number + 1, at: revision.recordedAt, voids: true)
        let changed = later.differences(from: earlier)
        if changed.isEmpty { return revision.values.logged(over: TrackedValues(), revision.fields) }
        return later.logged(over: earlier, changed)
    }

    /// The state by the revisions before a number; those that are voided at the instant itself count unless asked.
    private func standing(before number: Int, at instant: Instant, voids: Bool) -> TrackedValues {
        let known = filter { $0.number < number }.map { revision in
            var revision = revision
            if let voidedAt = revision.voidedAt, voids ? voidedAt > instant : voidedAt >= instant {
                revision.voidedAt = nil
            }
            return revision
        }
        return OpportunityStanding(known)?.values ?? TrackedValues()
    }
}

extension TrackedValues {
    fileprivate func logged(over before: TrackedValues, _ fields: TrackedFields) -> [LoggedField] {
        let all: [(TrackedFields, String, (TrackedValues) -> SQL.Value)] = [
            (.pipeline, "pipeline", { $0.pipelineID.sqlValue }), (.stage, "stage", { $0.stageID.sqlValue }),
            (.amount, "amount", { ($0.amount?.minor).sqlValue }),
            (.expectedCloseDate, "expectedCloseDate", { $0.expectedCloseDate.sqlValue }),
            (.owner, "owner", { $0.ownerID.sqlValue }),
            (.forecastCategory, "forecastCategory", { $0.forecastCategory.sqlValue }),
            (.winProbability, "winProbability", { $0.winProbability.sqlValue }),
            (.outcome, "outcome", { $0.outcome.sqlValue }), (.outcome, "lossReason", { $0.lossReasonID.sqlValue }),
        ]
        return all.filter { fields.contains($0.0) && $0.2(before) != $0.2(self) }.map { _, name, value in
            LoggedField(
                name: name,
                before: value(before),
                after: value(self),
                currencies: (before.amount?.currency, amount?.currency)
            )
        }
    }
}
