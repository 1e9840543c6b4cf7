import Foundation
import Synchronization

/// A program that was run to its end, with what it used.
struct Child {
    var output: String
    var seconds: Double
    /// When it wrote the first of its output, to a fiftieth of a second; its end where it wrote nothing.
    var secondsToOutput: Double
    /// The processor time of the program itself, which a busy machine lengthens less than the wall's.
    var processorSeconds: Double
    /// The largest resident memory in bytes.
    var peakMemory: Int

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a program; standard error goes where ours does.
    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Child {
        let output = FileManager.default.temporaryDirectory.appending(path: "sluice-bench-\(UUID()).out")
        defer { try? FileManager.default.removeItem(at: output) }
        let start = ContinuousClock.now
        let process = try spawn(arguments, output: output.path, environment: environment)
        let watch = ChildWatch(process, output: output.path)
        let (status, usage) = wait(for: process)
        let seconds = (ContinuousClock.now - start).inSeconds
        guard status == 0 else {
            throw Failure(description: "\(arguments.joined(separator: " ")) ended with \(status)")
        }
        return Child(
            output: try String(contentsOf: output, encoding: .utf8),
            seconds: seconds,
            secondsToOutput: watch.firstOutput.map { ($0 - start).inSeconds } ?? seconds,
            processorSeconds: usage.ru_utime.inSeconds + usage.ru_stime.inSeconds,
            peakMemory: watch.peak
        )
    }

    /// Starts a program and returns its process.
    static func spawn(
        _ arguments: [String],
        output: String = "/dev/null",
        errors: String? = nil,
        environment: [String: String] = [:]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if let errors { posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600) }
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        var process: pid_t = 0
        let (argv, envp) = (cStrings(arguments), cStrings(variables))
        defer { for string in argv + envp { free(string) } }
        let code = posix_spawn(&process, arguments[0], &actions, nil, argv, envp)
        guard code == 0 else { throw Failure(description: "\(arguments[0]) cannot be started (\(code))") }
        return process
    }

    /// Waits for the end: the exit status, and what was used.
    @discardableResult
    static func wait(for process: pid_t) -> (status: Int32, usage: rusage) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) == -1 && errno == EINTR {}
        return (status, usage)
    }

    /// Copies that end with nil, as C wants them.
    private static func cStrings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
        strings.map { strdup($0) } + [nil]
    }
}

/// The largest resident memory of a running process and when it first wrote something, looked at fifty times a second
/// until it ends.
///
/// What `wait4` tells begins with the memory of the parent, which Linux counts as the child's at its start.
private final class ChildWatch: Sendable {
    private struct Seen {
        var peak = 0
        var firstOutput: ContinuousClock.Instant?
    }

    private let seen = Mutex(Seen())

    init(_ process: pid_t, output: String) {
        Thread.detachNewThread { [self] in
            while let peak = Self.peak(of: process) {
                var status = stat()
                let hasWritten = stat(output, &status) == 0 && status.st_size > 0
                seen.withLock { seen in
                    seen.peak = peak
                    if hasWritten && seen.firstOutput == nil { seen.firstOutput = .now }
                }
                usleep(20_000)
            }
        }
    }

    var peak: Int { seen.withLock { $0.peak } }

    var firstOutput: ContinuousClock.Instant? { seen.withLock { $0.firstOutput } }

    private static func peak(of process: pid_t) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return kilobytes * 1024
    }
}

extension timeval {
    fileprivate var inSeconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
