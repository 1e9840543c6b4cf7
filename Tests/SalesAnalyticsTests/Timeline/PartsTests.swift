import Sales
import SalesAnalytics
import Testing

@Suite struct `A timeline of parts` {
    /// Parts end anywhere, so their first records lie at no multiple of 64.
    @Test(arguments: [[200], [70, 1, 129], [0, 63, 0, 137], [100, 100]])
    func `answers as one that was built as a whole`(_ sizes: [Int]) throws {
        let workspace = RandomWorkspace(seed: 11, records: 200)
        let (whole, parts) = (workspace.timeline(), workspace.timeline(parts: sizes))
        #expect([parts.recordCount, parts.revisionCount] == [whole.recordCount, whole.revisionCount])
        for record in workspace.records {
            #expect(parts.state(of: record.id, at: nil) == whole.state(of: record.id, at: nil))
        }
        let visible = workspace.records.map(\.id).enumerated().filter { $0.offset % 3 != 1 }.map(\.element)
        for dimension in ["owner", "source", "account.industry"] {
            let question = World.question { question in
                question.dimension = Dimension(dimension)
                question.visible = whole.records(visible)
            }
            #expect(try parts.funnel(question) == whole.funnel(question))
        }
        #expect(whole.records(ownedBy: [World.ana]) == parts.records(ownedBy: [World.ana]))
    }

    @Test func `fills more than one segment`() throws {
        let histories = (0..<30_000).map { place in
            (0...place % 4).map { World.move($0 + 1, to: UInt64($0 + 1), at: Double(place % 90 + $0)) }
        }
        let assembly = TimelineAssembly(World.directory())
        let parts = [0..<29_001, 29_001..<30_000].map { records in
            var part = TimelinePart(assembly)
            for record in records { part.add(TimelineRecord(id: World.record(record + 1))) }
            for record in records { part.add(histories[record], of: World.record(record + 1)) }
            part.end()
            return part
        }
        let (whole, timeline) = (World.timeline(histories), assembly.timeline(parts))
        #expect(timeline.revisionCount == 75_000)
        #expect(try timeline.funnel(World.question()) == whole.funnel(World.question()))
    }

    @Test func `has no place for a revision of a record it was not told of`() {
        var part = TimelinePart(TimelineAssembly(World.directory()))
        for number in [1, 2, 4] { part.add(TimelineRecord(id: World.record(number))) }
        let (second, first) = (part.begin(World.record(2)), part.begin(World.record(1)))
        #expect([second, first] == [true, false])
    }
}

extension RandomWorkspace {
    /// The same as `timeline()`, put together of parts of so many records.
    func timeline(parts sizes: [Int]) -> Timeline {
        let assembly = TimelineAssembly(World.directory())
        assembly.add(directory)
        var start = 0
        let parts = sizes.map { size in
            let places = start..<min(start + size, records.count)
            start = places.upperBound
            var part = TimelinePart(assembly)
            for place in places { part.add(records[place]) }
            for place in places { part.add(histories[place], of: records[place].id) }
            part.end()
            return part
        }
        return assembly.timeline(parts)
    }
}

extension TimelinePart {
    fileprivate mutating func add(_ history: [Revision], of record: Identifier<Opportunity>) {
        guard !history.isEmpty, begin(record) else { return }
        for revision in history where !revision.fields.isEmpty { add(row(revision)) }
    }

    private mutating func row(_ revision: Revision) -> RevisionRow {
        var row = RevisionRow(fields: revision.fields.rawValue)
        row.number = Int64(revision.number)
        (row.happened, row.recorded) = (revision.happenedAt.milliseconds, revision.recordedAt.milliseconds)
        switch revision.precision {
        case .instant: break
        case .day: row.markDay()
        case .undated: row.markUndated()
        }
        if revision.cause == .person { row.markByPerson() }
        if let actor = revision.actorID { row.actor = number(of: actor) }
        if let voided = revision.voidedAt { row.setVoided(at: voided.milliseconds) }
        setValues(revision.values, revision.fields, &row)
        return row
    }

    private mutating func setValues(_ values: TrackedValues, _ fields: TrackedFields, _ row: inout RevisionRow) {
        if let stage = values.stageID, fields.contains(.stage) { row.stage = number(of: stage) }
        if let amount = values.amount, fields.contains(.amount) {
            row.setAmount(minor: amount.minor, currency: number(of: amount.currency))
        }
        if let owner = values.ownerID, fields.contains(.owner) { row.setOwner(number(of: owner)) }
        if let day = values.expectedCloseDate, fields.contains(.expectedCloseDate) { row.setExpectedCloseDate(day) }
        if let category = values.forecastCategory, fields.contains(.forecastCategory) {
            row.setForecastCategory(category)
        }
        if let percent = values.winProbability, fields.contains(.winProbability) {
            row.setWinProbability(Int64(percent))
        }
        if let reason = values.lossReasonID, fields.contains(.outcome) { row.setLossReason(number(of: reason)) }
    }
}
