import Sales

extension MetricRegistry {
    static let counts: [Metric] = [
        whole(
            "population",
            LocalizedText("Opportunities", "商机数", "商機數"),
            LocalizedText(
                "The records that the figures are about.",
                "统计所涉及的商机。",
                "統計所涉及的商機。"
            )
        ) { Double($0.population) },
        whole(
            "open",
            LocalizedText("Open", "进行中", "進行中"),
            LocalizedText("Records that stand in an open stage.", "处于进行中阶段的商机。", "處於進行中階段的商機。"),
            of: .open
        ) { Double($0.open) },
        whole(
            "won",
            LocalizedText("Won", "赢单数", "贏單數"),
            LocalizedText(
                "Records that are won; in a period, those whose last closing within it was won.",
                "已赢单的商机；按期间统计时，指期间内最后一次关闭为赢单的商机。",
                "已贏單的商機；按期間統計時，指期間內最後一次關閉為贏單的商機。"
            ),
            of: .won
        ) { Double($0.won) },
        whole(
            "lost",
            LocalizedText("Lost", "输单数", "輸單數"),
            LocalizedText(
                "Records that are lost; in a period, those whose last closing within it was lost.",
                "已输单的商机；按期间统计时，指期间内最后一次关闭为输单的商机。",
                "已輸單的商機；按期間統計時，指期間內最後一次關閉為輸單的商機。"
            ),
            of: .lost
        ) { Double($0.lost) },
        whole(
            "movedOut",
            LocalizedText("Moved out", "转出", "轉出"),
            LocalizedText(
                "Records that left for another pipeline and stand there.",
                "已转到其他管道的商机。",
                "已轉到其他管道的商機。"
            )
        ) { Double($0.movedOut) },
        stage(
            "stood",
            LocalizedText("Stood", "停留过", "停留過"),
            LocalizedText("Records that had a stay in the stage.", "在该阶段停留过的商机。", "在該階段停留過的商機。")
        ) { Double($0.stood) },
        stage(
            "reached",
            LocalizedText("Reached", "到达", "到達"),
            LocalizedText(
                "Records that stood in the stage or a later open one, or are won.",
                "在该阶段或其后的进行中阶段停留过，或已赢单的商机。",
                "在該階段或其後的進行中階段停留過，或已贏單的商機。"
            ),
            empty: .zero
        ) { $0.reached.map(Double.init) },
        stage(
            "withoutStay",
            LocalizedText("Without a stay", "未停留", "未停留"),
            LocalizedText(
                "Records that reached the stage without standing in it.",
                "到达但未在该阶段停留的商机。",
                "到達但未在該階段停留的商機。"
            )
        ) { $0.withoutStay.map(Double.init) },
        stage(
            "standing",
            LocalizedText("Standing", "存量", "存量"),
            LocalizedText(
                "Records that stand in the stage at the as-of instant, or at the period's end.",
                "在截止时刻或期末处于该阶段的商机。",
                "在截止時刻或期末處於該階段的商機。"
            )
        ) { Double($0.standing) },
    ]
}
