/// The fastest that one core reads memory: the sum of a buffer's words, in vectors.
struct PlainSum: ~Copyable {
    private let words: UnsafeMutableBufferPointer<Int64>

    init(bytes: Int) {
        words = .allocate(capacity: max(8, bytes / 8))
        words.initialize(repeating: 1)
    }

    deinit { words.deallocate() }

    /// The seconds of one sum, the median of the runs.
    borrowing func seconds(_ runs: Int) -> Double {
        var sum: Int64 = 0
        let times = Stopwatch.warm(runs) { sum &+= PlainSum.sum(UnsafeBufferPointer(words)) }
        // Never true; without it the compiler may leave the sums out.
        if sum == .min { Progress.tell("\(sum)") }
        return times.median
    }

    @inline(never)
    private static func sum(_ words: UnsafeBufferPointer<Int64>) -> Int64 {
        var sums = SIMD8<Int64>.zero
        var others = SIMD8<Int64>.zero
        let base = UnsafeRawPointer(words.baseAddress)
        guard let base else { return 0 }
        var offset = 0
        while offset + 128 <= words.count * 8 {
            sums &+= base.loadUnaligned(fromByteOffset: offset, as: SIMD8<Int64>.self)
            others &+= base.loadUnaligned(fromByteOffset: offset + 64, as: SIMD8<Int64>.self)
            offset += 128
        }
        return (sums &+ others).wrappedSum()
    }
}
