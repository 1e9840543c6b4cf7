import Sales

/// The period view: what moved within the period.
struct Period {
    let inquiry: Inquiry

    func report() -> (figures: FunnelFigures, groups: [FunnelGroup]) {
        (FunnelFigures(wonAmount: AmountFigures(currency: inquiry.catalog.currencies[0])), [])
    }
}
