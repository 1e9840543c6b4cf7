import Foundation
import GRDB

extension Configuration {
    /// GRDB's configuration for these options.
    init(_ options: DatabaseOptions) {
        self.init()
        foreignKeysEnabled = true
        readonly = options.isReadOnly
        // One for each core and one that waits for the disk: more read no faster, and every one keeps a cache of its own.
        maximumReaderCount = min(options.maximumConnections, max(3, ProcessInfo.processInfo.activeProcessorCount + 1))
        busyMode = .timeout(options.busyTimeout.seconds)
        label = "sluice"
        prepareDatabase { db in
            // 64 MiB stay of a journal that one great transaction made long.
            if !options.isReadOnly { try db.execute(sql: "PRAGMA journal_size_limit = 67108864") }
            // 8 MiB each, which a change by another connection empties. A memory map reads 4,000,000 rows no faster and adds the file to the resident memory.
            try db.execute(sql: "PRAGMA cache_size = -8192")
        }
    }
}
