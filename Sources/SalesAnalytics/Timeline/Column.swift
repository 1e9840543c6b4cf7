/// An immutable run of plain values in memory of its own, shared by reference.
///
/// Kernels read its pointer without the closures that arrays ask for. A few zeros follow the last value, so that a
/// loop unrolled by four may read past the end.
final class Column<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let pointer: UnsafePointer<Element>
    let count: Int

    init(_ values: [Element]) {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: (values.count + 8) * MemoryLayout<Element>.stride,
            alignment: 64
        )
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: (values.count + 8) * MemoryLayout<Element>.stride)
        values.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { memory.copyMemory(from: base, byteCount: bytes.count) }
        }
        pointer = UnsafePointer(memory.bindMemory(to: Element.self, capacity: values.count + 8))
        count = values.count
    }

    deinit { UnsafeMutableRawPointer(mutating: pointer).deallocate() }

    var byteCount: Int { count * MemoryLayout<Element>.stride }

    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count)
        return pointer[index]
    }
}

/// A mutable run of plain values that a kernel fills, zeroed at first.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    let pointer: UnsafeMutablePointer<Element>
    let count: Int

    init(count: Int) {
        self.count = count
        let bytes = (count + 8) * MemoryLayout<Element>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        pointer = memory.bindMemory(to: Element.self, capacity: count + 8)
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
