import Sales
import SalesAnalytics

/// The funnel told the slow way: record by record, through the reference rule of what was true and known when.
struct Oracle {
    let workspace: RandomWorkspace
    let question: FunnelQuestion

    /// A change of stage of one record; nil stages are outside the pipeline.
    struct Change {
        var revision: Revision
        var from: Identifier<Stage>?
        var to: Identifier<Stage>?
    }

    /// What is known of one record at the as-of instant.
    struct Story {
        var record: TimelineRecord
        var revisions: [Revision]
        var state: TrackedValues
        var changes: [Change]
        var repeats: [Revision]
        var actor: Identifier<Member>?
    }

    var at: Instant { question.asOf ?? .distantFuture }
    var known: Instant { question.known ?? .distantFuture }
    var version: ProcessVersion { RandomWorkspace.versions.inForce(on: question.referenceDay)! }
    var openStages: [Identifier<Stage>] { version.openStages.map(\.id) }
    var ownStages: [Identifier<Stage>] {
        let all = version.stages + RandomWorkspace.versions.reversed().flatMap(\.stages)
        return all.map(\.id).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    func stage(_ id: Identifier<Stage>) -> Stage {
        version.stage(id) ?? RandomWorkspace.versions.last { $0.stage(id) != nil }!.stage(id)!
    }

    func kind(_ id: Identifier<Stage>?) -> Stage.Kind? { id.map { stage($0).kind } }

    func own(_ id: Identifier<Stage>?) -> Identifier<Stage>? { id.flatMap { ownStages.contains($0) ? $0 : nil } }

    /// The record's story, nil where it is in the bin, not visible, or never was in the pipeline.
    func story(_ place: Int) -> Story? {
        let record = workspace.records[place]
        guard !record.isInBin else { return nil }
        let revisions = workspace.histories[place].filter { [$0].state(at: at, knownAt: known) != nil }
            .sorted { ($0.happenedAt, $0.number) < ($1.happenedAt, $1.number) }
        guard let state = workspace.histories[place].state(at: at, knownAt: known) else { return nil }
        var story = Story(record: record, revisions: revisions, state: state, changes: [], repeats: [])
        var before: Identifier<Stage>?
        for end in 1...revisions.count {
            let after = revisions[..<end].state(at: at, knownAt: known)!.stageID
            let revision = revisions[end - 1]
            if after != before {
                story.actor = revision.actorID
            } else if revision.fields.contains(.stage) && own(after) != nil {
                story.repeats.append(revision)
            }
            if own(after) != own(before) {
                story.changes.append(Change(revision: revision, from: own(before), to: own(after)))
            }
            before = after
        }
        return story.changes.isEmpty ? nil : story
    }

    func stories() -> [Story] { workspace.records.indices.compactMap(story) }

    /// How far a record that stood in the stage has come; nil for closed stages.
    func depth(_ id: Identifier<Stage>) -> Int? {
        guard kind(id) == .open else { return nil }
        if let order = openStages.firstIndex(of: id) { return order }
        let own = RandomWorkspace.versions.last { $0.stage(id) != nil }!
        let before = own.stages.prefix { $0.id != id }.map(\.id)
        return openStages.lastIndex { before.contains($0) } ?? 0
    }

    func duration(_ from: Revision, _ to: Revision) -> Double? {
        if from.precision == .undated || to.precision == .undated { return nil }
        guard from.precision == .day && to.precision == .day else { return to.happenedAt.days(since: from.happenedAt) }
        let calendar = RandomWorkspace.calendar
        return Double(calendar.day(of: to.happenedAt).days(since: calendar.day(of: from.happenedAt)))
    }

    /// The row's time as the asked calendar tells it.
    func time(_ revision: Revision) -> Instant {
        guard revision.precision == .day else { return revision.happenedAt }
        return question.calendar.start(of: RandomWorkspace.calendar.day(of: revision.happenedAt))
    }

    var period: ClosedRange<Instant> {
        let start = question.from.map { question.calendar.start(of: $0) } ?? .distantPast
        let end = min(question.to.map { question.calendar.end(of: $0) } ?? .distantFuture, at)
        return start...max(start, end)
    }

    /// The groups in which the record counts: several of a field that may have several values.
    func keys(_ story: Story) -> [String] {
        guard let slice = question.slice else { return [key(story)] }
        let record =
            slice.isOfAccounts
            ? story.record.accountID.map { Identifier<FieldSlice>(high: $0.high, low: $0.low) }
            : Identifier(high: story.record.id.high, low: story.record.id.low)
        let names = slice.members.filter { $0.record == record }.map { slice.groups[$0.group].name }
        return names.isEmpty ? [""] : names
    }

    private func key(_ story: Story) -> String {
        let directory = workspace.directory
        func member(_ id: Identifier<Member>?) -> String { directory.members.first { $0.id == id }?.name ?? "" }
        switch question.dimension! {
        case .owner: return member(story.state.ownerID)
        case .actor: return member(story.actor)
        case .source: return story.record.source ?? ""
        case .type: return story.record.type ?? ""
        case .product: return directory.products.first { $0.id == story.record.productID }?.name ?? ""
        case .account(nil): return directory.accounts.first { $0.id == story.record.accountID }?.name ?? ""
        case .account: return directory.accounts.first { $0.id == story.record.accountID }?.attributes[0] ?? ""
        case .team(let level): return team(story.state.ownerID, level)
        case .field: return ""
        case .month:
            let entry = story.changes[0].revision
            return entry.precision == .undated ? "" : question.calendar.day(of: time(entry)).month
        }
    }

    private func team(_ owner: Identifier<Member>?, _ level: Int?) -> String {
        let own = RandomWorkspace.memberships.filter { $0.memberID == owner && $0.covers(question.referenceDay) }
        guard let best = own.max(by: { ($0.from ?? .first) < ($1.from ?? .first) }) else { return "" }
        let team = RandomWorkspace.teams.first { $0.id == best.teamID }!
        let parent = RandomWorkspace.teams.first { $0.id == team.parentID }
        return level == 1 ? (parent ?? team).name : team.name
    }
}
