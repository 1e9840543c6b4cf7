/// Why an activity is not taken as it was told.
package enum ActivityError: Error, Equatable {
    /// Neither a title nor a text.
    case empty
    case titleTooLong
    /// A day that no plan has, such as one of 1900 or 9999.
    case dueOutOfRange
    case minutesOutOfRange
    case repetitionOutOfRange
    /// What repeats needs a day from which it does.
    case repetitionWithoutDay
    /// Told as done, and yet to come.
    case notYet
    case nextStepWithoutOpportunity
    case nextStepWithoutDay
    /// The opportunity is won or lost.
    case nextStepOfClosed
    case tooManyPeople
    case checklistTooLong
    case doneAlready
    case notDone
    /// Who is to do it does not see the record.
    case ownerCannotSee(String)
}

extension ActivityError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "Say what it is about in a few words."
        case .titleTooLong: "The title has at most \(Activity.titleLimit) characters; write the rest below."
        case .dueOutOfRange: "Choose a day between \(Activity.dueDays.lowerBound) and \(Activity.dueDays.upperBound)."
        case .minutesOutOfRange: "It lasts between 1 minute and 7 days."
        case .repetitionOutOfRange: "It can come again every 1 to 365 days, weeks, months or years."
        case .repetitionWithoutDay: "What repeats needs the day on which it is due first."
        case .notYet: "That is still to come; plan it, and say afterwards what became of it."
        case .nextStepWithoutOpportunity: "A next step belongs to an opportunity; choose one."
        case .nextStepWithoutDay: "A next step needs the day by which it is done."
        case .nextStepOfClosed: "The opportunity is closed; reopen it, or make this a task."
        case .tooManyPeople: "At most \(Activity.peopleLimit) people of each side can take part."
        case .checklistTooLong: "A checklist has at most \(Activity.checklistLimit) steps of 500 characters."
        case .doneAlready: "This was told as done already."
        case .notDone: "This is still open."
        case .ownerCannotSee(let name): "\(name) cannot see this record. Share it with them, or choose another."
        }
    }
}

extension Activity {
    package static let titleLimit = 500
    package static let peopleLimit = 50
    package static let checklistLimit = 50
    /// The days for which something can be planned.
    package static let dueDays: ClosedRange<Day> = (Day("2000-01-01") ?? .first)...(Day("2100-12-31") ?? .last)
    private static let minuteLimits = 1...10_080
    /// Clocks of browsers run a little ahead of ours.
    private static let tolerance: Int64 = 300_000

    /// Throws where the activity cannot be as it is told at that time.
    package func check(now: Instant) throws(ActivityError) {
        if title.isEmpty, text.stored.isEmpty, !kind.isContact { throw .empty }
        if !title.isWithin(Self.titleLimit) { throw .titleTooLong }
        if let due, !Self.dueDays.contains(due.day) { throw .dueOutOfRange }
        if let minutes, !Self.minuteLimits.contains(minutes) { throw .minutesOutOfRange }
        if repetition != nil, due == nil { throw .repetitionWithoutDay }
        if let done, done.happenedAt.milliseconds > now.milliseconds + Self.tolerance { throw .notYet }
        if isNextStep, done == nil, due == nil { throw .nextStepWithoutDay }
        if isNextStep {
            guard case .opportunity = subject else { throw .nextStepWithoutOpportunity }
        }
        if max(contactIDs.count, colleagueIDs.count) > Self.peopleLimit { throw .tooManyPeople }
        let isLong = checklist.contains { $0.text.isEmpty || !$0.text.isWithin(500) }
        if isLong || checklist.count > Self.checklistLimit { throw .checklistTooLong }
    }
}
