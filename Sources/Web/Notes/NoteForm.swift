import Sales
import Storage

/// The form of a new note, of a comment or of an edit, with what was typed if it came back.
struct NoteForm: Sendable, Encodable {
    var action: String
    /// Tells the forms of one page apart.
    var place: String
    /// The identifier that the new note will have; absent in an edit.
    var newID: String?
    var parent: String?
    var noteVersion: String?
    var typed = ""
    var chosen: [String] = []
    var label: String
    var button: String
    var isComment = false
    var formFault: String?
    /// Offers to share the record with those who are mentioned and do not see it.
    var share: String?

    /// A new note on the record, or a comment on one of its notes.
    static func new(on subject: RecordSubject, parent: Identifier<Note>? = nil, now: Instant, _ words: Words)
        -> NoteForm
    {
        let id = Identifier<Note>(at: now).description
        return NoteForm(
            action: "\(subject.path)/notes",
            place: parent?.description ?? "new",
            newID: id,
            parent: parent?.description,
            label: words(parent == nil ? "notes.write" : "notes.comment"),
            button: words(parent == nil ? "notes.add" : "notes.reply"),
            isComment: parent != nil
        )
    }

    static func edit(_ note: Note, _ names: [Identifier<Member>: String], _ words: Words) -> NoteForm {
        NoteForm(
            action: "/notes/\(note.id)",
            place: "edit-\(note.id)",
            noteVersion: String(note.version),
            typed: note.text.typed { names[$0] },
            chosen: note.text.mentioned.sorted().map(\.description),
            label: words("notes.edit"),
            button: words("notes.save"),
            isComment: true
        )
    }

    /// The same with what was typed, and why it was not taken.
    func refused(_ form: FormFields, _ error: any Error, _ words: Words) -> NoteForm {
        var refused = self
        refused.newID = newID == nil ? nil : form["id"]
        refused.typed = form.verbatim("text")
        refused.chosen = form.all("mention")
        refused.formFault = Fault(error).sentence(words)
        if case NoteError.mentionedCannotSee(_, mayShare: true) = error { refused.share = words("notes.share") }
        return refused
    }
}

extension NewNote {
    init(_ form: FormFields, on subject: RecordSubject, now: Instant) {
        self.init(
            id: Identifier(form["id"]) ?? Identifier(at: now),
            subject: subject,
            typed: form.verbatim("text")
        )
        parentID = Identifier(form["parent"])
        chosen = form.chosenMembers
        shares = !form["share"].isEmpty
    }
}

extension FormFields {
    /// Members who were picked from the list behind an @.
    var chosenMembers: Set<Identifier<Member>> { Set(all("mention").compactMap { Identifier($0) }) }
}
