@testable import Storage

import SQLEngines
import Sales
import TestSupport
import Testing

@Suite struct `The change log` {
    /// What a reader sees that goes on from the last number it has seen.
    private func follow(_ world: NamedWorld, from number: Int64) async throws -> [Int64] {
        try await world.store.numberChanges(of: world.workspace)
        return try await world.store.database.read { db in
            try db.all(
                """
                SELECT number FROM changes WHERE workspace_id = \(world.workspace.key) AND number > \(number)
                ORDER BY number
                """
            )
        }
    }

    @Test(arguments: Engine.available)
    func `never shows a reader a number behind one it has seen`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let start = try await follow(world, from: 0).last ?? 0
            let writers = Task {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for writer in 0..<8 {
                        group.addTask {
                            for count in 0..<12 {
                                let id = Identifier<Account>(high: 100 + UInt64(writer), low: UInt64(count))
                                try await world.store.write(world.asOperator()) { db in
                                    try db.create(Account(id: id, name: "Account \(writer) \(count)"))
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            var seen = start
            var numbers: [Int64] = []
            while numbers.count < 96 {
                let next = try await follow(world, from: seen)
                numbers += next
                seen = next.last ?? seen
                await Task.yield()
            }
            try await writers.value
            let total = try await follow(world, from: 0)
            #expect(numbers == numbers.sorted())
            #expect(total == (1...Int64(total.count)).map { $0 })
            #expect(total.filter { $0 > start } == numbers)
        }
    }

    @Test(arguments: Engine.available) func `has nothing of a transaction that failed`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let before = try await follow(world, from: 0)
            await #expect(throws: NotFound.self) {
                try await world.store.write(world.asOperator()) { db in
                    try db.create(Account(id: Identifier(high: 100, low: 1), name: "Lost"))
                    throw NotFound()
                }
            }
            #expect(try await follow(world, from: 0) == before)
        }
    }
}
