#if os(Linux)
import Glibc
#endif

/// An immutable run of plain values in memory of its own, shared by reference.
///
/// Kernels read its pointer without the closures that arrays ask for. A few zeros follow the last value, so that a
/// loop unrolled by four may read past the end.
final class Column<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let pointer: UnsafePointer<Element>
    let count: Int

    convenience init(_ values: [Element]) {
        self.init(count: values.count) { memory in
            values.withUnsafeBytes { bytes in
                if let base = bytes.baseAddress { memory.copyMemory(from: base, byteCount: bytes.count) }
            }
        }
    }

    /// So many values, which `fill` writes; it may write over the padding too.
    @inline(__always)
    init(count: Int, fill: (UnsafeMutableRawPointer) -> Void) {
        let size = count * MemoryLayout<Element>.stride
        let padding = 8 * MemoryLayout<Element>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size + padding, alignment: 64)
        fill(memory)
        (memory + size).initializeMemory(as: UInt8.self, repeating: 0, count: padding)
        pointer = UnsafePointer(memory.bindMemory(to: Element.self, capacity: count + 8))
        self.count = count
    }

    deinit { UnsafeMutableRawPointer(mutating: pointer).deallocate() }

    /// As many values, each made of the one in its place.
    func map(_ transform: (Element) -> Element) -> Column {
        Column((0..<count).map { transform(pointer[$0]) })
    }

    var byteCount: Int { count * MemoryLayout<Element>.stride }

    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count)
        return pointer[index]
    }
}

/// A run of plain values that a kernel fills.
///
/// A long one lies in huge pages where the system has them: touching it first in small ones takes longer than filling
/// it.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    let pointer: UnsafeMutablePointer<Element>
    let count: Int

    /// Memory as it comes: what is not written must not be read.
    init(count: Int) {
        self.count = count
        let size = max(1, count) * MemoryLayout<Element>.stride
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: size,
            alignment: size < hugePage * 4 ? MemoryLayout<Element>.alignment : hugePage
        )
        #if os(Linux)
        if size >= hugePage * 4 { madvise(memory, size, MADV_HUGEPAGE) }
        #endif
        pointer = memory.bindMemory(to: Element.self, capacity: max(1, count))
    }

    init(repeating value: Element, count: Int) {
        self.init(count: count)
        pointer.initialize(repeating: value, count: count)
    }

    deinit { pointer.deallocate() }
}

private let hugePage = 2 << 20
