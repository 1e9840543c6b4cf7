/// What a member wrote on a record, or under another note.
package struct Note: Hashable, Sendable {
    package var id: Identifier<Note>
    package var subject: RecordSubject
    /// The note under which it is a comment; comments have none of their own.
    package var parentID: Identifier<Note>?
    /// Nil for the operator at the command line.
    package var authorID: Identifier<Member>?
    package var text: NoteText
    package var writtenAt: Instant
    package var editedAt: Instant?
    package var version: Int

    package init(
        id: Identifier<Note>,
        subject: RecordSubject,
        parentID: Identifier<Note>? = nil,
        authorID: Identifier<Member>?,
        text: NoteText,
        writtenAt: Instant,
        editedAt: Instant? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.subject = subject
        self.parentID = parentID
        self.authorID = authorID
        self.text = text
        self.writtenAt = writtenAt
        self.editedAt = editedAt
        self.version = version
    }
}

/// Why a note is not taken as it was typed.
package enum NoteError: Error, Equatable {
    case empty
    case tooLong
    /// Several members have the name after the @, and none was chosen from the list.
    case ambiguousName(String)
    /// Who is mentioned does not see the record; `mayShare` is whether who writes could share it with them.
    case mentionedCannotSee([String], mayShare: Bool)
}

extension NoteError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "A note must not be empty."
        case .tooLong: "A note has at most \(NoteText.limit) characters; shorten it or add it as a file."
        case .ambiguousName(let name): "Several members are called \(name); choose one of them from the list."
        case .mentionedCannotSee(let names, true):
            "\(names.joined(separator: ", ")) cannot see this record. Share it with them, or take the mention out."
        case .mentionedCannotSee(let names, false):
            "\(names.joined(separator: ", ")) cannot see this record. Ask its owner to share it, or take the mention out."
        }
    }
}
