import Sales

extension MetricRegistry {
    static let rates: [Metric] = [
        stage(
            "conversion",
            LocalizedText("Conversion", "转化率", "轉化率"),
            LocalizedText(
                "The share that went on: reached(next) ÷ reached, after the last open stage won ÷ reached; in a period, "
                    + "of the stays that ended in it, the share that ended in a later open stage or won.",
                "继续前进的比例：到达下一阶段 ÷ 到达本阶段，最后一个进行中阶段为赢单 ÷ 到达；按期间统计时，指期间内结束的停留中进入后续阶段或赢单的比例。",
                "繼續前進的比例：到達下一階段 ÷ 到達本階段，最後一個進行中階段為贏單 ÷ 到達；按期間統計時，指期間內結束的停留中進入後續階段或贏單的比例。"
            ),
            .share,
            empty: .none
        ) { $0.conversion },
        stage(
            "conversionByAmount",
            LocalizedText("Conversion by amount", "金额转化率", "金額轉化率"),
            LocalizedText(
                "Conversion with each record weighed by its amount at the as-of instant.",
                "按截止时刻的金额加权的转化率。",
                "按截止時刻的金額加權的轉化率。"
            ),
            .share,
            empty: .none
        ) { $0.conversionByAmount },
        stage(
            "share",
            LocalizedText("Share", "占比", "佔比"),
            LocalizedText("Reached ÷ reached(first).", "到达 ÷ 首阶段到达。", "到達 ÷ 首階段到達。"),
            .share,
            empty: .none
        ) { $0.share },
        stage(
            "shareByAmount",
            LocalizedText("Share by amount", "金额占比", "金額佔比"),
            LocalizedText(
                "Share with each record weighed by its amount.",
                "按金额加权的占比。",
                "按金額加權的佔比。"
            ),
            .share,
            empty: .none
        ) { $0.shareByAmount },
        whole(
            "overall",
            LocalizedText("Overall conversion", "总转化率", "總轉化率"),
            LocalizedText("Won ÷ reached(first).", "赢单 ÷ 首阶段到达。", "贏單 ÷ 首階段到達。"),
            .share,
            empty: .none
        ) { $0.overall },
        whole(
            "overallByAmount",
            LocalizedText("Overall conversion by amount", "金额总转化率", "金額總轉化率"),
            LocalizedText(
                "Overall conversion with each record weighed by its amount.",
                "按金额加权的总转化率。",
                "按金額加權的總轉化率。"
            ),
            .share,
            empty: .none
        ) { $0.overallByAmount },
        whole(
            "winRate",
            LocalizedText("Win rate", "赢单率", "贏單率"),
            LocalizedText("Won ÷ (won + lost).", "赢单 ÷（赢单 + 输单）。", "贏單 ÷（贏單 + 輸單）。"),
            .share,
            of: .closed,
            empty: .none
        ) { $0.winRate },
    ]

    static let money: [Metric] = [
        stage(
            "reachedAmount",
            LocalizedText("Amount reached", "到达金额", "到達金額"),
            LocalizedText(
                "The amounts, at the as-of instant, of the records that reached the stage.",
                "到达该阶段的商机在截止时刻的金额合计。",
                "到達該階段的商機在截止時刻的金額合計。"
            ),
            .money
        ) { ($0.reachedAmount?.minor).map(Double.init) },
        stage(
            "standingAmount",
            LocalizedText("Amount standing", "存量金额", "存量金額"),
            LocalizedText(
                "The amounts of the records that stand in the stage.",
                "处于该阶段的商机的金额合计。",
                "處於該階段的商機的金額合計。"
            ),
            .money
        ) { Double($0.standingAmount.minor) },
        whole(
            "wonAmount",
            LocalizedText("Won amount", "赢单金额", "贏單金額"),
            LocalizedText("The amounts of the won records.", "赢单商机的金额合计。", "贏單商機的金額合計。"),
            .money,
            of: .won
        ) { Double($0.wonAmount.minor) },
        whole(
            "velocity",
            LocalizedText("Sales velocity", "销售速度", "銷售速度"),
            LocalizedText(
                "Open count × win rate × mean won amount ÷ mean cycle days.",
                "进行中数量 × 赢单率 × 平均赢单金额 ÷ 平均销售周期天数。",
                "進行中數量 × 贏單率 × 平均贏單金額 ÷ 平均銷售週期天數。"
            ),
            .moneyPerDay,
            empty: .none
        ) { $0.velocity },
    ]
}
