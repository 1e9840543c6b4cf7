import Crypto
import Sales
import Storage

/// Takes a file that comes in pieces of any size into the database, and no more of it than the limit.
package struct FileArrival {
    /// Small enough that a piece's transaction holds up nobody.
    package static let pieceSize = 1 << 18

    private let store: Store
    private let access: Access
    private let file: NewRecordFile
    private let limit: Int
    private var waiting: [UInt8] = []
    private var mediaType: MediaType?
    private var size = 0
    private var number = 0
    private var hash = SHA256()

    /// Begins a file; its name is cleaned, and a program refused, before anything of it is stored.
    package init(
        _ store: Store,
        _ access: Access,
        to subject: RecordSubject,
        name: String,
        kind: RecordFile.Kind,
        limit: Int
    ) async throws {
        let name = try FileName.cleaned(name)
        _ = try MediaType(of: [], named: name)
        file = NewRecordFile(id: Identifier(at: access.now), subject: subject, kind: kind, name: name)
        (self.store, self.access, self.limit) = (store, access, limit)
        try await store.begin(file, access)
    }

    package mutating func append(_ bytes: some Sequence<UInt8>) async throws {
        waiting += bytes
        if size + waiting.count > limit { throw FileError.tooLarge(limit: limit) }
        while waiting.count >= Self.pieceSize { try await store(Self.pieceSize) }
    }

    /// Stores what is left and makes the file one of its record's.
    package mutating func finish() async throws -> RecordFile {
        if !waiting.isEmpty { try await store(waiting.count) }
        guard let mediaType else { throw FileError.empty }
        let digest = hash.finalize().hexadecimal
        let content = FileContent(mediaType: mediaType, size: size, digest: digest)
        return try await store.write(access) { [file] in try $0.finish(file.id, content) }
    }

    /// Takes away what came of a file that is not to be.
    package func discard() async throws { try await store.discard(file.id, in: access.workspace) }

    private mutating func store(_ count: Int) async throws {
        let piece = Array(waiting.prefix(count))
        if number == 0 { mediaType = try MediaType(of: piece, named: file.name) }
        hash.update(data: piece)
        try await store.append(piece, number: number, to: file.id, access)
        waiting.removeFirst(count)
        size += count
        number += 1
    }
}

extension SHA256Digest {
    /// 64 digits.
    var hexadecimal: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
