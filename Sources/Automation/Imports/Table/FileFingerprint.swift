import Crypto

/// A file's SHA-256, by which the same file is known again.
package struct FileFingerprint: Hashable, Sendable {
    /// 64 hexadecimal digits.
    package let text: String

    /// Reads the source once from its start.
    package init(of source: any ByteSource) throws {
        try source.seek(to: 0)
        var hash = SHA256()
        while true {
            let piece = try [UInt8](unsafeUninitializedCapacity: 262_144) { buffer, count in
                count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if piece.isEmpty { break }
            hash.update(data: piece)
        }
        text = hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
