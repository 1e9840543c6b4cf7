import Foundation
import Hummingbird
import Sales
import ServiceLifecycle
import Storage

/// What one open page hears: which cards changed in the member's sight.
struct LiveFeed: Sendable {
    let store: Store
    let watch: ChangeWatch
    /// The member's access as it is now; nil once the session has ended.
    let access: @Sendable () async throws -> Access?

    /// Sends what changed after the number, as events of a stream, until the session ends or the server does.
    func run(after number: Int64, _ send: (String) async throws -> Void) async throws {
        guard let workspace = try await access()?.workspace else { return }
        try await send("retry: 2000\n: \n\n")
        var number = number
        for await _ in await watch.numbers(in: workspace, after: number).cancelOnGracefulShutdown() {
            guard let access = try await access() else { return }
            let changes = try await store.read(access) { [number] in try $0.boardChanges(after: number) }
            number = changes.lastNumber
            try await send(changes.event)
            // An import writes without end; boards need not be read anew as often.
            try await Task.sleep(for: changes.isMuch ? .seconds(2) : .milliseconds(50))
        }
    }
}

extension BoardChanges {
    /// As the stream has it; a comment where nothing changed that the member sees, so that a lost browser is noticed.
    var event: String {
        if records.isEmpty && !isMuch { return ": \n\n" }
        let cards = records.map { record in
            "{\"id\":\"\(record.id)\",\"stage\":\(record.stageID.map { "\"\($0)\"" } ?? "null")}"
        }
        return "id: \(lastNumber)\ndata: {\"isMuch\":\(isMuch),\"cards\":[\(cards.joined(separator: ","))]}\n\n"
    }
}
