import ArgumentParser
import Foundation
import SQLEngines
import Sales
import Storage

/// Which database a command works on.
struct DatabaseChoice: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "sqlite:PATH or postgres://user@host/name (default: $SLUICE_DATABASE, else sqlite:sluice.sqlite).",
            valueName: "location"
        )
    )
    var database: String?

    var location: DatabaseLocation {
        get throws {
            let named = database ?? ProcessInfo.processInfo.environment["SLUICE_DATABASE"]
            return try DatabaseLocation(named ?? "sqlite:sluice.sqlite")
        }
    }

    /// Opens the database and brings it up to date; an SQLite file is made where there is none.
    func withMigratedStore<T>(
        in location: DatabaseLocation? = nil,
        fillsSearch: Bool = true,
        _ body: (Store) async throws -> T
    ) async throws -> T {
        try await withDatabase(in: location) { database in
            try await Migrator(migrations).migrate(database, now: Instant.now.milliseconds)
            let store = Store(database)
            try await store.fillNameOrder()
            if fillsSearch { try await store.fillSearchBacklog() }
            return try await body(store)
        }
    }

    /// Opens a database that is there and up to date.
    func withStore<T>(_ body: (Store) async throws -> T) async throws -> T {
        try requireFile()
        return try await withDatabase { database in
            let plan = try await Migrator(migrations).plan(database)
            guard !plan.applied.isEmpty else { throw Refusal.empty }
            guard plan.pending.isEmpty else { throw Refusal.notMigrated }
            return try await body(Store(database))
        }
    }

    /// A database to throw away, for a dry run where nothing is there yet; nil where the real one can be used.
    func rehearsal() async throws -> Rehearsal? {
        if let path = try location.filePath, !FileManager.default.fileExists(atPath: path) { return try Rehearsal() }
        let isEmpty = try await withDatabase { database in
            if try await Migrator(migrations).plan(database).applied.isEmpty { return true }
            return try await Store(database).workspaces().isEmpty
        }
        return isEmpty ? try Rehearsal() : nil
    }

    func requireFile() throws {
        guard let path = try location.filePath, !FileManager.default.fileExists(atPath: path) else { return }
        throw Refusal.noFile(path)
    }

    func withDatabase<T>(
        in other: DatabaseLocation? = nil,
        _ body: (any Database) async throws -> T
    ) async throws -> T {
        let database = try await (other ?? location).open()
        do {
            let value = try await body(database)
            try await database.close()
            return value
        } catch {
            // What went wrong first is what is told.
            try? await database.close()
            throw error
        }
    }
}

/// Something the command line will not do, and what to do instead.
enum Refusal: Error, CustomStringConvertible {
    case noFile(String)
    case notMigrated
    case empty
    case notEmpty
    case unknownZone(String)
    case unknownMember(String)
    case unknownField(String)
    case severalMembers(String, count: Int)
    case workspaceIsThere(Workspace, options: [String])
    case unknownImport(String)
    case noPublicURL(String)
    case cannotWrite(String)
    case cannotMake(String)

    var description: String {
        switch self {
        case .noFile(let path):
            "There is no file \(path). Make one with `sluice demo` or `sluice import`, or name another with --database."
        case .empty: "The database is empty. Import a file, or fill it with `sluice demo`."
        case .notMigrated: "The database is of an older version. Run `sluice migrate` first; it keeps all data."
        case .notEmpty: "The database has workspaces already; the demo needs a database of its own (--database)."
        case .unknownZone(let zone): "There is no time zone \(zone). Use a name such as Europe/Amsterdam."
        case .noPublicURL(let text): "'\(text)' is no address of Sluice. Write one such as https://crm.example.com."
        case .unknownImport(let id): "\(id) is no import's id. `sluice imports` lists them."
        case .cannotWrite(let path):
            "The file \(path) is there already or cannot be written. Name another with --errors; nothing was imported."
        case .cannotMake(let path): "The file \(path) is there already or cannot be written. Name another."
        case .unknownMember(let name):
            "There is no member '\(name)'. Use the name, e-mail address or key of one, as they were imported."
        case .unknownField(let key):
            "There is no own field '\(key)' by which figures can be sliced. Copy it from the address of the funnel's page."
        case .severalMembers(let name, let count):
            "\(count) members are called '\(name)'. Say which with an e-mail address or a key."
        case .workspaceIsThere(let workspace, let options):
            "The workspace \(workspace.name) is there already, in \(workspace.currency), the zone \(workspace.timeZone) "
                + "and \(workspace.language.rawValue); an import does not change that. Leave out "
                + "\(options.joined(separator: " and ")), or name an empty database with --database."
        }
    }
}

extension Instant {
    /// The clock, read once by each command.
    static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

extension Language: ExpressibleByArgument {}

/// A database in a temporary folder.
struct Rehearsal {
    private let folder: URL
    let location: DatabaseLocation

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sluice-rehearsal-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        location = try DatabaseLocation("sqlite:\(folder.path)/rehearsal.sqlite")
    }

    func remove() {
        // What stays in the temporary folder is the system's to clear.
        try? FileManager.default.removeItem(at: folder)
    }
}
