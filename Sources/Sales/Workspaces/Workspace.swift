/// One company's data, apart from every other's.
package struct Workspace: Hashable, Sendable {
    package var id: Identifier<Workspace>
    /// The small integer by which tables refer to it.
    package var key: Int64
    package var name: String
    package var currency: Currency
    package var timeZone: String
    package var language: Language

    package init(
        id: Identifier<Workspace>,
        key: Int64,
        name: String,
        currency: Currency,
        timeZone: String,
        language: Language
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.currency = currency
        self.timeZone = timeZone
        self.language = language
    }
}
