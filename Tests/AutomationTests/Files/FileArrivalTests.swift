import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@testable import Automation

@Suite struct `A file on a record` {
    private func bring(
        _ bytes: [UInt8],
        _ world: NamedWorld,
        name: String = "报价.bin",
        limit: Int = 2_000_000
    ) async throws -> RecordFile {
        let access = world.asOperator(1)
        let subject = RecordSubject.account(world.acme.id)
        var arrival = try await FileArrival(world.store, access, to: subject, name: name, kind: .quote, limit: limit)
        do {
            for start in stride(from: 0, to: bytes.count, by: 100_000) {
                try await arrival.append(bytes[start..<min(start + 100_000, bytes.count)])
            }
            return try await arrival.finish()
        } catch {
            try await arrival.discard()
            throw error
        }
    }

    private func content(_ file: RecordFile, _ world: NamedWorld) async throws -> [UInt8] {
        var (bytes, number): ([UInt8], Int) = ([], 0)
        while let piece = try await world.store.piece(number, of: file.id, in: world.workspace) {
            bytes += piece
            number += 1
        }
        return bytes
    }

    private func rows(_ world: NamedWorld) async throws -> [Int] {
        try await world.store.database.read { db in
            try db.all("SELECT count(*) FROM files UNION ALL SELECT count(*) FROM file_pieces")
        }
    }

    @Test(arguments: Engine.available) func `comes back byte for byte`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let bytes = (0..<600_001).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
            let file = try await bring(bytes, world)
            #expect([file.size, try await rows(world)[1]] == [600_001, 3])
            #expect(try await content(file, world) == bytes)
            #expect(try await world.store.fileProblems(of: world.workspace) == [])
        }
    }

    @Test(arguments: Engine.available) func `leaves nothing where it is not taken`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            await #expect(throws: FileError.tooLarge(limit: 500_000)) {
                try await bring([UInt8](repeating: 1, count: 500_001), world, limit: 500_000)
            }
            await #expect(throws: FileError.empty) { try await bring([], world) }
            await #expect(throws: FileError.program) { try await bring(Array("MZ123".utf8), world) }
            #expect(try await rows(world) == [0, 0])
            _ = try await bring([1, 2, 3], world, name: "first")
            await #expect(throws: FileError.there(name: "first")) { try await bring([1, 2, 3], world, name: "again") }
            #expect(try await rows(world) == [1, 1])
        }
    }

    @Test(arguments: Engine.available) func `is nowhere before it is finished, and swept after a day`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let subject = RecordSubject.account(world.acme.id)
            let new = NewRecordFile(id: Identifier(high: 40, low: 1), subject: subject, kind: .other, name: "half")
            try await world.store.begin(new, world.asOperator(1))
            for number in 0..<40 { try await world.store.append([1], number: number, to: new.id, world.asOperator(1)) }
            #expect(try await world.store.read(world.asOperator(1)) { try $0.files(of: subject) } == [])
            await #expect(throws: NotFound(kind: "file")) {
                try await world.store.read(world.asOperator(1)) { try $0.file(new.id) }
            }
            #expect(try await world.store.sweepFiles(in: world.workspace, now: world.time(1440)) == 0)
            #expect(try await world.store.sweepFiles(in: world.workspace, now: world.time(1442)) == 1)
            #expect(try await rows(world) == [0, 0])
        }
    }

    @Test(arguments: Engine.available) func `that is damaged is found by the doctor`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let file = try await bring([1, 2, 3], world)
            try await world.store.database.write { db in
                _ = try db.run("UPDATE file_pieces SET bytes = \([UInt8]([1, 2, 4]))")
            }
            let problems = try await world.store.fileProblems(of: world.workspace)
            #expect(problems.count == 1)
            #expect(problems.first?.contains(file.id.description) == true)
        }
    }

    @Test(arguments: Engine.available) func `is renamed, deleted and restored by those who may edit the record`(
        _ engine: Engine
    )
        async throws
    {
        try await engine.withWorld { world in
            let file = try await bring([1, 2, 3], world)
            try await world.store.write(world.asOperator(2)) { db in
                let edited = try db.edit(file.id, version: 1, name: "../合同.pdf", kind: .contract)
                #expect([edited.name, edited.kind.rawValue] == ["合同.pdf", "contract"])
                #expect(throws: FileError.program) { try db.edit(file.id, version: 2, name: "a.exe", kind: .other) }
                #expect(throws: ChangedMeanwhile.self) { try db.edit(file.id, version: 1, name: "b", kind: .other) }
                try db.delete(file.id, version: 2)
                #expect(throws: NotFound(kind: "file")) { try db.file(file.id) }
                try db.restore(file.id, version: 3)
                #expect(try db.file(file.id).version == 4)
            }
        }
    }
}
