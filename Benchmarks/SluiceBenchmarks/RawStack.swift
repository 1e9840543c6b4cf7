import Foundation
import SQLEngines

/// The libraries that the server is made of, without it: they send the same bytes.
struct RawStack {
    let answers: [WebRoute: WebClient.Answer]

    /// How many requests a second it answers to the same members; nil where there is no such program.
    func perSecond(_ members: [WebMember], seconds: Double) async throws -> Double? {
        guard let program = ProcessInfo.processInfo.environment["SLUICE_BENCH_RAW_SERVER"] else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "pages.sqlite").path
        try await store(in: file)
        let server = try WebServer([program, file], answering: "/pages/0")
        defer { server.stop() }
        let figures = WebTraffic.run(members, port: server.port, seconds: seconds, pause: 0) { route, member, number in
            let isWrite = route.request(member, number).hasPrefix("POST")
            let path = "/pages/\(route.rawValue)"
            return isWrite ? member.post(path, [("number", "\(number)")]) : member.get(path)
        }
        return Double(figures.count) / seconds
    }

    private func store(in file: String) async throws {
        let database = try await DatabaseLocation("sqlite:\(file)").open()
        let pages = answers.map { ($0.key.rawValue, $0.value.body) }
        try await database.write { db in
            try db.run("CREATE TABLE pages (page BIGINT PRIMARY KEY, body BLOB, writes BIGINT NOT NULL DEFAULT 0)")
            for (page, body) in pages {
                try db.run("INSERT INTO pages (page, body) VALUES (\(page), \(body))")
            }
        }
        try await database.close()
    }
}
