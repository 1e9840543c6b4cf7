import Sales

extension Timeline {
    /// Answers the question: the figures of the whole, and of each group where a dimension is asked.
    package func funnel(_ question: FunnelQuestion) throws(FunnelError) -> FunnelReport {
        if let slice = question.slice, slice.hasSeveral, question.dimension != nil {
            return try funnel(question, slicedBy: slice)
        }
        let inquiry = try Inquiry(question, of: self)
        let (figures, groups) =
            switch question.view {
            case .cohort: Cohort(inquiry: inquiry).report()
            case .period: try Period(inquiry: inquiry).report()
            }
        return FunnelReport(
            pipeline: inquiry.pipeline.name,
            view: question.view,
            from: question.from,
            to: question.to,
            asOf: question.asOf,
            known: question.known,
            calendarIdentifier: question.calendar.identifier,
            asOfText: question.asOf.map { question.calendar.text(of: $0) },
            knownText: question.known.flatMap { $0 == .distantFuture ? nil : question.calendar.text(of: $0) },
            dimension: question.dimension,
            figures: figures,
            groups: question.slice.map { groups.inOrder(of: $0) } ?? groups
        )
    }
}

extension ZoneCalendar {
    /// The day where the instant is its end, else the instant.
    fileprivate func text(of instant: Instant) -> String {
        let day = day(of: instant)
        return end(of: day) == instant ? day.description : instant.description
    }
}
