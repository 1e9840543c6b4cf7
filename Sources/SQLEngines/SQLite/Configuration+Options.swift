import GRDB

extension Configuration {
    /// GRDB's configuration for these options.
    init(_ options: DatabaseOptions) {
        self.init()
        foreignKeysEnabled = true
        readonly = options.isReadOnly
        maximumReaderCount = options.maximumConnections
        busyMode = .timeout(options.busyTimeout.seconds)
        label = "sluice"
        prepareDatabase { db in
            // Pages are read through the map, which the system shares between readers and gives back under
            // pressure; a cache of its own for each connection would count once per reader.
            try db.execute(sql: "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -16384")
        }
    }
}
