/// What a line such as `昨天拜访云帆张主任,预算200万,下周三报价` says, as far as rules can read it.
///
/// It is a suggestion: nothing of it is kept before somebody accepts it. Each part tells where in the line it was read.
package struct QuickEntry: Hashable, Sendable {
    package var kind: Read<Activity.Kind>?
    package var outcome: Read<Activity.Outcome>?
    package var day: Read<Day>?
    package var time: Read<TimeOfDay>?
    package var minutes: Read<Int>?
    /// Whether it is still to happen.
    package var isPlanned = false
    package var names: [Read<EntryName>] = []
    package var amount: Read<Amount>?
    package var nextStep: NextStep?
    package var competitors: [Read<String>] = []
    package var stage: Read<StageHint>?
    /// What the writer should look at.
    package var doubts: [Doubt] = []

    package init() {}

    /// The longest line that is read, in Unicode code points; what is longer is a note.
    package static let limit = 2_000
}

extension QuickEntry {
    /// A value and where it was read, in code points of the line.
    package struct Read<Value: Hashable & Sendable>: Hashable, Sendable {
        package var value: Value
        package var range: Range<Int>

        package init(_ value: Value, _ range: Range<Int>) {
            self.value = value
            self.range = range
        }
    }

    /// What is to be done next, by when and who has to move.
    package struct NextStep: Hashable, Sendable {
        package var text: String
        package var day: Read<Day>?
        package var time: Read<TimeOfDay>?
        package var waitingFor: WaitingFor?

        package init(text: String, day: Read<Day>? = nil, time: Read<TimeOfDay>? = nil, waitingFor: WaitingFor? = nil) {
            self.text = text
            self.day = day
            self.time = time
            self.waitingFor = waitingFor
        }
    }

    /// The stage to which the line points.
    package enum StageHint: Hashable, Sendable {
        case stage(Identifier<Stage>, name: String)
        /// Any stage of the kind, as "signed" says.
        case kind(Stage.Kind)
    }

    /// Something in the line that can be read in two ways, or in none.
    package enum Doubt: Hashable, Sendable {
        /// `预算200`: of what?
        case amountWithoutUnit(String)
        case amountTooLarge(String)
        case severalAmounts([String])
        /// `昨天前天拜访`: which of them?
        case severalDays([String])
        /// `明天拜访了`: done, and yet to come.
        case doneInFuture(String)
        /// `2月30日`: no such day.
        case noSuchDay(String)
    }
}

/// A time of the day to the minute, as people say it.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// 0 to 1439.
    package var minutes: Int

    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    package static func < (left: Self, right: Self) -> Bool { left.minutes < right.minutes }
}

extension TimeOfDay: CustomStringConvertible {
    /// `15:05`.
    package var description: String { "\(Int64(minutes / 60).padded(2)):\(Int64(minutes % 60).padded(2))" }
}

/// Whom the line names: a person, a firm, or both; which of them a single word is, only the records can tell.
package struct EntryName: Hashable, Sendable {
    /// As it was written, `云帆张主任`.
    package var text: String
    package var person: String?
    package var account: String?

    package init(text: String, person: String? = nil, account: String? = nil) {
        self.text = text
        self.person = person
        self.account = account
    }
}

/// What is known when a line is read.
package struct EntryContext: Sendable {
    package var today: Day
    package var time: TimeOfDay
    /// Of amounts that name none.
    package var currency: Currency
    /// Whether `5/3` is the 5th of March.
    package var isDayFirst: Bool
    package var competitors: [String]
    package var stages: [(id: Identifier<Stage>, name: String)]

    package init(
        today: Day,
        time: TimeOfDay,
        currency: Currency,
        isDayFirst: Bool = false,
        competitors: [String] = [],
        stages: [(id: Identifier<Stage>, name: String)] = []
    ) {
        self.today = today
        self.time = time
        self.currency = currency
        self.isDayFirst = isDayFirst
        self.competitors = competitors
        self.stages = stages
    }
}
