import Crypto
import Sales
import Storage

extension Store {
    /// Reads every file of the workspace and says which are not what came once, one sentence each.
    package func fileProblems(of workspace: Workspace) async throws -> [String] {
        var problems: [String] = []
        var last: Identifier<RecordFile>?
        while true {
            let files = try await files(after: last, in: workspace)
            for file in files where try await !isWhole(file, in: workspace) {
                problems.append(
                    "The content of the file \(file.name) (\(file.id)) is damaged. Bring it back from a backup."
                )
            }
            guard let next = files.last else { return problems }
            last = next.id
        }
    }

    private func isWhole(_ file: RecordFile, in workspace: Workspace) async throws -> Bool {
        var (hash, size, number) = (SHA256(), 0, 0)
        while let piece = try await piece(number, of: file.id, in: workspace) {
            hash.update(data: piece)
            size += piece.count
            number += 1
        }
        return size == file.size && hash.finalize().hexadecimal == file.digest
    }
}
