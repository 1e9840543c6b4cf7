import Sales

/// The tracked values that change seldom, in small numbers: everything but the stage.
struct Details: BitwiseCopyable, Sendable, Equatable {
    static let none = UInt32.max

    var minor: Int64 = 0
    /// 0 where there is no amount, else the currency's number in the directory plus one; the workspace's own is 1.
    var currency: UInt8 = 0
    var forecast: UInt8 = 0
    var probability: Int16 = -1
    var owner: UInt32 = Details.none
    var lossReason: UInt32 = Details.none
    var closeDate: Int32 = .min

    mutating func take(_ fields: TrackedFields, from other: Details) {
        if fields.has(.amount) {
            minor = other.minor
            currency = other.currency
        }
        if fields.has(.expectedCloseDate) { closeDate = other.closeDate }
        if fields.has(.owner) { owner = other.owner }
        if fields.has(.forecastCategory) { forecast = other.forecast }
        if fields.has(.winProbability) { probability = other.probability }
        if fields.has(.outcome) { lossReason = other.lossReason }
    }
}

extension TrackedFields {
    /// Whether the one field is among these, at the cost of one instruction where `contains` calls a witness.
    @inline(__always)
    func has(_ field: TrackedFields) -> Bool { rawValue & field.rawValue != 0 }

    /// The fields that `Details` holds.
    static let details: TrackedFields = [
        .amount, .expectedCloseDate, .owner, .forecastCategory, .winProbability, .outcome,
    ]
}

/// What a revision's row says of it in sixteen bits: the fields it sets, its precision, its cause, and whether it
/// was taken back.
struct Marks: BitwiseCopyable, Sendable, Equatable {
    static let day: UInt16 = 1 << 8
    static let undated: UInt16 = 1 << 9
    static let voided: UInt16 = 1 << 10
    static let person: UInt16 = 1 << 11
    static let stage = UInt16(TrackedFields.stage.rawValue)

    var bits: UInt16

    init(_ revision: Revision) {
        bits = UInt16(truncatingIfNeeded: revision.fields.rawValue & TrackedFields.all.rawValue)
        if revision.precision == .day { bits |= Marks.day }
        if revision.precision == .undated { bits |= Marks.undated }
        if revision.voidedAt != nil { bits |= Marks.voided }
        if revision.cause == .person { bits |= Marks.person }
    }

    init(bits: UInt16) { self.bits = bits }

    var fields: TrackedFields { TrackedFields(rawValue: Int(bits & 0xFF)) }
    var isVoided: Bool { bits & Marks.voided != 0 }
    var setsStage: Bool { bits & Marks.stage != 0 }
}
