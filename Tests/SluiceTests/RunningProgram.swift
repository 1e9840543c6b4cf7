import Foundation

/// A program that was started with its output in files.
///
/// By `posix_spawn`, since Foundation's `Process` reads past the end of a directory entry where it looks for open files,
/// and now and then takes the tests with it.
struct RunningProgram: Sendable {
    let identifier: pid_t

    struct CannotStart: Error {
        var path: String
        var code: Int32
    }

    /// Starts it in a folder; standard output goes to `NAME.out`, standard error to `NAME.err`, nothing comes in.
    init(_ path: String, _ arguments: [String], in folder: String, environment: [String: String], name: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "\(name).out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "\(name).err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        // env goes into the folder and becomes the program.
        let argv = (["env", "--chdir=\(folder)", path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argv + variables { free(text) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, "/usr/bin/env", &actions, &attributes, argv, variables)
        guard code == 0 else { throw CannotStart(path: path, code: code) }
        self.identifier = identifier
    }

    /// No signal is blocked or ignored in the program because it is in the tests.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    /// Waits for the end and returns the exit code; 128 and its number after a signal, as a shell does.
    func wait() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: waitHere()) }
        }
    }

    func kill() {
        Foundation.kill(identifier, SIGKILL)
        _ = waitHere()
    }

    private func waitHere() -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) == -1 && errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? status >> 8 & 0xff : 128 + signal
    }
}
