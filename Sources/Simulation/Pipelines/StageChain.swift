import Foundation

/// The stages as an absorbing Markov chain, one for every rep, channel and customer type together.
///
/// States are the open stages 0 ..< n, then won (n) and lost (n + 1). A lost sale may come back.
struct StageChain: Sendable {
    let openCount: Int
    private let reps: Int
    private let types: Int
    /// Per class and open stage: cumulative probabilities of the n + 2 states.
    private let cumulative: [Double]
    /// Per class: the eventual-win probability of the n + 2 states.
    private let eventual: [Double]

    var won: Int { openCount }
    var lost: Int { openCount + 1 }
    var stateCount: Int { openCount + 2 }

    init(_ plan: SalesCompany.Plan, skills: [Double]) throws(SalesCompany.PlanError) {
        openCount = plan.flows.count
        reps = skills.count
        types = plan.customerTypes.count
        var cumulative: [Double] = []
        var eventual: [Double] = []
        for channel in plan.channels {
            for type in plan.customerTypes {
                for skill in skills {
                    let rows = plan.flows.map { $0.row(advantage: skill + channel.quality + type.quality) }
                    for row in rows { cumulative += StageChain.cumulated(row) }
                    eventual += try StageChain.eventualWin(rows, plan.reopening)
                }
            }
        }
        self.cumulative = cumulative
        self.eventual = eventual
    }

    func classIndex(rep: Int, channel: Int, type: Int) -> Int { (channel * types + type) * reps + rep }

    func next(_ state: Int, of classIndex: Int, _ unit: Double) -> Int {
        let start = (classIndex * openCount + state) * stateCount
        for target in 0..<stateCount where unit < cumulative[start + target] { return target }
        return lost
    }

    /// The probability that a sale of this class which is in the state now will be won in the end.
    func eventualWin(_ state: Int, of classIndex: Int) -> Double { eventual[classIndex * stateCount + state] }

    private static func cumulated(_ row: [Double]) -> [Double] {
        var sum = 0.0
        return row.map { probability in
            sum += probability
            return sum
        }
    }
}

extension StageChain {
    /// Solves w = R + Q w exactly: w of won is 1, of lost what comes back times w of the stage it comes back to.
    private static func eventualWin(
        _ rows: [[Double]],
        _ reopening: SalesCompany.Plan.Reopening
    ) throws(SalesCompany.PlanError) -> [Double] {
        let count = rows.count
        var equations = rows.enumerated().map { index, row in
            var equation = row.prefix(count).map { -$0 } + [row[count]]
            equation[index] += 1
            equation[reopening.stage] -= row[count + 1] * reopening.probability
            return equation
        }
        guard let solution = solved(&equations) else { throw .neverEnds }
        return solution + [1, reopening.probability * solution[reopening.stage]]
    }

    /// Gaussian elimination with the largest pivot; none where the equations have no single solution.
    private static func solved(_ equations: inout [[Double]]) -> [Double]? {
        let count = equations.count
        for column in 0..<count {
            guard let pivot = (column..<count).max(by: { abs(equations[$0][column]) < abs(equations[$1][column]) }),
                abs(equations[pivot][column]) > 1e-12
            else { return nil }
            equations.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = equations[row][column] / equations[column][column]
                for index in column...count { equations[row][index] -= factor * equations[column][index] }
            }
        }
        return (0..<count).map { equations[$0][count] / equations[$0][$0] }
    }
}

extension SalesCompany.Plan.Flow {
    /// The probabilities of all states, the odds of losing divided by e to the power of the advantage.
    func row(advantage: Double) -> [Double] {
        guard toLost > 0, toLost < 1, advantage != 0 else { return toStages + [toWon, toLost] }
        let odds = toLost / (1 - toLost) * exp(-advantage)
        let loses = odds / (1 + odds)
        let factor = (1 - loses) / (1 - toLost)
        return toStages.map { $0 * factor } + [toWon * factor, loses]
    }
}
