import Foundation

/// A server in a process of its own.
struct WebServer {
    let port: UInt16
    private let process: pid_t
    private let errors: URL

    /// Starts the program and waits until it answers.
    init(_ program: [String], answering path: String, port: UInt16 = Loopback.freePort()) throws {
        self.port = port
        errors = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID()).log")
        process = try Child.spawn(program + ["--port", "\(port)"], errors: errors.path)
        let start = ContinuousClock.now
        while !Loopback.answers(port: port, path: path) {
            guard ContinuousClock.now - start < .seconds(60) else {
                throw Child.Failure(description: "\(program[0]) does not answer")
            }
            usleep(2_000)
        }
    }

    /// What is resident now, in bytes.
    var memory: Int { memory("VmRSS:") }

    /// The most that ever was.
    var peakMemory: Int { memory("VmHWM:") }

    func stop() {
        kill(process, SIGTERM)
        Child.wait(for: process)
        try? FileManager.default.removeItem(at: errors)
    }

    /// What it has written of requests so far, where it was started with `--log-level info --log-format json`.
    var log: ServerLog { get throws { try ServerLog(errors) } }

    private func memory(_ name: String) -> Int {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix(name) }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
}
