import ArgumentParser
import Hummingbird
import Logging
import SQLEngines
import Sales
import Storage
import Synchronization
import Web

/// Runs the web application.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the web application.")

    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 takes a free one.") var port = 8080
    @OptionGroup var choice: DatabaseChoice

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65,535.") }
    }

    func run() async throws {
        let location = try choice.location
        try await choice.withMigratedStore { store in
            let token = Serve.token()
            let isEmpty = try await store.workspaces().isEmpty
            let isRunning = Mutex(false)
            let app = try application(store, token) { port in
                isRunning.withLock { $0 = true }
                Terminal.tell("Sluice \(Sluice.version) on http://\(host):\(port) with \(location)")
                if isEmpty { Terminal.tell("First run: http://\(host):\(port)/first-run/\(token)") }
            }
            do { try await app.runService() } catch {
                throw isRunning.withLock { $0 } ? error : ListeningFault(host: host, port: port) ?? error
            }
        }
    }

    private func application(
        _ store: Store,
        _ token: String,
        started: @escaping @Sendable (_ port: Int) -> Void
    ) throws -> some ApplicationProtocol {
        let settings = WebSettings(version: Sluice.version, firstRunToken: token, clock: { .now })
        var logger = Logger(label: "sluice")
        logger.logLevel = .notice
        let port = port
        return Application(
            router: try webRouter(store, settings),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "Sluice"),
            onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    /// 256 random bits in hexadecimal.
    private static func token() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let word = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - word.count) + word
        }.joined()
    }
}
