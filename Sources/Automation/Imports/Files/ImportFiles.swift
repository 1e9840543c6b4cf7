import Foundation
import Sales
import Synchronization

/// The folder of the files that members bring, next to the database.
///
/// A file lies there under a random name that nobody chose, readable by the server alone, until it is imported or a
/// day old. What a member's machine calls it never becomes a path.
package struct ImportFiles: Sendable {
    package let folder: URL
    /// The most bytes that a file may have.
    package var limit: Int

    package init(folder: URL, limit: Int = 200_000_000) {
        self.folder = folder
        self.limit = limit
    }

    /// Where a file of that name lies; the name is one that this folder gave.
    package func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    package func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Begins a new file and gives its name; what is written before `finish` counts as half a file.
    package func begin() throws -> NewFile {
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let name = Token().text
        return try NewFile(name: name, path: path(name), limit: limit)
    }

    /// Takes a file away with everything that was made of it but its error file.
    package func remove(_ name: String) {
        // One that is gone is as good as removed; another is found by the next sweep.
        for file in files(of: name) where !file.hasSuffix(ImportFiles.errors) {
            try? FileManager.default.removeItem(atPath: file)
        }
    }

    /// Takes away what was left: files of more than a day, and error files of more than thirty days.
    package func sweep(_ now: Instant) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        for name in names {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
            guard let changed = attributes?[.modificationDate] as? Date else { continue }
            let days = (Double(now.milliseconds) / 1000 - changed.timeIntervalSince1970) / 86_400
            if days > (name.hasSuffix(ImportFiles.errors) ? 30 : 1) {
                try? FileManager.default.removeItem(atPath: path(name))
            }
        }
    }

    /// Lets the day begin anew, for a file that is being imported.
    package func keep(_ name: String, _ now: Instant) throws {
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        for file in files(of: name) {
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
        }
    }

    /// The name of the file with the rows that failed.
    package func errorFile(of name: String) -> String { name + ImportFiles.errors }

    private func files(of name: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return names.filter { $0 == name || $0.hasPrefix(name + ".") }.map(path)
    }

    private static let errors = ".errors.csv"
}

/// A file while it is brought, counted against the limit.
package final class NewFile: Sendable {
    package let name: String
    private let path: String
    private let limit: Int
    private let handle: FileHandle
    private let written = Mutex(0)

    fileprivate init(name: String, path: String, limit: Int) throws {
        self.name = name
        self.path = path
        self.limit = limit
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, let handle = FileHandle(forWritingAtPath: path) else { throw ImportFileError.cannotKeep }
        self.handle = handle
    }

    package var size: Int { written.withLock { $0 } }

    package func append(_ bytes: some Sequence<UInt8>) throws {
        let data = Data(bytes)
        let total = written.withLock { written in
            written += data.count
            return written
        }
        if total > limit { throw ImportFileError.tooLarge(limit: limit) }
        do { try handle.write(contentsOf: data) } catch { throw ImportFileError.cannotKeep }
    }

    package func finish() throws {
        try handle.close()
        if size == 0 { throw ImportFileError.empty }
    }

    /// Takes the half file away.
    package func discard() {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// Why a file that a member brings is not taken.
package enum ImportFileError: Error, Equatable {
    case tooLarge(limit: Int)
    case empty
    case cannotKeep
    /// It was removed after a day, or lies on another server.
    case gone
    case tooManyColumns(Int)
}

extension ImportFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let limit):
            "The file is over \(limit / 1_000_000) MB; split it, or import it at the command line."
        case .empty: "The file is empty."
        case .cannotKeep: "The server could not keep the file; perhaps its disk is full."
        case .tooManyColumns(let count):
            "The table has \(count) columns; leave out those you do not need, 500 at most stay."
        case .gone: "The file is not on the server any more; bring it once more."
        }
    }
}
