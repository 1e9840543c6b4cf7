import SQLEngines
import Sales

/// The kinds of records that have a name, by the word that the change log uses.
enum NamedKind: String, CaseIterable {
    case account, contact, opportunity, product, member, team, pipeline, stage, lossReason, source, workspace, person
    case contactRole, competitor, tag, view

    /// Where the names are, and what bounds them to the workspace.
    fileprivate func names(of ids: [Identifier<AnyRecord>], in workspace: Int64) -> SQL {
        switch self {
        case .workspace: "SELECT public_id, name FROM workspaces WHERE id = \(workspace)"
        case .person:
            """
            SELECT p.id, p.name FROM persons p JOIN members m ON m.person_id = p.id
            WHERE m.workspace_id = \(workspace) AND p.id IN (\(list: ids))
            """
        case .stage:
            """
            SELECT stage_id, name FROM process_stages WHERE workspace_id = \(workspace) AND stage_id IN (\(list: ids))
            ORDER BY version_number
            """
        case .view:
            """
            SELECT id, name FROM saved_views
            WHERE workspace_id = \(workspace) AND id IN (\(list: ids)) AND sharing <> 'private'
            """
        default: "SELECT id, name FROM \(table) WHERE workspace_id = \(workspace) AND id IN (\(list: ids))"
        }
    }

    private var table: SQL {
        switch self {
        case .account: "accounts"
        case .contact: "contacts"
        case .opportunity: "opportunities"
        case .product: "products"
        case .member: "members"
        case .team: "teams"
        case .pipeline: "pipelines"
        case .stage: "process_stages"
        case .lossReason: "loss_reasons"
        case .source: "sources"
        case .contactRole: "contact_roles"
        case .competitor: "competitors"
        case .tag: "tags"
        case .view: "saved_views"
        case .workspace: "workspaces"
        case .person: "persons"
        }
    }

    /// The kind of a record by the log's word; a process goes by its pipeline.
    init?(recordKind: String) { self.init(rawValue: recordKind == "process" ? "pipeline" : recordKind) }

    /// The kind of a shared record by the word for its rights.
    init?(_ kind: RecordKind) {
        switch kind {
        case .accounts: self = .account
        case .contacts: self = .contact
        case .opportunities: self = .opportunity
        case .products: self = .product
        case .pipelines, .members, .settings: return nil
        }
    }

    /// The kind to which a field of a record refers.
    init?(field: String, of recordKind: String) {
        switch field {
        case "owner", "lead": self = .member
        case "lineProduct": self = .product
        case "parent", "mergedInto": self.init(rawValue: recordKind)
        default: self.init(rawValue: field)
        }
    }
}

/// The names of today of what a page of history mentions, read at once for each kind.
struct HistoryNames {
    private var wanted: [NamedKind: Set<Identifier<AnyRecord>>] = [:]
    private var names: [NamedKind: [Identifier<AnyRecord>: String]] = [:]

    subscript(kind: NamedKind, id: Identifier<AnyRecord>) -> String? { names[kind]?[id] }

    mutating func want(_ row: HistoryRow, _ fields: [LoggedField]) {
        if let actor = row.actorID { wanted[.member, default: []].insert(actor.erased) }
        if let kind = NamedKind(recordKind: row.recordKind) { wanted[kind, default: []].insert(row.recordID) }
        for field in fields {
            guard let kind = NamedKind(field: field.name, of: row.recordKind) else { continue }
            for id in [field.before, field.after].compactMap(\.identifier) { wanted[kind, default: []].insert(id) }
        }
    }

    mutating func read(_ db: any Connection, in workspace: Int64) throws {
        for (kind, ids) in wanted {
            try db.forEach(kind.names(of: ids.sorted(), in: workspace)) { row in
                let id: Identifier<AnyRecord> = try row.next()
                names[kind, default: [:]][id] = try row.next()
            }
        }
    }

    /// A stored value with a name in the place of an identifier.
    func value(_ value: SQL.Value, _ currency: Currency?, of field: String, in recordKind: String) -> ChangedValue {
        if let id = value.identifier, let kind = NamedKind(field: field, of: recordKind) {
            return .record(self[kind, id] ?? id.description)
        }
        switch value {
        case .null, .blob: return .nothing
        case .integer(let number):
            guard field == "amount", let currency else { return .number(number) }
            return .amount(Amount(minor: number, currency: currency))
        case .double(let double): return .text(String(double))
        case .text(let text): return .text(text)
        case .uuid(let high, let low): return .text(Identifier<AnyRecord>(high: high, low: low).description)
        }
    }
}

extension SQL.Value {
    /// The identifier that it is; the log keeps them as text.
    fileprivate var identifier: Identifier<AnyRecord>? {
        switch self {
        case .uuid(let high, let low): Identifier(high: high, low: low)
        case .text(let text): text.utf8.count == 36 ? Identifier(text) : nil
        case .null, .integer, .double, .blob: nil
        }
    }
}
