import Sales

/// The period of a question, in instants, and for rows known only to the day in days.
struct Window {
    let isOpen: Bool
    let from: Int64
    let to: Int64
    private let dayFrom: Int64
    private let dayTo: Int64

    init(_ question: FunnelQuestion, own calendar: ZoneCalendar) {
        isOpen = question.from == nil && question.to == nil
        from = question.start
        to = question.end
        dayFrom = question.from.map { calendar.start(of: $0).milliseconds } ?? .min
        dayTo = min(question.to.map { calendar.end(of: $0).milliseconds } ?? .max, question.cutoff)
    }

    /// Whether a row lies in the period; an undated one lies in none, as nobody knows when it was.
    @inline(__always)
    func contains(_ happened: Int64, _ marks: UInt16) -> Bool {
        if marks & (Marks.day | Marks.undated) == 0 { return happened >= from && happened <= to }
        return marks & Marks.undated == 0 && happened >= dayFrom && happened <= dayTo
    }
}
