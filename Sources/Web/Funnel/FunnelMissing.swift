/// What the funnel page shows before there is a pipeline.
struct FunnelMissing {
    var title: String

    init(_ words: Words) { title = words("funnel.title") }
}
