/// A file on a record: its content is elsewhere, in pieces.
package struct RecordFile: Hashable, Sendable {
    package var id: Identifier<RecordFile>
    package var subject: RecordSubject
    package var kind: Kind
    package var name: String
    package var mediaType: MediaType
    /// In bytes.
    package var size: Int
    /// The content's SHA-256, 64 hexadecimal digits.
    package var digest: String
    /// Nil for the operator at the command line.
    package var addedBy: Identifier<Member>?
    package var addedAt: Instant
    package var version: Int

    package enum Kind: String, CaseIterable, Sendable {
        case contract, quote, requirements, presentation, photo, other
    }

    package init(
        id: Identifier<RecordFile>,
        subject: RecordSubject,
        kind: Kind,
        name: String,
        mediaType: MediaType,
        size: Int,
        digest: String,
        addedBy: Identifier<Member>?,
        addedAt: Instant,
        version: Int = 1
    ) {
        self.id = id
        self.subject = subject
        self.kind = kind
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.digest = digest
        self.addedBy = addedBy
        self.addedAt = addedAt
        self.version = version
    }
}

/// Why a file is not taken.
package enum FileError: Error, Equatable {
    case empty
    case tooLarge(limit: Int)
    /// A program, which would run on the machine of whoever opens it.
    case program
    case nameMissing
    /// The record has the same content under this name already.
    case there(name: String)
    /// The upload was given up or taken away meanwhile.
    case gone
}

extension FileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "The file is empty."
        case .tooLarge(let limit): "The file is over \(limit / 1_000_000) MB."
        case .program: "Programs and scripts are not kept here; put it into an archive if it has to be."
        case .nameMissing: "A file needs a name."
        case .there(let name): "The same file is here already, as \(name)."
        case .gone: "The upload was interrupted; send the file once more."
        }
    }
}
