import Sales

/// The words around the figures of the terminal's funnel.
enum FunnelWords {
    static let cohort = LocalizedText("cohort view", "同期群", "同期群")
    static let period = LocalizedText("period view", "按期间", "按期間")
    static let asOf = LocalizedText("as of", "截至", "截至")
    static let recorded = LocalizedText("recorded clock", "录入时间", "登錄時間")
    static let known = LocalizedText("known on", "所知于", "所知於")
    static let knownAt = LocalizedText("known at", "所知于", "所知於")
    static let open = LocalizedText("open", "进行中", "進行中")
    static let won = LocalizedText("won", "赢单", "贏單")
    static let lost = LocalizedText("lost", "输单", "輸單")
    static let movedOut = LocalizedText("moved out", "转出", "轉出")
    static let winRate = LocalizedText("win rate", "赢单率", "贏單率")
    static let overall = LocalizedText("overall conversion", "漏斗总转化率", "漏斗總轉換率")
    static let cycle = LocalizedText("median sales cycle", "销售周期(中位数)", "銷售週期(中位數)")
    static let otherCurrency = LocalizedText(
        "not in the sums, since their currency is not",
        "因币种不同而未计入金额，本工作区币种为",
        "因幣別不同而未計入金額，本工作區幣別為"
    )
    static let count = LocalizedText("opportunities", "商机数", "商機數")
    static let days = LocalizedText("d", "天", "天")
    static let stage = LocalizedText("stage", "阶段", "階段")
    static let reached = LocalizedText("reached", "到达", "到達")
    static let entries = LocalizedText("entries", "进入", "進入")
    static let share = LocalizedText("of first", "占首阶段", "佔首階段")
    static let conversion = LocalizedText("goes on", "转化率", "轉換率")
    static let here = LocalizedText("here now", "停留中", "停留中")
    static let there = LocalizedText("there then", "当时停留", "當時停留")
    static let stay = LocalizedText("median stay", "停留时长(中位数)", "停留時間(中位數)")
    static let group = LocalizedText("group", "分组", "分組")
    static let none = LocalizedText("(none)", "(无)", "(無)")
    static let empty = LocalizedText(
        "Nothing entered the pipeline in this period.",
        "这段时间没有商机进入管道。",
        "這段時間沒有商機進入管道。"
    )

    /// How many, as a heading says it.
    static func opportunities(_ count: Int) -> LocalizedText {
        LocalizedText(
            "\(count.grouped) \(count == 1 ? "opportunity" : "opportunities")",
            "\(self.count.simplifiedChinese) \(count.grouped)",
            "\(self.count.traditionalChinese) \(count.grouped)"
        )
    }

    static func notEnough(_ count: Int, of wanted: Int) -> LocalizedText {
        let part = "(\(count)/\(wanted))"
        return LocalizedText("not enough yet \(part)", "数据不足\(part)", "資料不足\(part)")
    }
}
