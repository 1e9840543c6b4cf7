import Foundation

/// Where a table's bytes come from: a file, or memory in a test.
package protocol ByteSource: AnyObject {
    /// Fills the buffer from its start and returns how many bytes were read, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
    /// Goes to a byte of the source.
    func seek(to offset: Int64) throws
    /// The number of bytes in the source.
    var size: Int64 { get }
}

/// A file that is read in order.
package final class FileBytes: ByteSource {
    package let path: String
    package let size: Int64
    private let descriptor: Int32

    package init(path: String) throws(TableError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: FileBytes.reason()) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let reason = FileBytes.reason()
            close(descriptor)
            throw .unreadable(path: path, reason: reason)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path: path, reason: "it is not a regular file")
        }
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw TableError.unreadable(path: path, reason: FileBytes.reason()) }
        }
    }

    package func seek(to offset: Int64) throws {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw TableError.unreadable(path: path, reason: FileBytes.reason())
        }
    }

    private static func reason() -> String {
        let text = String(cString: strerror(errno))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

/// Bytes in memory, handed out in pieces of a chosen size.
package final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    private let piece: Int
    private var next = 0

    package init(_ bytes: [UInt8], piece: Int = .max) {
        self.bytes = bytes
        self.piece = piece
    }

    package var size: Int64 { Int64(bytes.count) }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(buffer.count, piece, bytes.count - next)
        buffer.copyBytes(from: bytes[next..<next + count])
        next += count
        return count
    }

    package func seek(to offset: Int64) throws { next = Int(min(max(0, offset), size)) }
}
