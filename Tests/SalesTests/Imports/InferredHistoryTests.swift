import Sales
import Testing

@Suite struct `A history inferred from dates` {
    private func stays(_ stage: Int, created: Int?, closed: Int? = nil) -> [[Int]] {
        ImportedRecord(stage, created: created, closed: closed).stays
    }

    @Test func `of an open record begins on the day it was created`() throws {
        let history = ImportedRecord.inferred(1, created: 5)
        #expect(history.revisions.count == 1 && history.notes.isEmpty)
        let revision = try #require(history.revisions.first)
        #expect(revision.values == ImportedRecord.values(1))
        #expect((revision.happenedAt, revision.recordedAt) == (ImportedRecord.at(5), ImportedRecord.at(5)))
        #expect((revision.cause, revision.precision) == (.inferred, .day))
    }

    @Test func `of a closed record stands in the opening stage until it closes`() {
        let history = ImportedRecord.inferred(3, created: 5, closed: 9)
        #expect(stays(3, created: 5, closed: 9) == [[0, 5], [3, 9]])
        #expect(history.revisions.map(\.values.outcome) == [.open, .won])
        #expect(history.revisions.last?.fields == [.stage, .outcome])
    }

    @Test func `of a lost record keeps the reason for the close`() {
        let revisions = ImportedRecord.inferred(4, created: 5, closed: 9).revisions
        #expect(revisions.map(\.values.lossReasonID) == [nil, ImportedRecord.price])
    }

    @Test func `of a record without dates begins with the import, undated`() throws {
        for stage in [1, 3, 4] {
            let revisions = ImportedRecord.inferred(stage, created: nil).revisions
            #expect(revisions.map(\.happenedAt) == [ImportedRecord.now])
            #expect(revisions.map(\.precision) == [.undated])
            #expect(revisions.map(\.values) == [ImportedRecord.values(stage)])
        }
    }

    @Test func `of a closed record without a creation begins at the close`() {
        #expect(stays(3, created: nil, closed: 9) == [[0, 9], [3, 9]])
        #expect(ImportedRecord.inferred(3, created: nil, closed: 9).notes.isEmpty)
    }

    @Test func `of a closed record without a close ends with the import, undated`() {
        let revisions = ImportedRecord.inferred(3, created: 5).revisions
        #expect(revisions.map(\.precision) == [.day, .undated])
        #expect(revisions.map(\.happenedAt) == [ImportedRecord.at(5), ImportedRecord.now])
    }

    @Test func `moves a creation after the close to the close, and says so`() {
        let history = ImportedRecord.inferred(4, created: 9, closed: 5)
        #expect(stays(4, created: 9, closed: 5) == [[0, 5], [4, 5]])
        #expect(history.notes == [.closedBeforeCreated])
    }

    @Test func `of an open record ignores a closing date`() {
        #expect(stays(1, created: 5, closed: 9) == [[1, 5]])
    }
}
