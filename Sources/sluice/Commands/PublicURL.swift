import ArgumentParser

/// Where people reach Sluice: what links begin with.
struct PublicURL: ParsableArguments {
    @Option(name: .customLong("public-url"), help: "The address at which people reach Sluice.") var publicURL: String?

    /// The address without a slash at its end; on this machine where none is given.
    func base(port: Int = 8080) throws -> String {
        guard let publicURL else { return "http://127.0.0.1:\(port)" }
        let isFit = publicURL.wholeMatch(of: /https?:\/\/[^\s\/?#]+(\/[^\s?#]*)?/) != nil
        guard isFit else { throw Refusal.noPublicURL(publicURL) }
        return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    }
}
