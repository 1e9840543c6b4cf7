import Sales

/// A date as it is written, with its time of day and offset where there are some.
package struct WrittenTime: Hashable, Sendable {
    package var day: Day
    package var millisecondsOfDay: Int64?
    /// How far the written time is ahead of UTC, in milliseconds.
    package var offset: Int64?

    package init(day: Day, millisecondsOfDay: Int64? = nil, offset: Int64? = nil) {
        self.day = day
        self.millisecondsOfDay = millisecondsOfDay
        self.offset = offset
    }
}

/// A point in time as an import knows it.
package struct ParsedTime: Hashable, Sendable {
    /// How exactly the time is known.
    package enum Precision: String, Sendable {
        case day, instant
    }

    /// The instant, or the first one of the day in the workspace's time zone.
    package var instant: Instant
    package var precision: Precision
    /// The day as it was written.
    package var day: Day

    package init(instant: Instant, precision: Precision, day: Day) {
        self.instant = instant
        self.precision = precision
        self.day = day
    }
}

/// The two time zones of an import.
package struct ImportZones: Sendable {
    /// In which times without an offset are meant.
    package var written: ZoneCalendar
    /// In which the workspace counts its days.
    package var workspace: ZoneCalendar

    package init(written: ZoneCalendar, workspace: ZoneCalendar) {
        self.written = written
        self.workspace = workspace
    }

    /// What was written as a point in time; `precision: .day` drops the time of day.
    ///
    /// A day begins in the workspace's zone, never the file's: otherwise 1 March would be counted on 28 February.
    package func time(_ written: WrittenTime, precision: ParsedTime.Precision? = nil) -> ParsedTime {
        guard let time = written.millisecondsOfDay, precision != .day else {
            return ParsedTime(instant: workspace.start(of: written.day), precision: .day, day: written.day)
        }
        let instant =
            if let offset = written.offset {
                Instant(milliseconds: Int64(written.day.number) * 86_400_000 + time - offset)
            } else { self.written.instant(written.day, millisecondsOfDay: time) }
        return ParsedTime(instant: instant, precision: .instant, day: written.day)
    }
}
