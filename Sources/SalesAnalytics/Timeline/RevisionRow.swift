import Sales

/// A revision in an assembly's small numbers, for those who read millions of them: no value is made twice.
///
/// The mask of its fields is a plain number, as option sets of another module are handled by unspecialised code.
package struct RevisionRow: BitwiseCopyable, Sendable {
    package var number: Int64 = 0
    package var happened: Int64 = 0
    package var recorded: Int64 = 0
    package var actor: UInt32 = Details.none
    package var stage: UInt16 = PathTreeBuilder.noStage
    var marks: UInt16
    var voided: Int64 = .max
    var details = Details()
    /// Whether there are values beside the stage; fields that are cleared are told by the mask alone.
    private(set) var setsDetails = false

    /// The fields as `TrackedFields` numbers them, none of which is set yet.
    package init(fields: Int) { marks = UInt16(truncatingIfNeeded: fields & 0xFF) }
}

extension RevisionRow {
    package mutating func markDay() { marks |= Marks.day }
    package mutating func markUndated() { marks |= Marks.undated }
    package mutating func markByPerson() { marks |= Marks.person }

    package mutating func setVoided(at instant: Int64) {
        voided = instant
        marks |= Marks.voided
    }

    package mutating func setAmount(minor: Int64, currency: UInt8) {
        details.minor = minor
        details.currency = currency
        setsDetails = true
    }

    package mutating func setOwner(_ member: UInt32) {
        details.owner = member
        setsDetails = true
    }

    package mutating func setLossReason(_ reason: UInt32) {
        details.lossReason = reason
        setsDetails = true
    }

    package mutating func setExpectedCloseDate(_ day: Day) {
        details.closeDate = day.number
        setsDetails = true
    }

    package mutating func setForecastCategory(_ category: ForecastCategory) {
        details.forecast = UInt8((ForecastCategory.allCases.firstIndex(of: category) ?? 0) + 1)
        setsDetails = true
    }

    package mutating func setWinProbability(_ percent: Int64) {
        details.probability = Int16(clamping: percent)
        setsDetails = true
    }
}

extension PendingRevisions {
    mutating func add(_ row: RevisionRow, of record: UInt32) {
        append(
            PendingRow(
                record: record,
                number: Int32(clamping: row.number),
                happened: row.happened,
                recorded: row.recorded,
                actor: row.actor,
                details: row.setsDetails ? insert(row.details) : -1,
                stage: row.stage,
                marks: Marks(bits: row.marks),
                voiding: row.voided == .max ? -1 : insert(voidedAt: row.voided)
            )
        )
    }
}
