/// What funnel and board show before there is a pipeline.
struct FunnelMissing: Encodable {
    var title: String

    init(title: String) { self.title = title }
}
