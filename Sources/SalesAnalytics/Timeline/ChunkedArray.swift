/// An array in chunks, of which a copy that is changed shares all but those that the change touches.
///
/// A timeline's refresh changes a copy of what readers still use: a hundred thousand names in one array would all be
/// copied for each new customer.
struct ChunkedArray<Element> {
    private var chunks: [[Element]] = []

    private static var chunkSize: Int { 1024 }

    var count: Int { chunks.isEmpty ? 0 : (chunks.count - 1) * Self.chunkSize + chunks[chunks.count - 1].count }

    subscript(index: Int) -> Element {
        get { chunks[index / Self.chunkSize][index % Self.chunkSize] }
        set { chunks[index / Self.chunkSize][index % Self.chunkSize] = newValue }
    }

    mutating func append(_ element: Element) {
        if chunks.last?.count ?? Self.chunkSize == Self.chunkSize { chunks.append([]) }
        chunks[chunks.count - 1].append(element)
    }
}

extension ChunkedArray: Sendable where Element: Sendable {}

extension ChunkedArray: Sequence {
    func makeIterator() -> some IteratorProtocol<Element> { chunks.lazy.joined().makeIterator() }
}
