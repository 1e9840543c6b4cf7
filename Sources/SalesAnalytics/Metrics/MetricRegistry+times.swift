import Sales

extension MetricRegistry {
    static let times: [Metric] = daysInStage + cycles + lags

    private static let daysInStage: [Metric] = durations(
        "daysInStage",
        LocalizedText("Days in stage", "阶段停留天数", "階段停留天數"),
        LocalizedText(
            "How long the stays in the stage lasted that have ended.",
            "该阶段已结束停留的时长。",
            "該階段已結束停留的時長。"
        )
    ).map { id, name, definition, unit, value in
        stage(id, name, definition, unit, of: .endedStays, empty: unit == .count ? .zero : .none) {
            value($0.daysInStage)
        }
    }

    private static let cycles: [Metric] = durations(
        "cycleDays",
        LocalizedText("Sales cycle in days", "销售周期天数", "銷售週期天數"),
        LocalizedText(
            "How long it was from creation to the closing as won.",
            "从创建到赢单关闭的时长。",
            "從建立到贏單關閉的時長。"
        )
    ).map { id, name, definition, unit, value in
        whole(id, name, definition, unit, of: .won, empty: unit == .count ? .zero : .none) { value($0.cycleDays) }
    }

    private static let lags: [Metric] = durations(
        "entryLagDays",
        LocalizedText("Entry lag in days", "录入延迟天数", "錄入延遲天數"),
        LocalizedText(
            "How long after it happened people entered it.",
            "从发生到人工录入的时长。",
            "從發生到人工錄入的時長。"
        )
    ).map { id, name, definition, unit, value in
        whole(id, name, definition, unit, of: .entered, empty: unit == .count ? .zero : .none) {
            value($0.entryLagDays)
        }
    }

    private typealias Duration = (
        String, LocalizedText, LocalizedText, Metric.Unit, @Sendable (DurationFigures) -> Double?
    )

    /// The four figures of a duration: how many, mean, median and 90th percentile.
    private static func durations(_ id: String, _ name: LocalizedText, _ definition: LocalizedText) -> [Duration] {
        [
            (id + ".n", name + LocalizedText(", number", "：数量", "：數量"), definition, .count, { Double($0.n) }),
            (id + ".mean", name + LocalizedText(", mean", "：平均", "：平均"), definition, .days, { $0.mean }),
            (id + ".median", name + LocalizedText(", median", "：中位数", "：中位數"), definition, .days, { $0.median }),
            (
                id + ".p90", name + LocalizedText(", 90th percentile", "：第90百分位", "：第90百分位"), definition, .days,
                { $0.p90 }
            ),
        ]
    }

    static let moves: [Metric] = [
        stage(
            "entries",
            LocalizedText("Entries", "进入次数", "進入次數"),
            LocalizedText("Stays in the stage that began.", "开始的停留次数。", "開始的停留次數。"),
            of: .changes
        ) { Double($0.entries) },
        stage(
            "exits",
            LocalizedText("Exits", "离开次数", "離開次數"),
            LocalizedText("Stays in the stage that ended.", "结束的停留次数。", "結束的停留次數。"),
            of: .endedStays
        ) { Double($0.exits.total) },
        move("moves.forward", "Moves forward", "前进次数", "前進次數") { $0.forward },
        move("moves.skip", "Skips", "跳过次数", "跳過次數") { $0.skip },
        move("moves.backward", "Moves backward", "后退次数", "後退次數") { $0.backward },
        move("moves.repeats", "Repeats", "重复次数", "重複次數") { $0.repeats },
        move("moves.reopened", "Reopenings", "重新打开次数", "重新打開次數") { $0.reopened },
    ]

    private static func move(
        _ id: String,
        _ english: String,
        _ simplified: String,
        _ traditional: String,
        _ count: @escaping @Sendable (MoveFigures) -> Int
    ) -> Metric {
        let definition = LocalizedText(
            "Changes of stage of this kind; a repeat sets the stage anew and is no change.",
            "此类阶段变更的次数；重复设置同一阶段不算变更。",
            "此類階段變更的次數；重複設定同一階段不算變更。"
        )
        let name = LocalizedText(english, simplified, traditional)
        return whole(id, name, definition, of: .changes) { Double(count($0.moves)) }
    }
}

extension LocalizedText {
    fileprivate static func + (left: LocalizedText, right: LocalizedText) -> LocalizedText {
        LocalizedText(
            left.english + right.english,
            left.simplifiedChinese + right.simplifiedChinese,
            left.traditionalChinese + right.traditionalChinese
        )
    }
}
