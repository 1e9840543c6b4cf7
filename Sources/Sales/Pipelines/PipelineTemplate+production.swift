extension PipelineTemplate {
    /// Parts made to a drawing: nothing is bought before a sample has passed the customer's test.
    package static let manufacturing = PipelineTemplate(
        key: "manufacturing",
        name: LocalizedText("Manufacturing", "制造业销售", "製造業銷售"),
        stages: [
            Steps.firstContact,
            .open(
                LocalizedText("Technical needs", "技术需求确认", "技術需求確認"),
                .middle,
                conversion: 70,
                days: 21,
                goal: LocalizedText(
                    "Drawing, material, volume and target price are in hand.",
                    "拿到图纸、材质、用量和目标价。",
                    "取得圖面、材質、用量和目標價。"
                )
            ),
            .open(
                LocalizedText("Sample test", "样品测试", "樣品測試"),
                .middle,
                conversion: 60,
                days: 45,
                .bestCase,
                goal: LocalizedText(
                    "The customer's test report says that the sample passes.",
                    "客户出具样品测试合格报告。",
                    "客戶出具樣品測試合格報告。"
                )
            ),
            .open(
                LocalizedText("Quotation and negotiation", "报价谈判", "報價談判"),
                .lower,
                conversion: 75,
                days: 30,
                .bestCase,
                goal: LocalizedText(
                    "Price, delivery and payment terms agreed.",
                    "价格、交期与付款条件达成一致。",
                    "價格、交期與付款條件達成一致。"
                )
            ),
            .open(
                LocalizedText("Pilot batch", "小批量试产", "小批量試產"),
                .lower,
                conversion: 90,
                days: 45,
                .commit,
                goal: LocalizedText(
                    "The pilot batch is accepted by the customer's quality department.",
                    "小批量产品通过客户质量部门验收。",
                    "小批量產品通過客戶品保部門驗收。"
                )
            ),
            Steps.signed,
            .lost(),
        ]
    )

    /// Long projects that go through a tender.
    package static let project = PipelineTemplate(
        key: "project",
        name: LocalizedText("Project sales", "项目型销售", "專案型銷售"),
        stages: [
            .open(
                LocalizedText("Project identified", "项目信息", "專案資訊"),
                .upper,
                conversion: 55,
                days: 30,
                goal: LocalizedText(
                    "The project is real: owner, purpose and rough date are known.",
                    "确认项目真实：业主、用途和大致时间明确。",
                    "確認專案真實：業主、用途和大致時程明確。"
                )
            ),
            .open(
                LocalizedText("Project approved", "立项确认", "立案確認"),
                .upper,
                conversion: 70,
                days: 45,
                goal: LocalizedText(
                    "The customer has approved the project and set aside a budget.",
                    "客户完成立项，落实预算。",
                    "客戶完成立案，落實預算。"
                )
            ),
            .open(
                LocalizedText("Solution design", "方案设计", "方案設計"),
                .middle,
                conversion: 70,
                days: 45,
                goal: LocalizedText(
                    "Our solution shapes the customer's requirements.",
                    "客户技术要求与我方方案一致。",
                    "客戶技術要求與我方方案一致。"
                )
            ),
            .open(
                LocalizedText("Tender", "招投标", "招投標"),
                .middle,
                conversion: 50,
                days: 45,
                .bestCase,
                goal: LocalizedText(
                    "We are the bidder the customer wants to sign with.",
                    "中标或成为第一候选人。",
                    "得標或成為第一優先廠商。"
                )
            ),
            Steps.negotiation,
            Steps.signed,
            .lost(LocalizedText("Closed lost", "丢标或输单", "落標或輸單")),
        ]
    )
}
