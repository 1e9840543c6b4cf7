import ArgumentParser
import Sales
import Storage

/// What an import says of the workspace that it makes in an empty database.
struct NewWorkspace: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "For the workspace that an import into an empty database makes: the ISO 4217 code of the currency in which "
                + "it reports (default: the one that the mapping names for amounts, else USD).",
            valueName: "code"
        ),
        transform: Currency.argument
    )
    var currency: Currency?
    @Option(
        help: "For such a new workspace: its IANA time zone (default: the mapping's, else UTC).",
        transform: ZoneCalendar.argument
    )
    var timeZone: ZoneCalendar?
    @Option(help: "For such a new workspace: en, zh-Hans or zh-Hant (default: en).") var language: Language?

    /// The options that were given.
    private var given: [String] {
        [
            currency.map { _ in "--currency" }, timeZone.map { _ in "--time-zone" }, language.map { _ in "--language" },
        ].compactMap { $0 }
    }

    /// Makes the workspace with what was given, and otherwise what the file's mapping says.
    func make(
        in store: Store,
        name: String,
        currency stated: Currency?,
        timeZone zone: ZoneCalendar?,
        now: Instant
    ) async throws -> Workspace {
        try await store.createWorkspace(
            name: name,
            currency: currency ?? stated ?? .usDollar,
            timeZone: (timeZone ?? zone)?.identifier ?? "UTC",
            language: language ?? .english,
            now: now
        )
    }

    /// Refuses options that would change a workspace that is there.
    func refuse(over workspace: Workspace) throws {
        guard !given.isEmpty else { return }
        throw Refusal.workspaceIsThere(workspace, options: given)
    }
}

extension Currency {
    /// Reads a code of ISO 4217, and says which was probably meant where it is none.
    @Sendable static func argument(_ text: String) throws -> Currency {
        if let currency = Currency(listed: text) { return currency }
        let hint = Currency.meant(by: text).map { "Did you mean \($0)?" } ?? "Use a code such as EUR, USD or CNY."
        throw ValidationError("'\(text)' is no currency of ISO 4217. \(hint)")
    }
}

extension ZoneCalendar {
    @Sendable static func argument(_ text: String) throws -> ZoneCalendar {
        guard let calendar = ZoneCalendar(text) else { throw Refusal.unknownZone(text) }
        return calendar
    }
}
