import Sales
import Storage

/// Tells the entries of a time line.
struct TalkTeller {
    let dossier: TalkDossier
    let access: Access
    let words: Words

    func entry(_ entry: JournalEntry) -> TalkEntry {
        var told =
            switch entry.content {
            case .note(let note, let comments): noteEntry(note, comments)
            case .file(let file): fileEntry(file)
            case .change(let change, let precision): changeEntry(change, at: entry.key.at, precision)
            }
        if entry.subject != dossier.seen.subject {
            told.about = AccountPage.Link(name: dossier.journal.names[entry.subject] ?? "–", href: entry.subject.path)
        }
        return told
    }

    private var isDeleted: Bool { dossier.sort == .deleted }

    private func name(_ member: Identifier<Member>?) -> String {
        member.flatMap { dossier.members[$0] } ?? words("record.operator")
    }

    private func plain(_ icon: String, _ who: String, _ what: String, _ time: String) -> TalkEntry {
        TalkEntry(icon: icon, who: who, what: what, time: time, fields: [], hasFields: false)
    }

    private func noteEntry(_ note: Note, _ comments: [Note]) -> TalkEntry {
        let what = words(note.parentID == nil ? "notes.wrote" : "notes.commented")
        var entry = plain("message-square", name(note.authorID), what, time(note.writtenAt))
        entry.note = self.note(note, comments)
        return entry
    }

    private func note(_ note: Note, _ comments: [Note]) -> TalkNote {
        let isOwn = note.authorID == access.member?.id && dossier.mayWrite
        let mayReply = dossier.mayWrite && note.parentID == nil && !isDeleted
        return TalkNote(
            noteID: note.id.description,
            version: String(note.version),
            author: name(note.authorID),
            initials: name(note.authorID).initials,
            noteTime: time(note.writtenAt),
            isEdited: note.editedAt != nil,
            pieces: note.text.pieces.map(piece),
            editing: isOwn && !isDeleted ? .edit(note, dossier.members, words) : nil,
            mayDelete: dossier.deletable.contains(note.id) && !isDeleted,
            mayRestore: dossier.deletable.contains(note.id) && isDeleted,
            comments: comments.map { self.note($0, []) },
            reply: mayReply ? .new(on: note.subject, parent: note.id, now: access.now, words) : nil
        )
    }

    private func piece(_ piece: NoteText.Piece) -> TalkNote.Piece {
        switch piece {
        case .text(let text): TalkNote.Piece(text: text, isMention: false)
        case .mention(let id): TalkNote.Piece(text: "@\(dossier.members[id] ?? "?")", isMention: true)
        case .link(let text, let href): TalkNote.Piece(text: text, link: href, isMention: false)
        }
    }

    private func fileEntry(_ file: RecordFile) -> TalkEntry {
        var entry = plain("paperclip", name(file.addedBy), words("files.added"), time(file.addedAt))
        let mayChange = dossier.changeable.contains(file.subject)
        let isShown = file.mediaType.isImage && file.size <= previewLimit && !isDeleted
        entry.file = TalkFile(
            fileID: file.id.description,
            fileVersion: String(file.version),
            fileName: file.name,
            detail: "\(words("files.kind", file.kind)) · \(words.size(file.size))",
            preview: isShown ? "/files/\(file.id)/preview" : nil,
            mayChange: mayChange && !isDeleted,
            mayBringBack: mayChange && isDeleted,
            naming: FileForm(file, words)
        )
        return entry
    }

    private func changeEntry(_ change: HistoryEntry, at happened: Instant, _ precision: Revision.Precision) -> TalkEntry
    {
        let own = FieldTeller(definitions: dossier.fields, members: dossier.fieldMembers, words: words)
        let told = ChangeTeller(access: access, words: words, pipelines: [], own: own).entry(change)
        let outcome = change.fields.first { $0.name == "outcome" }?.after
        var entry = plain("history", who(change), words("record.action", change.action), when(happened, precision))
        if outcome == .text("won") { (entry.icon, entry.what) = ("trophy", words("notes.won")) }
        if outcome == .text("lost") { (entry.icon, entry.what) = ("circle-x", words("notes.lost")) }
        if change.action == .created, change.recordKind != "opportunity" { return entry }
        entry.fields = told.fields
        entry.hasFields = !told.fields.isEmpty
        let isLater = change.recordedAt.milliseconds - happened.milliseconds > 60_000
        if isLater, change.importID == nil {
            entry.recordedLater = words("notes.recorded", ["time": time(change.recordedAt)])
        }
        return entry
    }

    private func who(_ change: HistoryEntry) -> String {
        change.actorName ?? words(change.importID == nil ? "record.operator" : "record.import")
    }

    private func when(_ instant: Instant, _ precision: Revision.Precision) -> String {
        switch precision {
        case .instant: time(instant)
        case .day: words.day(access.calendar.day(of: instant))
        case .undated: words("opportunity.undated")
        }
    }

    private func time(_ instant: Instant) -> String { words.moment(instant, access.calendar) }
}

/// What a page shows of its own accord is not to be the largest photograph.
private let previewLimit = 5_000_000
