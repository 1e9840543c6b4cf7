import Sales

extension SalesCompany {
    /// What a simulated company is like; the same plan makes the same company, byte for byte.
    package struct Plan: Sendable {
        package var seed: UInt64
        package var opportunities: Int
        package var accounts: Int
        package var language: Language
        package var currency: Currency
        package var calendar: ZoneCalendar
        /// The first day on which opportunities are created.
        package var from: Day
        /// The last day on which opportunities are created.
        package var to: Day
        /// Both logs end with this day; what becomes of the open ones is known to the answers alone.
        package var observedUntil: Day
        package var template: PipelineTemplate
        /// Where opportunities begin: one weight per open stage.
        package var entry: [Double]
        /// One per open stage, in order.
        package var flows: [Flow]
        package var reopening: Reopening
        package var channels: [Channel]
        package var customerTypes: [CustomerType]
        package var team: TeamPlan
        package var entryLag: EntryLag
        package var habits: Habits
        /// How much faster they come at the end than at the start: 0.3 for 30 %.
        package var growth: Double
    }
}
