import SQLEngines
import Sales

extension ScopedConnection {
    /// Every tag of the workspace by name, the retired ones included.
    package func tags() throws -> [Tag] {
        let tags: [Tag] = try db.once("SELECT \(Tag.columns) FROM tags WHERE workspace_id = \(key) ORDER BY id")
        return tags.map { ($0.name.sortKey, $0) }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
    }

    /// How many records of all kinds carry each tag, for those who administer the lists.
    package func tagCounts() throws -> [Identifier<Tag>: Int] {
        try require(.edit, .pipelines)
        var counts: [Identifier<Tag>: Int] = [:]
        try db.forEach("SELECT tag_id, count(*) FROM record_tags WHERE workspace_id = \(key) GROUP BY tag_id") { row in
            let id: Identifier<Tag> = try row.next()
            counts[id] = try row.next()
        }
        return counts
    }

    /// Adds a tag to the workspace's.
    @discardableResult
    package func addTag(_ name: String) throws -> Tag {
        try require(.create, .pipelines)
        if try tag(named: name) != nil { throw TagError.nameTaken(name) }
        return try insertTag(name)
    }

    /// Renames a tag, gives it another colour, retires it or offers it again.
    package func edit(_ id: Identifier<Tag>, version: Int, _ change: (inout Tag) -> Void) throws {
        try require(.edit, .pipelines)
        let old = try tag(id)
        var new = old
        change(&new)
        if new == old { return }
        try new.check()
        if let other = try tag(named: new.name), other.id != id { throw TagError.nameTaken(new.name) }
        try write(new, over: old, version: version)
    }

    /// Lets every record with one tag have another instead, and retires the one.
    package func merge(_ id: Identifier<Tag>, into other: Identifier<Tag>, version: Int) throws {
        try require(.edit, .pipelines)
        if id == other { throw TagError.sameTag }
        let (merged, survivor) = (try tag(id), try tag(other))
        try db.run(
            """
            INSERT INTO record_tags (workspace_id, record_kind, record_id, tag_id)
            SELECT r.workspace_id, r.record_kind, r.record_id, t.id FROM record_tags r
            JOIN tags t ON t.workspace_id = r.workspace_id AND t.id = \(other)
            WHERE r.workspace_id = \(key) AND r.tag_id = \(id) ON CONFLICT DO NOTHING
            """
        )
        try db.run("DELETE FROM record_tags WHERE workspace_id = \(key) AND tag_id = \(id)")
        var retired = merged
        retired.isRetired = true
        try write(retired, over: merged, version: version, mergedInto: survivor.id)
    }

    func tag(_ id: Identifier<Tag>) throws -> Tag {
        try db.find("SELECT \(Tag.columns) FROM tags WHERE workspace_id = \(key) AND id = \(id)", kind: "tag")
    }

    func tag(named name: String) throws -> Tag? {
        try db.first("SELECT \(Tag.columns) FROM tags WHERE workspace_id = \(key) AND name_folded = \(name.folded)")
    }

    /// Makes a tag in the next colour of the palette.
    func insertTag(_ name: String) throws -> Tag {
        let count: Int? = try db.first("SELECT count(*) FROM tags WHERE workspace_id = \(key)")
        let tag = Tag(id: Identifier(at: access.now), name: name, colour: Tag.Colour(ofTag: count ?? 0))
        try tag.check()
        try db.run(
            """
            INSERT INTO tags (workspace_id, id, name, name_folded, colour, created_at, version)
            VALUES (\(key), \(tag.id), \(name), \(name.folded), \(tag.colour), \(access.now), 1)
            """
        )
        try db.log([Change("tag", tag.id.erased, version: 1, action: .created)], by: Origin(access))
        return tag
    }

    private func write(_ new: Tag, over old: Tag, version: Int, mergedInto survivor: Identifier<Tag>? = nil) throws {
        try updatePart(
            "tags",
            new.id,
            version: version,
            """
            name = \(new.name), name_folded = \(new.name.folded), colour = \(new.colour),
            archived_at = \(new.isRetired ? access.now : nil)
            """
        )
        var change = Change("tag", new.id.erased, version: version + 1, action: .updated)
        change.before = FieldValues(old.logged)
        change.after = FieldValues(new.logged + (survivor.map { [("tag", $0.sqlValue)] } ?? []))
        try db.log([change], by: Origin(access))
    }
}

extension Tag.Colour: SQLBindable, SQLReadable {}

extension Tag: SQLReadable {
    static let columns: SQL = "id, name, colour, archived_at, version"

    package init(from row: inout Row) throws {
        let (id, name): (Identifier<Tag>, String) = (try row.next(), try row.next())
        let colour: Colour = try row.next()
        let retiredAt: Instant? = try row.next()
        try self.init(id: id, name: name, colour: colour, isRetired: retiredAt != nil, version: row.next())
    }

    fileprivate func check() throws {
        try NameRule.check(name)
        if !name.isWithin(Self.limit) { throw TagError.tooLong }
    }

    fileprivate var logged: [(String, SQL.Value)] {
        [("name", name.sqlValue), ("colour", colour.sqlValue), ("isRetired", isRetired.sqlValue)]
    }
}
