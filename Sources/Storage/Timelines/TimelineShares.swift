import SQLEngines
import Sales
import SalesAnalytics
import Synchronization

/// The work of loading a timeline, of which transactions that see the same take a range of the key each until none is
/// left.
struct TimelineShares: Sendable {
    private let workspace: Workspace
    private let ranges: [IdentifierRange]
    private let assembly: TimelineAssembly
    private let next = Next()

    /// What one transaction has read.
    struct Share: Sendable {
        /// The workspace's newest change as the transaction sees it.
        var number: Int64
        var parts: [(place: Int, part: TimelinePart)] = []
    }

    private final class Next: Sendable {
        private let place = Mutex(-1)

        func take() -> Int {
            place.withLock { place in
                place += 1
                return place - 1
            }
        }
    }

    init(_ ranges: [IdentifierRange], of workspace: Workspace) {
        self.workspace = workspace
        self.ranges = ranges
        assembly = TimelineAssembly(TimelineDirectory(ofNoneIn: workspace))
    }

    /// Whether there is so much to read that two are faster.
    var isLarge: Bool { ranges.count > 1 }

    /// Takes what nobody else has taken.
    func read(_ db: any Connection) throws -> Share {
        var share = Share(number: try db.lastChangeNumber(workspace.key))
        // Whoever comes first, members are numbered in the same order, in which owners are listed.
        assembly.add(try db.directoryWithoutAccounts(of: workspace))
        while case let place = next.take(), place < ranges.count {
            if place < 0 {
                assembly.add(try db.accountDirectory(of: workspace))
            } else {
                share.parts.append((place, try db.part(ranges[place], of: workspace.key, assembly)))
            }
        }
        return share
    }

    func timeline(_ shares: [Share]) -> Timeline {
        assembly.timeline(shares.flatMap(\.parts).sorted { $0.place < $1.place }.map(\.part))
    }
}

/// The identifiers from the one to the other.
struct IdentifierRange: Sendable {
    var from: Identifier<Opportunity>
    var to: Identifier<Opportunity>

    /// As many ranges of equal width from the first to the last identifier; the first and the last have no end, since
    /// others may come before and after.
    static func ranges(from first: UInt128, to last: UInt128, count: UInt128) -> [IdentifierRange] {
        let width = (last - first) / count + 1
        return (0..<count).compactMap { place in
            let (start, overflow) = first.addingReportingOverflow(place * width)
            if overflow || start > last { return nil }
            let isLast = last - start < width
            let (from, to) = (place == 0 ? 0 : start, isLast ? .max : start + width - 1)
            return IdentifierRange(from: Identifier(from), to: Identifier(to))
        }
    }
}

extension Connection {
    /// The ranges of the key in which the workspace's history is read: one where there is little, else sixteen, so that
    /// whoever is done first can take another.
    func timelineRanges(of workspace: Int64) throws -> [IdentifierRange] {
        let ids: [Identifier<Opportunity>] = try (["ASC", "DESC"] as [SQL]).compactMap { order in
            try first(
                "SELECT id FROM opportunities WHERE workspace_id = \(workspace) ORDER BY id \(order) LIMIT 1"
            )
        }
        let few: [Identifier<Opportunity>] = try all(
            "SELECT id FROM opportunities WHERE workspace_id = \(workspace) LIMIT 4097"
        )
        guard few.count > 4096, ids.count == 2 else { return IdentifierRange.ranges(from: 0, to: .max - 1, count: 1) }
        return IdentifierRange.ranges(from: ids[0].number, to: ids[1].number, count: 16)
    }
}

extension Identifier {
    fileprivate var number: UInt128 { UInt128(high) << 64 | UInt128(low) }

    fileprivate init(_ number: UInt128) {
        self.init(high: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number))
    }
}
