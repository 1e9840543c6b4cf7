import SQLEngines
import Sales

extension Connection {
    /// The activities of a query with their people and checklists.
    func activities(_ query: SQL, in workspace: Int64) throws -> [Activity] {
        var activities: [Activity] = try all(query)
        let places = Dictionary(uniqueKeysWithValues: activities.enumerated().map { ($0.element.id, $0.offset) })
        func read(_ table: SQL, _ column: SQL, _ take: (inout Activity, inout Row) throws -> Void) throws {
            for batch in Array(places.keys).sorted().batches(of: 1000) {
                try forEach(
                    """
                    SELECT activity_id, \(column) FROM \(table)
                    WHERE workspace_id = \(workspace) AND activity_id IN (\(list: batch)) ORDER BY activity_id, \(column)
                    """
                ) { row in
                    let id: Identifier<Activity> = try row.next()
                    if let place = places[id] { try take(&activities[place], &row) }
                }
            }
        }
        if activities.isEmpty { return [] }
        try read("activity_contacts", "contact_id") { try $0.contactIDs.append($1.next()) }
        try read("activity_colleagues", "member_id") { try $0.colleagueIDs.append($1.next()) }
        try read("activity_items", "number, text, is_done") { activity, row in
            let _: Int = try row.next()
            activity.checklist.append(Activity.ChecklistItem(try row.next(), isDone: try row.next()))
        }
        return activities
    }

    func insert(_ activity: Activity, by origin: Origin) throws {
        let subject = activity.subject?.sqlValues ?? "NULL, NULL, NULL"
        try run(
            """
            INSERT INTO activities (workspace_id, id, version, account_id, contact_id, opportunity_id, created_at,
                created_by, import_id, \(Activity.fields.map(\.column).joined(separator: ", ")))
            VALUES (\(origin.workspace), \(activity.id), \(activity.version), \(subject), \(activity.createdAt),
                \(activity.createdBy), \(origin.importID), \(values: Activity.fields.map { $0.value(activity) }))
            """
        )
        try insertParts(of: activity, in: origin.workspace)
        var change = Change("activity", activity.id.erased, version: activity.version, action: .created)
        var told = Activity.fields.map { ($0.name, $0.value(activity)) }.filter { $0.1 != .null }
        if let subject = activity.subject { told.append((subject.word, subject.id.sqlValue)) }
        change.after = FieldValues(told)
        try log([change], by: origin)
    }

    /// Stores in what the activity differs from the one that is there, where nobody changed that meanwhile.
    func update(_ activity: Activity, over current: Activity, by origin: Origin) throws {
        let fields = Activity.fields.filter { $0.value(activity) != $0.value(current) }
        let assignments = fields.map { SQL("\($0.column) = \($0.value(activity)), ") }
        let count = try run(
            """
            UPDATE activities SET \(assignments.joined(separator: ""))version = version + 1
            WHERE workspace_id = \(origin.workspace) AND id = \(activity.id) AND version = \(current.version)
                AND deleted_at IS NULL
            """
        )
        guard count == 1 else { throw ChangedMeanwhile() }
        if activity.hasOtherParts(than: current) {
            for table in ["activity_contacts", "activity_colleagues", "activity_items"] as [SQL] {
                try run(
                    "DELETE FROM \(table) WHERE workspace_id = \(origin.workspace) AND activity_id = \(activity.id)"
                )
            }
            try insertParts(of: activity, in: origin.workspace)
        }
        var change = Change("activity", activity.id.erased, version: current.version + 1, action: .updated)
        change.before = FieldValues(fields.map { ($0.name, $0.value(current)) } + current.toldParts(besides: activity))
        change.after = FieldValues(fields.map { ($0.name, $0.value(activity)) } + activity.toldParts(besides: current))
        try log([change], by: origin)
    }

    private func insertParts(of activity: Activity, in workspace: Int64) throws {
        var (contacts, colleagues, items) = (SQLRows(columns: 3), SQLRows(columns: 3), SQLRows(columns: 5))
        for id in Set(activity.contactIDs).sorted() { contacts.append(workspace, activity.id, id) }
        for id in Set(activity.colleagueIDs).sorted() { colleagues.append(workspace, activity.id, id) }
        for (number, item) in activity.checklist.enumerated() {
            items.append(workspace, activity.id, number, item.text, item.isDone)
        }
        try insert(into: "activity_contacts", columns: "workspace_id, activity_id, contact_id", rows: contacts)
        try insert(into: "activity_colleagues", columns: "workspace_id, activity_id, member_id", rows: colleagues)
        try insert(into: "activity_items", columns: "workspace_id, activity_id, number, text, is_done", rows: items)
    }
}

extension Activity {
    fileprivate func hasOtherParts(than other: Activity) -> Bool {
        Set(contactIDs) != Set(other.contactIDs) || Set(colleagueIDs) != Set(other.colleagueIDs)
            || checklist != other.checklist
    }

    /// Those lists in which it differs, as the change log keeps them.
    fileprivate func toldParts(besides other: Activity) -> [(String, SQL.Value)] {
        var told: [(String, SQL.Value)] = []
        func tell(_ name: String, _ own: [String], _ others: [String]) {
            if own != others { told.append((name, own.joined(separator: "\n").sqlValue)) }
        }
        tell("participants", contactIDs.sorted().map(\.description), other.contactIDs.sorted().map(\.description))
        tell("colleagues", colleagueIDs.sorted().map(\.description), other.colleagueIDs.sorted().map(\.description))
        tell("checklist", checklist.map(\.told), other.checklist.map(\.told))
        return told
    }

    /// The names of what differs, for the check that nobody else changed the same.
    func changedFields(from other: Activity) -> [String] {
        Activity.fields.filter { $0.value(self) != $0.value(other) }.map(\.name) + toldParts(besides: other).map(\.0)
    }
}

extension Activity.ChecklistItem {
    fileprivate var told: String { "\(isDone ? "☑" : "☐") \(text)" }
}
