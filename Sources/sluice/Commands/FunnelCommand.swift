import ArgumentParser
import Sales
import SalesAnalytics
import Storage

/// The funnel: what is in it and where it leaks.
struct FunnelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "funnel",
        abstract: "Show what is in the pipeline and where it leaks.",
        discussion: """
            The cohort view follows the records that entered between --from and --to up to --as-of; the period view \
            counts what moved between the two. The happened clock tells what was true, the recorded clock what was \
            known on the day. docs/guide/funnel.md explains each option and the columns of the CSV, docs/metrics.md \
            defines every figure.
            """
    )

    enum Clock: String, ExpressibleByArgument, CaseIterable { case happened, recorded }
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

    @Option(help: "The pipeline's name; not needed when there is one.") var pipeline: String?
    @Option(help: "The first day of the period.", transform: FunnelCommand.day) var from: Day?
    @Option(help: "The last day of the period.", transform: FunnelCommand.day) var to: Day?
    @Option(help: "cohort or period.") var view: FunnelQuestion.View = .cohort
    @Option(help: "The day, to its end, at which the state is taken.", transform: FunnelCommand.day) var asOf: Day?
    @Option(help: "happened or recorded.") var clock: Clock = .happened
    @Option(
        help: ArgumentHelp(
            "With the recorded clock: what was known at the end of this day, or at this time, as 2026-03-31T14:30 in "
                + "the time zone whose days count, or with Z or an offset (default: at the end of --as-of).",
            valueName: "day-or-time"
        ),
        transform: { try PointInTime($0) }
    )
    var known: PointInTime?
    @Option(help: "The time zone whose days count (default: the workspace's).") var timeZone: String?
    @Option(
        help: "owner, actor, team, team:LEVEL, source, type, product, account, account.FIELD, month or field-ID.",
        transform: FunnelCommand.dimension
    )
    var by: Dimension?
    @Option(help: "table, json or csv.") var format: Format = .table
    @Option(help: "The workspace's name; not needed when there is one.") var workspace: String?
    @Option(name: .customLong("as"), help: "Show what this member may see.") var member: String?
    @OptionGroup var choice: DatabaseChoice

    func validate() throws {
        if known != nil && clock == .happened {
            throw ValidationError("--known asks what was known then; it needs --clock recorded.")
        }
        if let from, let asOf, asOf < from { throw ValidationError("--as-of lies before --from.") }
        if let from, let to, to < from { throw ValidationError("--to lies before --from.") }
    }

    func run() async throws {
        let (report, teams, language): (FunnelReport, [Team], Language) = try await choice.withStore { store in
            let found = try await store.workspace(named: workspace)
            let access = try await store.access(to: found, as: member, now: .now)
            return (try await answer(store, access), try await store.read(access) { try $0.teams() }, found.language)
        }
        switch format {
        case .json: Terminal.write(report.json())
        case .csv: Terminal.write(FunnelCSV(report).text)
        case .table:
            let remarks = FunnelRemarks(report, teams: teams, in: language).lines
            Terminal.write(FunnelTable(report, in: language, width: Terminal.columns, remarks: remarks).text)
        }
    }

    private func answer(_ store: Store, _ access: Access) async throws -> FunnelReport {
        let calendar = try calendar(access)
        let pipeline = try await store.read(access) { [pipeline] in try $0.pipeline(named: pipeline) }
        let (timeline, _) = try await store.timeline(of: access.workspace)
        var question = FunnelQuestion(
            pipeline: pipeline.id,
            view: view,
            from: from,
            to: to,
            asOf: asOf.map(calendar.end),
            calendar: calendar,
            dimension: by,
            visible: try await timeline.visible(to: access, in: store),
            today: access.today
        )
        if case .field(let id)? = by {
            question.slice = try await slice(by: id, store, access)
        }
        if clock == .recorded { question.known = known?.instant(in: calendar) ?? question.asOf ?? .distantFuture }
        return try timeline.funnel(question)
    }

    private func slice(by id: Identifier<FieldDefinition>, _ store: Store, _ access: Access) async throws -> FieldSlice
    {
        let language = access.workspace.language
        let (yes, no) = (LocalizedText("yes", "是", "是")[language], LocalizedText("no", "否", "否")[language])
        do {
            return try await store.read(access) { try $0.fieldSlice(id, in: language, yes: yes, no: no) }
        } catch is NotFound {
            throw Refusal.unknownField("field-\(id)")
        }
    }

    private func calendar(_ access: Access) throws -> ZoneCalendar {
        guard let timeZone else { return access.calendar }
        guard let calendar = ZoneCalendar(timeZone) else { throw Refusal.unknownZone(timeZone) }
        return calendar
    }

    @Sendable private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else {
            throw ValidationError("'\(text)' is no day. Write one as 2026-03-31, and mind how many days the month has.")
        }
        return day
    }

    @Sendable private static func dimension(_ text: String) throws -> Dimension {
        guard let dimension = Dimension(text) else {
            throw ValidationError(
                "'\(text)' is no dimension: use owner, actor, team, team:1, source, type, product, account, "
                    + "account.industry, month, or field-… as in the address of the funnel's page."
            )
        }
        return dimension
    }
}

extension FunnelQuestion.View: ExpressibleByArgument {}

extension Store {
    /// The access of a member by name, e-mail address or key; the operator's where none is named.
    func access(to workspace: Workspace, as name: String?, now: Instant) async throws -> Access {
        let access = Access(operatorOf: workspace, now: now)
        guard let name else { return access }
        return try await self.access(of: member(named: name, access), in: workspace, now: now)
    }

    /// The member of that name, e-mail address or key.
    func member(named name: String, _ access: Access) async throws -> Member {
        let found = try await read(access) { try $0.members() }.filter { member in
            member.externalKey == name || member.email?.folded == name.folded || member.name.folded == name.folded
        }
        guard let member = found.first else { throw Refusal.unknownMember(name) }
        guard found.count == 1 else { throw Refusal.severalMembers(name, count: found.count) }
        return member
    }
}
