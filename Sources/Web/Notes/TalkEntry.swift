import Sales

/// One entry of a time line, in words.
struct TalkEntry: Sendable, Encodable {
    var icon: String
    var who: String
    var what: String
    var time: String
    /// When it was entered, where that was later than it happened.
    var recordedLater: String?
    /// The record that it is about, where it is not the page's own.
    var about: AccountPage.Link?
    var note: TalkNote?
    var file: TalkFile?
    var fields: [ChangeTeller.Field]
    var hasFields: Bool
}

/// A note or a comment.
struct TalkNote: Sendable, Encodable {
    var noteID: String
    var version: String
    var author: String
    var initials: String
    var noteTime: String
    var isEdited: Bool
    var pieces: [Piece]
    var editing: NoteForm?
    var mayDelete: Bool
    var mayRestore: Bool
    var comments: [TalkNote]
    var reply: NoteForm?

    struct Piece: Sendable, Encodable {
        var text: String
        var link: String?
        var isMention: Bool
    }
}

/// A file with what may be done to it.
struct TalkFile: Sendable, Encodable {
    var fileID: String
    var fileVersion: String
    var fileName: String
    var detail: String
    var preview: String?
    var mayChange: Bool
    var mayBringBack: Bool
    var naming: FileForm
}

/// The form of a file's name and kind.
struct FileForm: Sendable, Encodable {
    var fileID: String
    var fileVersion: String
    var fileName: String
    var kinds: [Option]
    var fileFault: String?

    init(_ file: RecordFile, _ words: Words) {
        (fileID, fileVersion, fileName) = (file.id.description, String(file.version), file.name)
        kinds = Option.all(RecordFile.Kind.self, file.kind) { words("files.kind", $0) }
    }
}
