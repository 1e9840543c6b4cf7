import Foundation
import SQLEngines
import Sales
import Simulation
import Storage

/// What members wait for who work at the same time, over HTTP, with the server in a process of its own.
struct WebBenchmark {
    let company: BenchmarkCompany
    /// How long they work.
    let seconds: Double

    private static let members = 16
    private static let pause = 0.5

    func sections() async throws -> [Section] {
        guard let sluice = ProcessInfo.processInfo.environment["SLUICE_BENCH_SLUICE"] else {
            return [Section(title: "Web", text: "Not run: SLUICE_BENCH_SLUICE names no program.", columns: [])]
        }
        var (routes, whole, boards) = (routeSection, wholeSection, boardSection)
        let empty = try idle(sluice)
        for database in try BenchmarkDatabase.all() {
            let (members, small) = try await filled(database)
            let logging = ["--log-level", "info", "--log-format", "json"]
            let program = [sluice, "serve", "--database", database.location] + logging
            let server = try WebServer(program, answering: "/healthz")
            defer { server.stop() }
            let name = database.engine.rawValue
            Progress.tell("  \(name) is filled and measured")
            if let first = members.first { boards.rows += try compare(first, small, server, name) }
            _ = traffic(members, server, seconds: 5, pause: 0)
            let working = traffic(members, server, seconds: seconds, pause: Self.pause)
            routes.rows += rows(working, try server.log, name)
            let pressed = traffic(members, server, seconds: seconds / 3, pause: 0)
            let raw = try await RawStack(answers: pressed.answers).perSecond(members, seconds: seconds / 3)
            Progress.tell("  \(name) has been measured")
            let rate = Double(pressed.count) / (seconds / 3)
            whole.rows.append([
                name, rate.rounded(0), raw.map { $0.rounded(0) } ?? "not run", raw.map { (rate / $0).percent } ?? "",
                server.memory.megabytes, server.peakMemory.megabytes, met(server.peakMemory < 250_000_000),
                empty.megabytes, met(empty < 60_000_000),
            ])
            for refused in Set(working.refused + pressed.refused).sorted() { Progress.tell("  refused: \(refused)") }
            try await database.remove()
        }
        return [routes, boards, whole]
    }

    /// Fills a database with the company's history and a small pipeline, and lets members in.
    private func filled(_ database: BenchmarkDatabase) async throws
        -> (members: [WebMember], small: Identifier<Pipeline>)
    {
        let store = try await database.open()
        let access = try await BoardBenchmark(company: company, runs: 1).fill(store)
        let small = try await smallPipeline(store, access)
        let members = try await WebMember.signedIn(Self.members, company, store, access)
        // What an import leaves behind it, as a server does at its start.
        _ = try await store.fillSearchBacklog()
        try await store.database.close()
        try database.settle()
        return (members, small)
    }

    private func traffic(_ members: [WebMember], _ server: WebServer, seconds: Double, pause: Double)
        -> WebTraffic.Figures
    {
        WebTraffic.run(members, port: server.port, seconds: seconds, pause: pause) { $0.request($1, $2) }
    }

    /// The memory of a server that has answered once from an empty file.
    private func idle(_ sluice: String) throws -> Int {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = [sluice, "serve", "--database", "sqlite:\(folder.path)/empty.sqlite"]
        let server = try WebServer(program, answering: "/healthz")
        defer { server.stop() }
        _ = try WebClient(port: server.port).send("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        return server.memory
    }

    /// A pipeline whose first column has fifty cards.
    private func smallPipeline(_ store: Store, _ access: Access) async throws -> Identifier<Pipeline> {
        var process = company.company.process
        let pipeline = Pipeline(id: Identifier(at: access.now), name: "Small")
        (process.pipelineID, process.number) = (pipeline.id, 1)
        for index in process.stages.indices { process.stages[index].id = Identifier(at: access.now) }
        try await store.write(access) { [process] db in
            try db.create(pipeline, process: process)
            for number in 0..<50 {
                var new = NewOpportunity(name: "Small \(number)", pipelineID: pipeline.id)
                new.amount = Amount(minor: Int64(number * 1_000), currency: access.workspace.currency)
                _ = try db.create(new)
            }
        }
        return pipeline.id
    }

    private func compare(_ member: WebMember, _ small: Identifier<Pipeline>, _ server: WebServer, _ engine: String)
        throws -> [[String]]
    {
        let client = WebClient(port: server.port)
        let boards = [("10,000 cards in a column", member.pipeline), ("50 cards in a column", small)]
        return try ["", "?order=-amount", "?order=name"].flatMap { order in
            try boards.map { name, pipeline in
                let request = member.get("/pipelines/\(pipeline)/board\(order)")
                let bytes = try client.send(request).body.count
                let times = try Stopwatch.warm(40) { _ = try client.send(request) }
                return [
                    engine, "\(name)\(order.isEmpty ? "" : ", by \(order.dropFirst(7))")", "50 ms",
                    times.median.milliseconds, times.p95.milliseconds, met(times.p95 < 0.05),
                    (Double(bytes) / 1000).rounded(1) + " KB",
                ]
            }
        }
    }

    private func rows(_ figures: WebTraffic.Figures, _ log: ServerLog, _ engine: String) -> [[String]] {
        WebRoute.allCases.map { route in
            let times = figures.seconds[route] ?? []
            let inside = (figures.requests[route] ?? []).compactMap { log.seconds(of: $0) }
            let limit = route.milliseconds / 1000
            Progress.tell("  \(engine) \(route.name): \(times.p95.milliseconds), inside \(inside.p95.milliseconds)")
            return [
                engine, route.name, times.count.grouped, limit.milliseconds, inside.median.milliseconds,
                inside.p95.milliseconds, met(inside.p95 < limit), times.median.milliseconds, times.p95.milliseconds,
                (Double(figures.bytes[route] ?? 0) / 1000).rounded(1) + " KB",
            ]
        }
    }
}
