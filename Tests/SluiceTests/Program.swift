import Foundation
import TestSupport
import Testing

/// The program as its users start it, in a folder of its own.
struct Program: Sendable {
    struct Result: Sendable {
        var code: Int32
        var output: String
        var errors: String
    }

    let folder: String

    /// The program that was built beside these tests.
    static var path: String {
        get throws {
            let named = CommandLine.arguments.filter { $0.hasSuffix(".xctest") } + CommandLine.arguments.prefix(1)
            let folders = named.flatMap { argument in
                let url = URL(fileURLWithPath: argument).deletingLastPathComponent()
                return [url, url.deletingLastPathComponent().deletingLastPathComponent()]
            }
            let paths = folders.map { $0.appending(path: "sluice").path }
            return try #require(paths.first { FileManager.default.isExecutableFile(atPath: $0) }, "sluice is not built")
        }
    }

    /// Starts a program with its output in files; `sluice` unless another is named.
    func start(_ arguments: [String], of executable: String? = nil) throws -> (running: RunningProgram, name: String) {
        let name = "\(folder)/run-\(UInt32.random(in: 0 ... .max))"
        let environment = [
            "PATH": "/usr/bin:/bin:/usr/local/bin", "SLUICE_DATABASE": "sqlite:\(folder)/test.sqlite",
        ]
        let running = try RunningProgram(
            try executable ?? Self.path,
            arguments,
            in: folder,
            environment: environment,
            name: name
        )
        return (running, name)
    }

    @discardableResult
    func run(_ arguments: String..., of executable: String? = nil) async throws -> Result {
        try await run(arguments, of: executable)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

    @discardableResult
    func run(_ arguments: [String], of executable: String? = nil) async throws -> Result {
        let (running, name) = try start(arguments, of: executable)
        let code = await running.wait()
        return Result(
            code: code,
            output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(name).out")), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(name).err")), as: UTF8.self)
        )
    }

    /// Kills the program as soon as it has written for a while, and long before it can be done.
    ///
    /// A shell does it, since a test may wait long for its turn while others compute: the first batches are in when
    /// the log beside the file has grown, and many more are to come.
    func kill(_ arguments: String..., location: SourceLocation = #_sourceLocation) async throws {
        let script = """
            "$0" "$@" &
            size() { stat -c %s test.sqlite-wal 2>/dev/null || echo 0; }
            while kill -0 $! && [ "$(size)" -lt 2000000 ]; do sleep 0.01; done
            kill -9 $!; wait $!
            """
        let killed = try await run(["-c", script, try Self.path] + arguments, of: "/bin/sh")
        #expect(killed.code == 128 + SIGKILL, sourceLocation: location)
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        return name
    }

    /// Expects that the database is sound.
    func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
        let doctor = try await run("doctor")
        #expect(doctor.code == 0 && doctor.output.contains("Everything is sound."), sourceLocation: location)
    }
}

func withProgram(_ body: (Program) async throws -> Void) async throws {
    try await withTemporaryFolder { try await body(Program(folder: $0)) }
}

/// A mapping of deals as the tests write them.
let deals = """
    {"kind": "opportunities", "key": "No",
     "pipeline": {"name": "Sales", "stages": [{"name": "Lead"}, {"name": "Won", "kind": "won"},
       {"name": "Lost", "kind": "lost"}]},
     "accounts": {"make": true},
     "fields": {"name": "Name", "stage": "Stage", "created": "Created", "amount": {"column": "Amount", "currency": "EUR"},
       "account": "Account"}}
    """

let header = "No,Name,Stage,Created,Amount,Account\n"
let good = "1,One,Lead,2026-01-20,100,Acme\n"

func manyDeals(_ count: Int) -> String {
    header + (1...count).map { "\($0),Deal \($0),Lead,2026-01-20,\($0),Acme \($0 % 50)\n" }.joined()
}
