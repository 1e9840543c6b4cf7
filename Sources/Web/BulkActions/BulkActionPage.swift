import Sales
import Storage

extension BinKind: Encodable {}

/// What a bulk action does or did: how far it is, and what became of each record.
struct BulkActionPage: Encodable {
    /// How many records stand on a page.
    static let size = 100

    var title: String
    var id: String
    var path: String
    var kind: BinKind
    var what: String
    var state: String
    var isRunning: Bool
    var isStopped: Bool
    var processed: String
    var progress: String
    var selected: String
    var counts: [Count]
    var rows: [Row]
    var next: String?
    var back: String
    var mayUndo: Bool

    struct Count: Encodable {
        var name: String
        var number: String
    }

    struct Row: Encodable {
        var name: String
        var href: String?
        var result: String
        var isRefused: Bool
    }

    init(
        _ id: Identifier<BulkRun>,
        after position: Int,
        isWorking: Bool,
        _ db: ScopedConnection,
        _ words: Words
    ) throws {
        let run = try db.bulkRun(id)
        let entries = try db.bulkEntries(of: run, after: position, limit: Self.size)
        let names = try db.names(of: entries, in: run)
        let isUnfinished = [.collecting, .running, .undoing].contains(run.state)
        title = words("bulk.title")
        self.id = id.description
        path = "/bulk-actions/\(id)"
        kind = run.kind
        what = try Self.what(run, db, words)
        state = words("bulk.state", run.state)
        isRunning = isUnfinished && isWorking
        isStopped = isUnfinished && !isWorking && run.state != .collecting
        processed = words(
            "bulk.progress",
            ["done": words.count(run.processed), "all": words.count(run.selected)]
        )
        (progress, selected) = (String(run.processed), String(run.selected))
        counts = try db.bulkCounts(of: run).map { ($0, $1) }.sorted { $0.1 > $1.1 }.map { result, count in
            Count(name: result.text(words), number: words.count(count))
        }
        rows = entries.map { entry in
            Row(
                name: names[entry.id] ?? words("bulk.unseen"),
                href: names[entry.id].map { _ in Self.href(entry, of: run) },
                result: entry.result?.text(words) ?? words("bulk.waiting"),
                isRefused: entry.result?.isRefused ?? false
            )
        }
        if entries.count == Self.size, let last = entries.last, last.position + 1 < run.selected {
            next = "\(path)?after=\(last.position)"
        }
        back = "/\(ListKind(run.kind).rawValue)"
        mayUndo = run.state == .finished && db.access.may(.bulk, run.kind.rights)
    }

    /// Where the record is: in the bin, where this put it there.
    private static func href(_ entry: BulkEntry, of run: BulkRun) -> String {
        if run.action == .delete, entry.result == .done { return "/bin?kind=\(run.kind.rawValue)" }
        return "/\(ListKind(run.kind).rawValue)/\(entry.id)"
    }

    /// The action in a sentence, with the names of what it sets.
    private static func what(_ run: BulkRun, _ db: ScopedConnection, _ words: Words) throws -> String {
        let count = words("bulk.records", count: run.selected)
        switch run.action {
        case .setOwner(let owner):
            let name = try owner.map { try db.member($0).name } ?? words("lists.nobody")
            return words("bulk.setOwner", ["records": count, "name": name])
        case .setExpectedCloseDate(let day):
            return words("bulk.setDay", ["records": count, "day": day.map { words.day($0) } ?? "–"])
        case .move(let stage, _):
            var name = "–"
            for pipeline in try db.pipelines() {
                for version in try db.processVersions(of: pipeline.id) {
                    if let found = version.stage(stage) { name = found.name }
                }
            }
            return words("bulk.move", ["records": count, "name": name])
        case .addTag(let tag), .removeTag(let tag):
            let name = try db.tags().first { $0.id == tag }?.name ?? "–"
            if case .addTag = run.action { return words("tags.bulkAdded", ["records": count, "name": name]) }
            return words("tags.bulkRemoved", ["records": count, "name": name])
        case .setField(let field, let value):
            let told = try FieldTeller.told(field, value, FieldHolder(run.kind), db, words)
            let key = value == nil ? "fields.bulkEmptied" : "fields.bulkSet"
            return words(key, ["records": count, "field": told.field, "value": told.value])
        case .delete: return words("bulk.delete", ["records": count])
        case .restore: return words("bulk.restore", ["records": count])
        }
    }
}

extension BulkResult {
    fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
}

extension BulkResult {
    /// What was done to a record, or why not.
    fileprivate func text(_ words: Words) -> String {
        switch self {
        case .done: words("bulk.done")
        case .unchanged: words("bulk.unchanged")
        case .reversed: words("bulk.reversed")
        case .kept: words("bulk.kept")
        case .refused(let refusal): words("bulk.refusal", refusal)
        }
    }
}

/// The question whether another number of records than was shown is meant.
struct BulkConfirmation: Encodable {
    var title: String
    var sentence: String
    var fields: [RecordTable.Field]
    var back: String
    /// A value that is to be typed again; nil where it was chosen and is not there any more.
    var retyped: Retyped?

    struct Retyped: Encodable {
        var value: String
    }

    private init(_ form: FormFields, _ kind: BinKind, _ sentence: String, with more: [String], _ words: Words) {
        title = words("bulk.title")
        self.sentence = sentence
        back = "/\(ListKind(kind).rawValue)?\(form["filter"])"
        let kept = ["kind", "all", "filter", "action", "owner", "stage", "lossReason", "day", "tag", "clear"] + more
        fields = form.items(kept).map { RecordTable.Field(name: $0.name, value: $0.value) }
    }

    init(_ form: FormFields, _ kind: BinKind, was: Int, now: Int, _ words: Words) {
        let sentence = words("bulk.countChanged", ["was": words.count(was), "now": words.count(now)])
        self.init(form, kind, sentence, with: ["value"], words)
        // Confirmed is the number that was told, so one that changes again is asked about again.
        fields.append(RecordTable.Field(name: "counted", value: String(now)))
    }

    init(_ form: FormFields, _ kind: BinKind, typed: String?, _ sentence: String, _ words: Words) {
        self.init(form, kind, sentence, with: ["id", "counted"], words)
        retyped = typed.map(Retyped.init)
    }
}
