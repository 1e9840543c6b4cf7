import Foundation

/// How a positive quantity, such as the days of a stay, is spread.
package enum Distribution: Hashable, Sendable {
    case logNormal(median: Double, sigma: Double)
    case gamma(shape: Double, mean: Double)

    package var mean: Double {
        switch self {
        case .logNormal(let median, let sigma): median * exp(sigma * sigma / 2)
        case .gamma(_, let mean): mean
        }
    }

    /// Whether the parameters make sense: all of them positive and finite, a sigma of 0 allowed.
    package var isValid: Bool {
        switch self {
        case .logNormal(let median, let sigma): median > 0 && median.isFinite && sigma >= 0 && sigma.isFinite
        case .gamma(let shape, let mean): shape > 0 && shape.isFinite && mean > 0 && mean.isFinite
        }
    }

    func sample(_ random: inout RandomSource) -> Double {
        switch self {
        case .logNormal(let median, let sigma): median * exp(sigma * random.normal())
        case .gamma(let shape, let mean): mean / shape * Distribution.standardGamma(shape, &random)
        }
    }

    /// Marsaglia and Tsang's method; a shape under 1 is raised by 1 and corrected by a power.
    private static func standardGamma(_ shape: Double, _ random: inout RandomSource) -> Double {
        guard shape >= 1 else {
            return standardGamma(shape + 1, &random) * pow(1 - random.unit(), 1 / shape)
        }
        let d = shape - 1 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = random.normal()
            let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
            guard v > 0 else { continue }
            if log(1 - random.unit()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
        }
    }
}

/// Weighted choice among a few, by their cumulative weights.
struct WeightedChoice: Sendable {
    private let cumulative: [Double]

    init(_ weights: [Double]) {
        let total = weights.reduce(0, +)
        var sum = 0.0
        cumulative = weights.map { weight in
            sum += weight
            return sum / total
        }
    }

    func index(_ unit: Double) -> Int {
        for index in cumulative.indices where unit < cumulative[index] { return index }
        return cumulative.count - 1
    }
}
