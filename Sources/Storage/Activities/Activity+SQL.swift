import SQLEngines
import Sales

extension Activity.Kind: SQLBindable, SQLReadable {}
extension Activity.Outcome: SQLBindable, SQLReadable {}
extension WaitingFor: SQLBindable, SQLReadable {}
extension Repetition.Unit: SQLBindable, SQLReadable {}

extension Activity {
    /// A value that people edit, by its name in the change log.
    struct Field: Sendable {
        var name: String
        var column: SQL
        var value: @Sendable (Activity) -> SQL.Value
    }

    static let fields: [Field] = [
        Field(name: "activityKind", column: "kind") { $0.kind.sqlValue },
        Field(name: "owner", column: "owner_id") { $0.ownerID.sqlValue },
        Field(name: "title", column: "title") { $0.title.sqlValue },
        Field(name: "text", column: "text") { $0.text.stored.sqlValue },
        Field(name: "dueDay", column: "due_date") { ($0.due?.day).sqlValue },
        Field(name: "dueTime", column: "due_at") { ($0.due?.time).sqlValue },
        Field(name: "minutes", column: "minutes") { $0.minutes.sqlValue },
        Field(name: "happenedAt", column: "happened_at") { ($0.done?.happenedAt).sqlValue },
        Field(name: "precision", column: "precision_code") { ($0.done?.precision).sqlValue },
        Field(name: "recordedAt", column: "recorded_at") { ($0.done?.recordedAt).sqlValue },
        Field(name: "recordedBy", column: "recorded_by") { ($0.done?.recordedBy).sqlValue },
        Field(name: "activityOutcome", column: "outcome") { ($0.done?.outcome).sqlValue },
        Field(name: "waitingFor", column: "waiting_for") { $0.waitingFor.sqlValue },
        Field(name: "isNextStep", column: "is_next_step") { $0.isNextStep.sqlValue },
        Field(name: "place", column: "place") { ($0.place?.name).sqlValue },
        Field(name: "latitude", column: "latitude") { ($0.place?.position?.latitude).sqlValue },
        Field(name: "longitude", column: "longitude") { ($0.place?.position?.longitude).sqlValue },
        Field(name: "repeatUnit", column: "repeat_unit") { ($0.repetition?.unit).sqlValue },
        Field(name: "repeatEvery", column: "repeat_every") { ($0.repetition?.every).sqlValue },
        Field(name: "repeatDay", column: "repeat_day") { ($0.repetition?.dayOfMonth).sqlValue },
    ]

    static func columns(of alias: SQL) -> SQL {
        let names: [SQL] = ["id", "version", "account_id", "contact_id", "opportunity_id", "created_at", "created_by"]
        return (names + fields.map(\.column)).map { "\(alias).\($0)" }.joined(separator: ", ")
    }
}

extension Activity: SQLReadable {
    package init(from row: inout Row) throws {
        let id: Identifier<Activity> = try row.next()
        let version: Int = try row.next()
        let account: Identifier<Account>? = try row.next()
        let contact: Identifier<Contact>? = try row.next()
        let opportunity: Identifier<Opportunity>? = try row.next()
        let createdAt: Instant = try row.next()
        let createdBy: Identifier<Member>? = try row.next()
        self.init(id: id, kind: try row.next(), createdAt: createdAt, createdBy: createdBy)
        self.version = version
        subject = account.map { .account($0) } ?? contact.map { .contact($0) } ?? opportunity.map { .opportunity($0) }
        ownerID = try row.next()
        title = try row.next()
        text = NoteText(stored: try row.next())
        due = try Due(from: &row)
        minutes = try row.next()
        done = try Done(from: &row)
        waitingFor = try row.next()
        isNextStep = try row.next()
        place = try Place(from: &row)
        repetition = try Repetition(stored: &row)
    }
}

extension Activity.Due {
    fileprivate init?(from row: inout Row) throws {
        let day: Day? = try row.next()
        let time: Instant? = try row.next()
        guard let day else { return nil }
        self.init(day: day, time: time)
    }
}

extension Activity.Done {
    fileprivate init?(from row: inout Row) throws {
        let happenedAt: Instant? = try row.next()
        let precision: Revision.Precision? = try row.next()
        let recordedAt: Instant? = try row.next()
        let recordedBy: Identifier<Member>? = try row.next()
        let outcome: Activity.Outcome? = try row.next()
        guard let happenedAt, let precision, let recordedAt, let outcome else { return nil }
        self.init(
            happenedAt: happenedAt,
            precision: precision,
            recordedAt: recordedAt,
            recordedBy: recordedBy,
            outcome: outcome
        )
    }
}

extension Activity.Place {
    fileprivate init?(from row: inout Row) throws {
        let name: String? = try row.next()
        let latitude: Int? = try row.next()
        let longitude: Int? = try row.next()
        guard let name else { return nil }
        var position: Activity.Position?
        if let latitude, let longitude { position = Activity.Position(latitude: latitude, longitude: longitude) }
        self.init(name: name, position: position)
    }
}

extension Repetition {
    fileprivate init?(stored row: inout Row) throws {
        let unit: Unit? = try row.next()
        let every: Int? = try row.next()
        let day: Int? = try row.next()
        guard let unit, let every else { return nil }
        try self.init(every: every, unit, dayOfMonth: day)
    }
}
