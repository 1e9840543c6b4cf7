import SQLEngines
import Sales

extension ScopedConnection {
    /// The tags of records that the caller may see, by name.
    package func tags(
        of kind: BinKind,
        _ ids: [Identifier<AnyRecord>]
    ) throws -> [Identifier<AnyRecord>: [Tag]] {
        var found: [Identifier<AnyRecord>: [Tag]] = [:]
        for batch in ids.batches(of: 1000) {
            try db.forEach(
                """
                SELECT r.record_id, t.id, t.name, t.colour, t.archived_at, t.version FROM record_tags r
                JOIN tags t ON t.workspace_id = r.workspace_id AND t.id = r.tag_id
                WHERE r.workspace_id = \(key) AND r.record_kind = \(kind) AND r.record_id IN (\(list: batch))
                """
            ) { row in
                let id: Identifier<AnyRecord> = try row.next()
                found[id, default: []].append(try row.next())
            }
        }
        return found.mapValues { $0.sorted { ($0.name.sortKey, $0.id) < ($1.name.sortKey, $1.id) } }
    }

    /// Puts the tags of a typed text on a record; those that the workspace does not have are made.
    package func addTags(_ text: String, to kind: BinKind, _ id: Identifier<AnyRecord>) throws {
        try requireTaggable(kind, id)
        let tags = try Tag.names(in: text).map { name in try tag(named: name) ?? insertTag(name) }
        // One that was merged into another, or given up, is not put on by a name that somebody still knows.
        let there = try db.tagNames(of: kind, id, in: key)
        if let retired = tags.first(where: { $0.isRetired && there[$0.id] == nil }) {
            throw TagError.retired(retired.name)
        }
        try setTags(of: kind, id, adding: tags.map(\.id))
    }

    /// Puts a tag on a record, and returns the record's new version; nil where it was there.
    @discardableResult
    package func add(_ tag: Identifier<Tag>, to kind: BinKind, _ id: Identifier<AnyRecord>) throws -> Int? {
        try requireTaggable(kind, id)
        _ = try self.tag(tag)
        return try setTags(of: kind, id, adding: [tag])
    }

    /// Takes a tag off a record, and returns the record's new version; nil where it was not there.
    @discardableResult
    package func remove(_ tag: Identifier<Tag>, from kind: BinKind, _ id: Identifier<AnyRecord>) throws -> Int? {
        try requireTaggable(kind, id)
        return try setTags(of: kind, id, removing: [tag])
    }

    /// Refuses a record that the member does not see, or may not change.
    private func requireTaggable(_ kind: BinKind, _ id: Identifier<AnyRecord>) throws {
        let owner: Identifier<Member>? =
            switch kind {
            case .opportunity: try opportunity(Identifier(id)).values.ownerID
            case .account: try account(Identifier(id)).ownerID
            case .contact: try contact(Identifier(id)).ownerID
            }
        try require(.edit, kind.rights, id, owner: owner)
    }

    @discardableResult
    private func setTags(
        of kind: BinKind,
        _ id: Identifier<AnyRecord>,
        adding: [Identifier<Tag>] = [],
        removing: [Identifier<Tag>] = []
    ) throws -> Int? {
        try db.changeTags(of: kind, id, adding: adding, removing: removing, by: Origin(access))?.version
    }
}

extension Connection {
    /// Puts tags on a record and takes others off, logs both as the names that stand there, and returns which were put
    /// on; nil where nothing changes.
    @discardableResult
    func changeTags(
        of kind: BinKind,
        _ id: Identifier<AnyRecord>,
        adding: [Identifier<Tag>] = [],
        removing: [Identifier<Tag>] = [],
        by origin: Origin
    ) throws -> (version: Int, added: [Identifier<Tag>])? {
        let before = try tagNames(of: kind, id, in: origin.workspace)
        let (new, old) = (adding.filter { before[$0] == nil }, removing.filter { before[$0] != nil })
        if new.isEmpty && old.isEmpty { return nil }
        for tag in Set(new).sorted() {
            try run(
                """
                INSERT INTO record_tags (workspace_id, record_kind, record_id, tag_id)
                VALUES (\(origin.workspace), \(kind), \(id), \(tag)) ON CONFLICT DO NOTHING
                """
            )
        }
        if !old.isEmpty {
            try run(
                """
                DELETE FROM record_tags WHERE workspace_id = \(origin.workspace) AND record_kind = \(kind)
                    AND record_id = \(id) AND tag_id IN (\(list: old))
                """
            )
        }
        let after = try tagNames(of: kind, id, in: origin.workspace)
        let version = try touch(
            kind,
            id,
            before: [("tags", before.text)],
            after: [("tags", after.text)],
            by: origin
        )
        return (version, new)
    }

    func tagNames(of kind: BinKind, _ id: Identifier<AnyRecord>, in workspace: Int64) throws -> [Identifier<Tag>:
        String]
    {
        var names: [Identifier<Tag>: String] = [:]
        try forEach(
            """
            SELECT t.id, t.name FROM record_tags r JOIN tags t ON t.workspace_id = r.workspace_id AND t.id = r.tag_id
            WHERE r.workspace_id = \(workspace) AND r.record_kind = \(kind) AND r.record_id = \(id)
            """
        ) { row in
            let id: Identifier<Tag> = try row.next()
            names[id] = try row.next()
        }
        return names
    }
}

extension [Identifier<Tag>: String] {
    fileprivate var text: SQL.Value {
        isEmpty ? .null : values.sorted { $0.sortKey < $1.sortKey }.joined(separator: ", ").sqlValue
    }
}

extension Conditions {
    /// That a record carries any of the tags.
    mutating func add(_ tags: [Identifier<Tag>], of kind: BinKind, in workspace: Int64) {
        if tags.isEmpty { return }
        add(
            """
            id IN (SELECT record_id FROM record_tags
                WHERE workspace_id = \(workspace) AND tag_id IN (\(list: tags)) AND record_kind = \(kind))
            """
        )
    }
}

extension Conditions {
    /// That a record is shared with any of the members to edit.
    mutating func add(sharedToEditWith members: [Identifier<Member>], _ kind: RecordKind, in workspace: Int64) {
        if members.isEmpty { return }
        add(
            """
            id IN (SELECT record_id FROM record_shares WHERE workspace_id = \(workspace)
                AND member_id IN (\(list: members)) AND record_kind = \(kind) AND may_edit = 1)
            """
        )
    }
}
