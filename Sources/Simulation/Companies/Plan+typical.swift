import Sales

extension SalesCompany.Plan {
    /// A believable company on a template: about one in six won, two to three months to a signature.
    ///
    /// Days run for eighteen months up to `to`, unless told.
    package static func typical(
        opportunities: Int,
        seed: UInt64,
        language: Language,
        to: Day,
        from: Day? = nil,
        currency: Currency? = nil,
        calendar: ZoneCalendar? = nil,
        template: PipelineTemplate = .standard
    ) -> SalesCompany.Plan {
        let setting = NameBook.of(language)
        let flows = Flow.typical(of: template)
        return SalesCompany.Plan(
            seed: seed,
            opportunities: opportunities,
            accounts: max(1, opportunities * 9 / 20),
            language: language,
            currency: currency ?? setting.currency,
            calendar: calendar ?? ZoneCalendar(setting.timeZone) ?? .utc,
            from: from ?? to.advanced(by: -548),
            to: to,
            observedUntil: to,
            template: template,
            entry: flows.indices.map { [0.9, 0.08, 0.02].prefix(flows.count).dropFirst($0).first ?? 0 },
            flows: flows,
            reopening: Reopening(probability: 0.03, stage: 0, pause: .logNormal(median: 45, sigma: 0.5)),
            channels: Channel.typical(language),
            customerTypes: CustomerType.typical(language),
            team: TeamPlan(reps: 18, skillSpread: 0.35, disciplineSpread: 0.5),
            entryLag: EntryLag(lateShare: 0.22, lateDays: 3, bulkShare: 0.15, sameDayHours: 2),
            habits: .typical,
            growth: 0.3
        )
    }
}

extension SalesCompany.Plan.Flow {
    /// Flows after a template's target conversions: a few skip a stage, a few step back, stays of 0.6 of the limit.
    static func typical(of template: PipelineTemplate) -> [SalesCompany.Plan.Flow] {
        let stages = template.stages.filter { $0.kind == .open }
        return stages.enumerated().map { index, stage in
            let back = index > 0 ? 0.05 : 0
            let onward = (1 - back) * Double(stage.targetConversion ?? 60) / 100
            let skip = index + 1 < stages.count ? 0.06 * onward : 0
            var toStages = stages.map { _ in 0.0 }
            var toWon = 0.0
            if back > 0 { toStages[index - 1] = back }
            for (target, share) in [(index + 1, onward - skip), (index + 2, skip)] where share > 0 {
                if target < stages.count { toStages[target] += share } else { toWon += share }
            }
            let toLost = 1 - toStages.reduce(0, +) - toWon
            let dwell = Distribution.logNormal(median: 0.6 * Double(stage.limitDays ?? 20), sigma: 0.7)
            return SalesCompany.Plan.Flow(toStages: toStages, toWon: toWon, toLost: toLost, dwell: dwell)
        }
    }
}

extension SalesCompany.Plan.Channel {
    static func typical(_ language: Language) -> [SalesCompany.Plan.Channel] {
        [
            (LocalizedText("Website", "官网咨询", "官網諮詢"), 0.28, 0.0),
            (LocalizedText("Trade fair", "行业展会", "產業展會"), 0.16, 0.1),
            (LocalizedText("Referral", "客户转介绍", "客戶轉介紹"), 0.14, 0.6),
            (LocalizedText("Cold call", "电话开发", "電話開發"), 0.18, -0.45),
            (LocalizedText("Online advertising", "线上广告", "線上廣告"), 0.14, -0.25),
            (LocalizedText("Partner", "渠道伙伴", "通路夥伴"), 0.10, 0.3),
        ].map { SalesCompany.Plan.Channel(name: $0[language], share: $1, quality: $2) }
    }
}

extension SalesCompany.Plan.CustomerType {
    static func typical(_ language: Language) -> [SalesCompany.Plan.CustomerType] {
        let large = LocalizedText("Enterprise", "大型企业", "大型企業")
        let middle = LocalizedText("Mid-market", "中型企业", "中型企業")
        let small = LocalizedText("Small business", "小微企业", "小型企業")
        func type(_ name: LocalizedText, _ size: String, _ employees: ClosedRange<Int>, _ factors: [Double])
            -> SalesCompany.Plan.CustomerType
        {
            SalesCompany.Plan.CustomerType(
                name: name[language],
                size: size,
                employees: employees,
                share: factors[0],
                dwellFactor: factors[1],
                amountFactor: factors[2],
                quality: factors[3]
            )
        }
        return [
            type(large, "1000+", 1000...8000, [0.15, 1.35, 3.2, -0.1]),
            type(middle, "100-999", 100...999, [0.45, 1.0, 1.0, 0.0]),
            type(small, "1-99", 8...99, [0.40, 0.75, 0.4, 0.05]),
        ]
    }
}

extension SalesCompany.Plan.Habits {
    package static let typical = SalesCompany.Plan.Habits(
        amountChange: 0.22,
        amountMissing: 0.04,
        discount: 0.45,
        push: 0.7,
        ownerChange: 0.06,
        wrongDrag: 0.03,
        lingering: 1.25
    )
}
