import SQLEngines
import Sales
import SalesAnalytics
import Synchronization

/// Loads a timeline by two transactions at once, which share the revisions between them by ranges of the key.
///
/// Only where transactions commit one after the other, since two snapshots are one when the newest change in both
/// has the same number. PostgreSQL reads by `COPY`, whose server works beside the one that takes the rows anyway.
struct TimelineHalves {
    private let database: any Database
    private let workspace: Workspace
    private let next = Next()

    private struct Half: Sendable {
        var builder: Timeline.Builder
        var number: Int64
    }

    private final class Next: Sendable {
        private let place = Mutex(0)

        func take() -> Int {
            place.withLock { place in
                place += 1
                return place - 1
            }
        }
    }

    init(_ database: any Database, _ workspace: Workspace) {
        self.database = database
        self.workspace = workspace
    }

    /// The timeline and its newest change; nil where one transaction has to read it all.
    func timeline() async throws -> (timeline: Timeline, number: Int64)? {
        guard let ranges = try await database.read({ try $0.ranges(of: workspace.key) }) else { return nil }
        async let first = half(ranges) { try $0.records(of: workspace) }
        async let second = half(ranges) { db in
            let calendar = ZoneCalendar(workspace.timeZone) ?? .utc
            return Timeline.Builder(TimelineDirectory(workspaceCurrency: workspace.currency, calendar: calendar))
        }
        var whole = try await first
        let rest = try await second
        guard whole.number == rest.number else { return nil }
        whole.builder.append(rest.builder)
        return (whole.builder.build(), whole.number)
    }

    private func half(
        _ ranges: [IdentifierRange],
        _ begin: @escaping @Sendable (any Connection) throws -> Timeline.Builder
    ) async throws -> Half {
        try await database.read { db in
            let number = try db.lastChangeNumber(workspace.key)
            var reader = RevisionReader(try begin(db), voids: try db.voids(in: workspace.key))
            while case let place = next.take(), place < ranges.count {
                try db.read(ranges[place], of: workspace.key, into: &reader)
            }
            return Half(builder: reader.builder, number: number)
        }
    }
}

/// The identifiers from the one to the other.
struct IdentifierRange: Sendable {
    var from: Identifier<Opportunity>
    var to: Identifier<Opportunity>

    /// As many ranges of equal width from the first to the last identifier.
    static func ranges(from first: UInt128, to last: UInt128, count: UInt128) -> [IdentifierRange] {
        let width = (last - first) / count + 1
        return (0..<count).compactMap { place in
            let (start, overflow) = first.addingReportingOverflow(place * width)
            if overflow || start > last { return nil }
            let rest = last - start
            return IdentifierRange(from: Identifier(start), to: Identifier(start + min(rest, width - 1)))
        }
    }
}

extension Connection {
    /// The ranges in which two may read; none where commits are not in order or there is little to read.
    fileprivate func ranges(of workspace: Int64) throws -> [IdentifierRange]? {
        guard commitsInOrder else { return nil }
        let ids: [Identifier<Opportunity>] = try (["ASC", "DESC"] as [SQL]).compactMap { order in
            try first(
                "SELECT id FROM opportunities WHERE workspace_id = \(workspace) ORDER BY id \(order) LIMIT 1"
            )
        }
        guard ids.count == 2, ids[0] < ids[1] else { return nil }
        return IdentifierRange.ranges(from: ids[0].number, to: ids[1].number, count: 16)
    }

    fileprivate func read(
        _ range: IdentifierRange,
        of workspace: Int64,
        into reader: inout RevisionReader
    ) throws {
        try scan(
            """
            SELECT \(RevisionReader.columns) FROM opportunity_revisions
            WHERE workspace_id = \(workspace) AND opportunity_id BETWEEN \(range.from) AND \(range.to)
            """
        ) { row in
            try reader.read(&row)
        }
    }
}

extension Identifier {
    fileprivate var number: UInt128 { UInt128(high) << 64 | UInt128(low) }

    fileprivate init(_ number: UInt128) {
        self.init(high: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number))
    }
}
