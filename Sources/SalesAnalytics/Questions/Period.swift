import Sales

/// The period view: what moved within the period, and what stood at its end.
struct Period {
    let inquiry: Inquiry

    func report() throws(FunnelError) -> (figures: FunnelFigures, groups: [FunnelGroup]) {
        switch inquiry.question.dimension {
        case nil: (whole(), [])
        case .month: (whole(), try months())
        default: (whole(), groups())
        }
    }

    private func whole() -> FunnelFigures {
        let count = PeriodCount(inquiry, isGrouped: false)
        return figures(count.sums[0], count.durations(), 0)
    }

    private func groups() -> [FunnelGroup] {
        let count = PeriodCount(inquiry, isGrouped: true)
        let durations = count.durations()
        var groups: [FunnelGroup] = []
        for (place, number) in count.numbers.enumerated() where count.sums[place].population.count > 0 {
            let key = inquiry.grouping.keys[number]
            groups.append(FunnelGroup(key: key.name, id: key.id, figures: figures(count.sums[place], durations, place)))
        }
        return groups.inOrder()
    }
}
