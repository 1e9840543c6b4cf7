extension Import {
    /// The kind of the run that fills a demo, so that one that was killed is known and goes on.
    package static let demo = "demo"
}
