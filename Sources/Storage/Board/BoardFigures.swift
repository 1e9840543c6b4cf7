import SQLEngines
import Sales
import SalesAnalytics

extension ScopedConnection {
    /// Grouped by currency and probability in the database and weighted here, so that no sum of amounts overflows and
    /// each column is rounded once.
    ///
    /// One statement for all columns, each of which reads its own part of an index.
    func boardFigures(_ question: BoardQuestion, _ stages: [Stage]) throws -> [Identifier<Stage>: BoardFigures] {
        if stages.isEmpty { return [:] }
        var sums = stages.map { BoardSum(stage: $0, currency: access.workspace.currency) }
        let columns = try stages.enumerated().map { place, stage in try sum(of: stage, at: place, question) }
        try db.forEach(columns.joined(separator: " UNION ALL ")) { row in
            let place: Int = try row.next()
            try sums[place].add(&row)
        }
        return sums.reduce(into: [:]) { $0[$1.stage.id] = $1.figures }
    }

    /// The two parts of an amount are summed apart: a thousand of the largest would not fit a BIGINT.
    private func sum(of stage: Stage, at place: Int, _ question: BoardQuestion) throws -> SQL {
        """
        SELECT CAST(\(place) AS BIGINT), currency, win_probability, count(*),
            CAST(sum(amount / 1000000) AS BIGINT), CAST(sum(amount % 1000000) AS BIGINT)
        FROM opportunities WHERE \(try condition(of: stage, question)) GROUP BY currency, win_probability
        """
    }
}

/// One column's sums as they are added up.
private struct BoardSum {
    let stage: Stage
    private var counted: BoardFigures
    private var minor: Int128 = 0
    private var weightedHundredths: Int128 = 0

    init(stage: Stage, currency: Currency) {
        self.stage = stage
        counted = BoardFigures(currency)
    }

    /// Adds the records of one currency and one probability.
    mutating func add(_ row: inout Row) throws {
        let currency: Currency? = try row.next()
        let override: Int? = try row.next()
        let count: Int = try row.next()
        let (millions, rest): (Int64?, Int64?) = (try row.next(), try row.next())
        counted.count += count
        guard let currency, let millions, let rest else {
            counted.amount.withoutAmount += count
            return
        }
        guard currency == counted.amount.currency else {
            counted.amount.otherCurrency += count
            return
        }
        let sum = Int128(millions) * 1_000_000 + Int128(rest)
        counted.amount.withAmount += count
        minor += sum
        guard let probability = override ?? stage.probability else {
            counted.withoutProbability += count
            return
        }
        weightedHundredths += sum * Int128(probability)
    }

    /// Halves are rounded away from zero, and what does not fit 64 bits is cut at its bounds.
    var figures: BoardFigures {
        var figures = counted
        figures.amount.minor = Int64(clamping: minor)
        figures.weightedMinor = Int64(clamping: (weightedHundredths + (weightedHundredths < 0 ? -50 : 50)) / 100)
        return figures
    }
}

extension Stage {
    /// The probability that the process names; what is closed is certain without one.
    fileprivate var probability: Int? {
        switch kind {
        case .open: winProbability
        case .won: winProbability ?? 100
        case .lost: winProbability ?? 0
        }
    }
}
