extension PipelineTemplate {
    /// 线索 → 意向 → 商机 → 报价 → 成交: a pipeline of leads, won by conversion, and one of opportunities after it.
    package static let leadToWin = PipelineTemplate(
        key: "lead-to-win",
        name: LocalizedText("Lead to win", "线索到成交", "線索到成交"),
        leadStages: [
            .open(
                LocalizedText("Lead", "线索", "線索"),
                .upper,
                conversion: 40,
                days: 7,
                .omitted,
                role: .marketing,
                goal: LocalizedText(
                    "The company and the person are real and reachable.",
                    "核实公司与联系人真实可联系。",
                    "核實公司與聯絡人真實可聯繫。"
                )
            ),
            .open(
                LocalizedText("Interest", "意向", "意向"),
                .upper,
                conversion: 50,
                days: 14,
                .omitted,
                goal: LocalizedText(
                    "There is a need, a rough date and a reason to talk again.",
                    "有需求、有大致时间，愿意继续沟通。",
                    "有需求、有大致時程，願意繼續溝通。"
                )
            ),
            .won(
                LocalizedText("Converted", "已转商机", "已轉商機"),
                goal: LocalizedText(
                    "Account, contact and opportunity exist, and a rep owns them.",
                    "已建立客户、联系人与商机，并有负责人。",
                    "已建立客戶、聯絡人與商機，並有負責人。"
                )
            ),
            .lost(
                LocalizedText("Disqualified", "无效线索", "無效線索"),
                goal: LocalizedText(
                    "The reason is written down; silence alone is none.",
                    "写明无效原因；联系不上不等于无效。",
                    "寫明無效原因；聯絡不上不等於無效。"
                )
            ),
        ],
        stages: [
            .open(
                LocalizedText("Opportunity", "商机", "商機"),
                .middle,
                conversion: 55,
                days: 30,
                goal: LocalizedText(
                    "Need, budget, decision maker and date are known.",
                    "明确需求、预算、决策人和时间。",
                    "明確需求、預算、決策者和時程。"
                )
            ),
            .open(
                LocalizedText("Quoted", "报价", "報價"),
                .lower,
                conversion: 45,
                days: 30,
                .bestCase,
                goal: LocalizedText(
                    "The customer has our quotation and said what is missing.",
                    "客户收到报价单并反馈意见。",
                    "客戶收到報價單並回饋意見。"
                )
            ),
            .won(
                LocalizedText("Won", "成交", "成交"),
                goal: LocalizedText(
                    "The contract is signed or the order is placed.",
                    "签署合同或下达订单。",
                    "簽署合約或下達訂單。"
                )
            ),
            .lost(),
        ]
    )
}
