import Sales
import Synchronization

/// A timeline while several fill it at once, each a part of it.
///
/// What revisions refer to is numbered in one catalog, so that the parts need only be put side by side.
package final class TimelineAssembly: Sendable {
    private let catalog: Mutex<Catalog>

    package init(_ directory: TimelineDirectory) { catalog = Mutex(Catalog(directory)) }

    /// Takes what is known of the directory only now.
    package func add(_ directory: TimelineDirectory) { catalog.withLock { $0.add(directory) } }

    /// The timeline of the parts, whose records follow each other in this order.
    package func timeline(_ parts: [TimelinePart]) -> Timeline {
        var paths = PathTreeBuilder()
        let nodes = parts.map { $0.paths.copied(into: &paths) }
        let tree = PathTree(paths)
        var identifiers: [Identifier<Opportunity>] = []
        identifiers.reserveCapacity(parts.reduce(0) { $0 + $1.identifiers.count })
        var slices: [Slice] = []
        for (part, nodes) in zip(parts, nodes) {
            let first = UInt32(identifiers.count)
            slices += part.segments.map { Slice(Segment($0, from: first, onto: tree, nodes: nodes)) }
            identifiers += part.identifiers
        }
        var index = RecordIndex()
        index.append(identifiers)
        return Timeline(catalog: catalog.withLock { $0 }, index: index, slices: slices)
    }

    func dimensions(_ record: TimelineRecord) -> RecordDimensions { catalog.withLock { $0.dimensions(record) } }
    func number(of stage: Identifier<Stage>) -> UInt16 { catalog.withLock { $0.stage(stage) } }
    func number(of member: Identifier<Member>) -> UInt32 { catalog.withLock { $0.member(member) } }
    func number(of reason: Identifier<LossReason>) -> UInt32 { catalog.withLock { $0.lossReason(reason) } }
    func number(of currency: Currency) -> UInt8 { catalog.withLock { $0.currency(currency) } }
}

extension PathTreeBuilder {
    /// What the paths' numbers are in the other tree, to which they are added.
    fileprivate func copied(into other: inout PathTreeBuilder) -> [UInt32] {
        var numbers: [UInt32] = [0]
        numbers.reserveCapacity(parents.count)
        for node in parents.indices.dropFirst() {
            numbers.append(other.child(of: numbers[Int(parents[node])], to: stages[node]))
        }
        return numbers
    }
}
