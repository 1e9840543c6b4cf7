import Foundation
import Sales
import Testing

@Suite struct `Real history` {
    private func merged(
        _ rows: [StageEntry],
        into stage: Int,
        created: Int? = 1,
        closed: Int? = nil
    ) -> ImportedRecord {
        var record = ImportedRecord(stage, created: created, closed: closed)
        record.take(rows)
        return record
    }

    @Test func `replaces the inferred open stage, and keeps what else it told`() {
        let record = merged([entry(0, 3), entry(1, 5)], into: 2)
        #expect(record.stays == [[0, 3], [1, 5]])
        #expect(record.state(1)?.ownerID == ImportedRecord.ana)
        #expect(record.state(1)?.stageID == nil)
        #expect(record.state(9)?.amount?.minor == 100)
        #expect(record.isNew == [true, true])
    }

    @Test func `begins earlier than the creation where it does`() {
        let record = merged([entry(0, 3)], into: 2, created: 6)
        #expect(record.state(2) == nil)
        #expect(record.state(3)?.ownerID == ImportedRecord.ana)
    }

    @Test func `keeps an inferred closing that it does not tell`() {
        let record = merged([entry(0, 3), entry(2, 5)], into: 4, closed: 9)
        #expect(record.stays == [[0, 3], [2, 5], [4, 9]])
        #expect(record.state(9)?.lossReasonID == ImportedRecord.price)
        #expect(record.notes.isEmpty)
    }

    @Test(arguments: [4, 5])
    func `moves an inferred closing behind its last row, and says so where the day differs`(_ closed: Int) {
        let record = merged([entry(0, 3), entry(2, 5)], into: 3, closed: closed)
        #expect(record.stays == [[0, 3], [2, 5], [3, 5]])
        #expect(record.notes == (closed == 4 ? [.closingMovedBehindHistory] : []))
    }

    @Test func `that closes the record takes the place of the inferred closing`() {
        let record = merged([entry(0, 3), entry(4, 5)], into: 4, closed: 9)
        #expect(record.stays == [[0, 3], [4, 5]])
        #expect(record.state(5)?.lossReasonID == ImportedRecord.price)
    }

    @Test func `that loses a record without a reason takes the one that means none was given`() {
        let record = merged([entry(0, 3), entry(4, 5)], into: 1)
        #expect(record.state(5)?.lossReasonID == ImportedRecord.notGiven)
    }

    @Test func `keeps the file's order at one instant`() {
        let record = merged([entry(2, 3), entry(0, 3), entry(1, 3)], into: 1)
        #expect(record.stays == [[2, 3], [0, 3], [1, 3]])
        #expect(record.state(3)?.stageID == ImportedRecord.stages[1])
    }

    @Test func `keeps skips, repeats and moves back, even on one day`() {
        let steps = [[0, 2], [2, 3], [2, 4], [1, 5], [0, 6], [1, 6], [0, 6], [0, 6]]
        #expect(merged(steps.map { entry($0[0], $0[1]) }, into: 1).stays == steps)
    }

    @Test func `that is there already is skipped, a repeat only as often as it is there`() {
        let rows = [entry(0, 2), entry(1, 3, amount: 5), entry(0, 3), entry(0, 3)]
        var record = merged(rows, into: 1)
        let before = record.revisions
        record.take(rows, newImport: true)
        #expect(record.revisions == before)
        #expect(record.isNew.suffix(4) == [false, false, false, false])
        record.take(rows + [entry(0, 3), entry(1, 3, amount: 6)], newImport: true)
        #expect(record.isNew.suffix(6) == [false, false, false, false, true, true])
    }

    @Test func `in several parts is one file, whose repeats are no copies`() {
        var record = ImportedRecord(1, created: 1)
        record.take([entry(0, 2), entry(1, 2)])
        record.take([entry(0, 2)])
        #expect(record.stays == [[0, 2], [1, 2], [0, 2]])
    }

    @Test func `reopened by a later part has its inferred closing back`() {
        var record = ImportedRecord(4, created: 1, closed: 4)
        record.take([entry(0, 2), entry(3, 3)])
        #expect(record.stays == [[0, 2], [3, 3]])
        record.take([entry(1, 6)])
        #expect(record.stays == [[0, 2], [3, 3], [1, 6], [4, 6]])
        record.take([entry(3, 8)])
        #expect(record.stays == [[0, 2], [3, 3], [1, 6], [3, 8]])
    }

    @Test func `was recorded when the source says, else when it happened`() {
        let record = merged([entry(0, 3, recorded: 4), entry(1, 5)], into: 1)
        let rows = record.revisions.filter { $0.cause == .imported }
        #expect(rows.map(\.recordedAt) == [ImportedRecord.at(4), ImportedRecord.at(5)])
        #expect(rows.map(\.happenedAt) == [ImportedRecord.at(3), ImportedRecord.at(5)])
        let known = record.revisions.state(at: ImportedRecord.at(3), knownAt: ImportedRecord.at(3))
        #expect(known?.stageID == nil)
    }

    @Test func `without rows changes nothing`() {
        let record = merged([], into: 3, closed: 9)
        #expect(record.stays == [[0, 1], [3, 9]])
    }

    @Test func `leaves what people told in its place`() throws {
        var record = ImportedRecord(1, created: 1)
        record.append(
            Revision(
                number: 2,
                happenedAt: ImportedRecord.at(20),
                recordedAt: ImportedRecord.at(20),
                fields: [.pipeline, .stage, .outcome],
                values: ImportedRecord.values(2)
            )
        )
        record.take([entry(0, 3), entry(1, 5)])
        #expect(record.stays == [[0, 3], [1, 5], [2, 20]])
    }
}

@Suite struct `History in parts` {
    /// A small generator that is the same everywhere (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    private struct Case {
        var stage: Int
        var created: Int?
        var closed: Int?
        var rows: [StageEntry]

        init(_ random: inout Seeded) {
            stage = Int.random(in: 0...4, using: &random)
            created = Int.random(in: 0...4, using: &random) == 0 ? nil : Int.random(in: 1...12, using: &random)
            closed = Bool.random(using: &random) ? Int.random(in: 1...12, using: &random) : nil
            rows = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                entry(
                    [0, 0, 1, 1, 2, 2, 3, 4].randomElement(using: &random) ?? 0,
                    Int.random(in: 1...12, using: &random),
                    amount: Bool.random(using: &random) ? Int64.random(in: 1...3, using: &random) : nil
                )
            }
        }

        var record: ImportedRecord { ImportedRecord(stage, created: created, closed: closed) }
    }

    private func taken(_ one: Case, inParts random: inout Seeded) -> ImportedRecord {
        var record = one.record
        var rest = one.rows[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...rest.count, using: &random)
            record.take(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return record
    }

    @Test func `gives the same states and stays as taken at once`() {
        let isLong = ProcessInfo.processInfo.environment["SLUICE_LONG_TESTS"] != nil
        for seed: UInt64 in 0..<(isLong ? 10_000 : 300) {
            var random = Seeded(state: seed)
            let one = Case(&random)
            var once = one.record
            once.take(one.rows)
            let parts = taken(one, inParts: &random)
            let days = [Int](0...13) + [98, 99, 100]
            guard parts.stays == once.stays, days.map(parts.state) == days.map(once.state) else {
                Issue.record("seed \(seed)")
                continue
            }
            let before = once.revisions
            once.take(one.rows, newImport: true)
            if once.revisions != before { Issue.record("seed \(seed), taken again") }
        }
    }
}
