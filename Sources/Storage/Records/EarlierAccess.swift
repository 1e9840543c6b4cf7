import SQLEngines
import Sales

extension ScopedConnection {
    /// The same transaction as a member at an earlier time, so that a loaded history is told with those who made it.
    ///
    /// Only for those who import everything; what the member may do is not asked, as with revisions that are loaded.
    package func told(by member: Identifier<Member>?, at time: Instant) throws -> ScopedConnection {
        for kind in [RecordKind.accounts, .contacts, .opportunities] { try requireImporter(of: kind) }
        var earlier = access
        earlier.member = try member.map { try self.member($0) }
        earlier.rights = .everything
        earlier.now = min(time, access.now)
        return try ScopedConnection(db, earlier)
    }

    /// Stores notes with who wrote them when, and tells those who are mentioned.
    package func load(_ notes: [Note]) throws {
        for note in notes {
            let earlier = try told(by: note.authorID, at: note.writtenAt)
            try db.insert(note, by: Origin(earlier.access))
            try earlier.mention(note.text.mentioned, in: note.id)
        }
    }

    package func create(_ contacts: [Contact]) throws {
        try requireImporter(of: .contacts)
        try db.create(contacts, by: Origin(access))
    }
}
