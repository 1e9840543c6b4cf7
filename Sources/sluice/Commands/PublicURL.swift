import ArgumentParser

/// Where people reach Sluice: what links begin with.
struct PublicURL: ParsableArguments {
    @Option(name: .customLong("public-url"), help: "The address at which people reach Sluice.") var publicURL =
        "http://127.0.0.1:8080"

    /// The address without a slash at its end.
    var base: String {
        get throws {
            let isFit = publicURL.wholeMatch(of: /https?:\/\/[^\s\/?#]+(\/[^\s?#]*)?/) != nil
            guard isFit else { throw Refusal.noPublicURL(publicURL) }
            return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        }
    }
}
