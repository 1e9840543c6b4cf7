/// What was done, or is to be done, with a customer or for one: a call, a visit, a task.
///
/// It is open until somebody says what became of it, and has two clocks then, as revisions have: when it happened, and
/// when we were told.
package struct Activity: Hashable, Sendable {
    package var id: Identifier<Activity>
    package var kind: Kind
    /// The record to which it belongs; nil for a task of one's own.
    package var subject: RecordSubject?
    /// Who does it; nil for what was brought from elsewhere and nobody owns.
    package var ownerID: Identifier<Member>?
    /// What is to be done, or what it was about, in a few words.
    package var title = ""
    /// What was said.
    package var text = NoteText(stored: "")
    package var due: Due?
    package var minutes: Int?
    /// Nil while it is open.
    package var done: Done?
    package var waitingFor: WaitingFor?
    /// Whether it is the one next step of its opportunity.
    package var isNextStep = false
    package var place: Place?
    package var repetition: Repetition?
    /// The customer's people with whom it is.
    package var contactIDs: [Identifier<Contact>] = []
    /// Who of us takes part beside the owner.
    package var colleagueIDs: [Identifier<Member>] = []
    package var checklist: [ChecklistItem] = []
    package var createdAt: Instant
    /// Nil for the operator at the command line.
    package var createdBy: Identifier<Member>?
    package var version = 1

    package init(
        id: Identifier<Activity>,
        kind: Kind,
        subject: RecordSubject? = nil,
        ownerID: Identifier<Member>? = nil,
        createdAt: Instant,
        createdBy: Identifier<Member>? = nil
    ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.ownerID = ownerID
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}

extension Activity {
    /// How people came together; a task is what one does alone.
    package enum Kind: String, CaseIterable, Sendable {
        case call, visit, meeting, message, mail, task

        /// Whether somebody of the customer takes part, so that it counts as a contact.
        package var isContact: Bool { self != .task }
    }

    /// What came of it.
    package enum Outcome: String, CaseIterable, Sendable {
        case reached
        /// Tried in vain: nobody answered, or nobody was there.
        case notReached
    }

    /// By when it is to be done: on a day, or at a time of it.
    package struct Due: Hashable, Sendable {
        package var day: Day
        package var time: Instant?

        package init(day: Day, time: Instant? = nil) {
            self.day = day
            self.time = time
        }
    }

    /// When it happened and when that was told.
    package struct Done: Hashable, Sendable {
        package var happenedAt: Instant
        /// Of an instant, or of a day only.
        package var precision: Revision.Precision
        package var recordedAt: Instant
        package var recordedBy: Identifier<Member>?
        package var outcome: Outcome

        package init(
            happenedAt: Instant,
            precision: Revision.Precision = .instant,
            recordedAt: Instant,
            recordedBy: Identifier<Member>? = nil,
            outcome: Outcome = .reached
        ) {
            self.happenedAt = happenedAt
            self.precision = precision
            self.recordedAt = recordedAt
            self.recordedBy = recordedBy
            self.outcome = outcome
        }
    }

    /// Where it is; where somebody checked in, the place on the map too.
    package struct Place: Hashable, Sendable {
        package var name: String
        package var position: Position?

        package init(name: String, position: Position? = nil) {
            self.name = name
            self.position = position
        }
    }

    /// A place on the map in millionths of a degree, a tenth of a metre.
    package struct Position: Hashable, Sendable {
        package var latitude: Int
        package var longitude: Int

        /// Nil of what lies on no map.
        package init?(latitude: Int, longitude: Int) {
            guard abs(latitude) <= 90_000_000, abs(longitude) <= 180_000_000 else { return nil }
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    /// A step of a task.
    package struct ChecklistItem: Hashable, Sendable {
        package var text: String
        package var isDone: Bool

        package init(_ text: String, isDone: Bool = false) {
            self.text = text
            self.isDone = isDone
        }
    }
}

/// For whom a next step waits.
package enum WaitingFor: String, CaseIterable, Sendable {
    case us, customer, approval
}
