import Sales

/// Days of instants by looking up, over the days that a timeline spans.
///
/// A calendar's binary search costs some thirty nanoseconds, too much where each of a million rows is asked.
struct DayTable {
    private static let unknown = Int32.min
    private let calendar: ZoneCalendar
    private let first: Int64
    /// The zone's offset in seconds on each day of UTC, unknown where it changes.
    private let offsets: [Int32]

    init(_ calendar: ZoneCalendar, over bounds: ClosedRange<Int64>) {
        self.calendar = calendar
        let from = max(bounds.lowerBound, -2_208_988_800_000).dividedFloor(by: 86_400_000).quotient
        let to = min(bounds.upperBound, 4_133_980_800_000).dividedFloor(by: 86_400_000).quotient
        first = from
        guard from <= to else {
            offsets = []
            return
        }
        offsets = (from...to).map { day in
            let start = calendar.offset(at: Instant(milliseconds: day * 86_400_000))
            let end = calendar.offset(at: Instant(milliseconds: (day + 1) * 86_400_000))
            return start == end && start % 1000 == 0 ? Int32(truncatingIfNeeded: start / 1000) : DayTable.unknown
        }
    }

    /// The number of the day, as `Day.number`.
    @inline(__always)
    func day(_ milliseconds: Int64) -> Int64 {
        let place = milliseconds.dividedFloor(by: 86_400_000).quotient - first
        if place >= 0 && place < Int64(offsets.count) {
            let offset = offsets[Int(place)]
            if offset != DayTable.unknown {
                return (milliseconds + Int64(offset) * 1000).dividedFloor(by: 86_400_000).quotient
            }
        }
        return Int64(calendar.day(of: Instant(milliseconds: milliseconds)).number)
    }
}

/// How long it is from one row to another: in instants, in calendar days where both are known only to the day, and
/// unknown where one is undated.
struct Clock {
    let days: DayTable

    /// In milliseconds; nil where it is unknown.
    @inline(__always)
    func duration(_ segment: Segment, from: Int, to: Int) -> Int64? {
        let (start, end) = (segment.happened.pointer[from], segment.happened.pointer[to])
        let either = segment.marks.pointer[from] | segment.marks.pointer[to]
        if either & (Marks.day | Marks.undated) == 0 { return end &- start }
        if either & Marks.undated != 0 { return nil }
        let both = segment.marks.pointer[from] & segment.marks.pointer[to]
        if both & Marks.day == 0 { return end &- start }
        return (days.day(end) - days.day(start)) * 86_400_000
    }
}
