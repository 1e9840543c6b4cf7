import CLibPQ

/// A PostgreSQL server as libpq reads it: a URL or `keyword=value` pairs.
struct PostgresAddress: Sendable, Hashable, CustomStringConvertible {
    let conninfo: String
    let description: String

    init(_ conninfo: String) throws {
        guard let parts = Self.parse(conninfo) else { throw InvalidDatabaseLocation.server }
        self.conninfo = conninfo
        let user = parts["user"].map { "\($0)@" } ?? ""
        let host = parts["host"] ?? parts["hostaddr"] ?? ""
        let port = parts["port"].map { ":\($0)" } ?? ""
        description = "postgres://\(user)\(host)\(port)/\(parts["dbname"] ?? "")"
    }

    static func isRecognised(_ text: String) -> Bool {
        let text = text.lowercased()
        return text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
            || (text.contains("=") && !text.contains("://"))
    }

    /// What is set, by keyword; nothing when libpq cannot read it.
    private static func parse(_ conninfo: String) -> [String: String]? {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(conninfo, &message) else {
            PQfreemem(message)
            return nil
        }
        defer { PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return parts
    }
}
