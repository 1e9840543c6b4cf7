/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static let distantPast = Instant(milliseconds: .min)
    package static let distantFuture = Instant(milliseconds: .max)

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The time from `earlier` to this instant in days of 86,400 seconds.
    package func days(since earlier: Instant) -> Double {
        Double(milliseconds - earlier.milliseconds) / 86_400_000
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, `2026-03-31T09:00:00.000Z`.
    package var description: String {
        let (day, rest) = milliseconds.dividedFloor(by: 86_400_000)
        guard let date = Day(number: day) else { return "\(milliseconds) ms" }
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { $0.padded(2) }
        return "\(date)T\(clock.joined(separator: ":")).\((rest % 1000).padded(3))Z"
    }
}

extension Int64 {
    /// The quotient rounded down, and the remainder, which is never negative.
    package func dividedFloor(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let quotient = self / divisor
        let remainder = self % divisor
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// The digits with zeros in front, `007` for a width of three.
    package func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
