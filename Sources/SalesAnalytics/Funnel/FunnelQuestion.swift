import Sales

/// What is asked of the funnel.
package struct FunnelQuestion: Sendable {
    package enum View: String, CaseIterable, Sendable {
        /// The records that entered within the period, followed to the as-of instant.
        case cohort
        /// What moved within the period.
        case period
    }

    /// The figures that are wanted; the counts always are.
    package struct Measures: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let amounts = Measures(rawValue: 1)
        package static let durations = Measures(rawValue: 2)
        package static let entryLag = Measures(rawValue: 4)
        package static let all: Measures = [.amounts, .durations, .entryLag]
    }

    package var pipeline: Identifier<Pipeline>
    package var view: View
    package var from: Day?
    package var to: Day?
    /// Nil where all that is known counts.
    package var asOf: Instant?
    /// What we knew then; nil is what is known now, the happened clock.
    package var known: Instant?
    package var calendar: ZoneCalendar
    package var dimension: Dimension?
    /// What a slice by an own field is made of.
    package var slice: FieldSlice?
    package var visible: RecordSet?
    /// The day whose process and teams count where no as-of is asked; without it the newest do.
    package var today: Day?
    package var measures: Measures

    package init(
        pipeline: Identifier<Pipeline>,
        view: View = .cohort,
        from: Day? = nil,
        to: Day? = nil,
        asOf: Instant? = nil,
        known: Instant? = nil,
        calendar: ZoneCalendar,
        dimension: Dimension? = nil,
        slice: FieldSlice? = nil,
        visible: RecordSet? = nil,
        today: Day? = nil,
        measures: Measures = .all
    ) {
        self.pipeline = pipeline
        self.view = view
        self.from = from
        self.to = to
        self.asOf = asOf
        self.known = known
        self.calendar = calendar
        self.dimension = dimension
        self.slice = slice
        self.visible = visible
        self.today = today
        self.measures = measures
    }

    /// The day on which the process and the team memberships in force are looked up.
    package var referenceDay: Day { asOf.map { calendar.day(of: $0) } ?? today ?? .last }

    var cutoff: Int64 { asOf?.milliseconds ?? .max }
    var start: Int64 { from.map { calendar.start(of: $0).milliseconds } ?? .min }
    var end: Int64 { min(to.map { calendar.end(of: $0).milliseconds } ?? .max, cutoff) }
}

/// A question about something that is not there.
package enum FunnelError: Error, Equatable {
    case unknownPipeline
    case unknownStage
    case unknownAccountField(String)
    case unknownField
    case periodEndsBeforeItBegins
}
