/// A reordering of 0 ..< count by one multiplication, so that neighbours look unlike and none comes twice.
struct Permutation: Sendable {
    let count: Int
    private let factor: Int
    private let shift: Int

    init(count: Int, random: inout RandomSource) {
        self.count = count
        // Near the golden section of the count, where neighbours land farthest apart.
        var factor = max(1, Int(Double(count) * 0.618_033_988_749_895)) + 2 * random.below(50)
        while Permutation.greatestCommonDivisor(factor, count) != 1 { factor += 1 }
        self.factor = factor
        shift = random.below(count)
    }

    subscript(index: Int) -> Int { (index % count * factor + shift) % count }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
