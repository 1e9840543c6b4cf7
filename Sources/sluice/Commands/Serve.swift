import ArgumentParser
import Automation
import Foundation
import Hummingbird
import Logging
import SQLEngines
import Sales
import ServiceLifecycle
import Storage
import Synchronization
import UnixSignals
import Web

/// Runs the web application.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the web application.")

    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 takes a free one.") var port = 8080
    @Flag(
        name: .customLong("insecure-http"),
        help: "Show pages to other machines without https, on a network that you trust."
    ) var insecureHTTP = false
    @Option(
        help: """
            The folder for files that members bring to be imported (default: beside the SQLite file, or sluice-files \
            here). Several servers of one PostgreSQL database share one.
            """
    ) var files: String?
    @Option(name: .customLong("file-limit"), help: "The most megabytes that a file on a record may have.")
    var fileLimit = 25
    @Option(name: .customLong("import-limit"), help: "The most megabytes that a file to be imported may have.")
    var importLimit = 200
    @Option(
        name: .customLong("trusted-proxy"),
        help:
            "A network, such as 10.0.0.0/8, whose proxies are believed when they say who asks; several times for several."
    ) var trustedProxies: [String] = []
    @OptionGroup var log: LogOptions
    @OptionGroup var address: PublicURL
    @OptionGroup var choice: DatabaseChoice

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65,535.") }
        guard (1...2000).contains(fileLimit) else {
            throw ValidationError("--file-limit takes a number of megabytes from 1 to 2,000.")
        }
        guard (1...2000).contains(importLimit) else {
            throw ValidationError("--import-limit takes a number of megabytes from 1 to 2,000.")
        }
        do { _ = try TrustedProxies(trustedProxies) } catch { throw ValidationError("--trusted-proxy: \(error)") }
    }

    func run() async throws {
        Memory.giveBack()
        let location = try choice.location
        // Read while the database is migrated.
        let pageFiles = Task { try WebFiles() }
        try await choice.withMigratedStore(fillsSearch: false) { store in
            let hasher = PasswordHasher()
            let links = try await Entrance(store, hasher).firstRunLinks(now: .now)
            let linkBase = try address.publicURL.map { _ in try address.base() }
            let isRunning = Mutex(false)
            let folder = try filesFolder(location)
            let app = try application(store, try await pageFiles.value, hasher, folder) { port in
                isRunning.withLock { $0 = true }
                Terminal.tell("Sluice \(Sluice.version) on http://\(host):\(port) with \(location)")
                for (workspace, token) in links {
                    let name = workspace.map { " of \($0.name)" } ?? ""
                    Terminal.tell("First run\(name): \(linkBase ?? "http://\(host):\(port)")/first-run/\(token.text)")
                }
            }
            do { try await group(app, store).run() } catch {
                throw isRunning.withLock { $0 } ? error : ListeningFault(host: host, port: port) ?? error
            }
        }
    }

    private func filesFolder(_ location: DatabaseLocation) throws -> URL {
        if let files { return URL(filePath: files, directoryHint: .isDirectory) }
        let name = location.filePath.map { "\($0)-files" } ?? "sluice-files"
        return URL(filePath: name, directoryHint: .isDirectory)
    }

    private func application(
        _ store: Store,
        _ files: WebFiles,
        _ hasher: PasswordHasher,
        _ folder: URL,
        started: @escaping @Sendable (_ port: Int) -> Void
    ) throws -> some ApplicationProtocol {
        let base = try address.base(port: port)
        let settings = WebSettings(
            version: Sluice.version,
            publicURL: base,
            allowsPlainHTTP: insecureHTTP,
            proxies: try trustedProxies.isEmpty ? nil : TrustedProxies(trustedProxies),
            importFiles: ImportFiles(folder: folder, limit: importLimit * 1_000_000),
            fileLimit: fileLimit * 1_000_000,
            clock: { .now }
        )
        let port = port
        return Application(
            router: try webRouter(store, settings, files, hasher),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "Sluice"),
            onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
            logger: log.logger
        )
    }

    /// The server with what it does beside it: told to stop, it takes no new request and finishes those it has.
    private func group(_ app: some ApplicationProtocol, _ store: Store) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: app),
                .init(service: SearchFilling(store: store), successTerminationBehavior: .ignore),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: log.logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        return ServiceGroup(configuration: configuration)
    }
}

/// Writes what an import that was killed has left to be found by search, beside the first requests.
private struct SearchFilling: Service {
    let store: Store

    func run() async throws {
        try await cancelWhenGracefulShutdown { _ = try await store.fillSearchBacklog() }
    }
}
