extension PipelineTemplate {
    /// Software by subscription, tried before it is bought.
    package static let subscription = PipelineTemplate(
        key: "saas",
        name: LocalizedText("SaaS subscription", "SaaS 订阅销售", "SaaS 訂閱銷售"),
        stages: [
            .open(
                LocalizedText("Discovery", "需求沟通", "需求溝通"),
                .upper,
                conversion: 65,
                days: 10,
                goal: LocalizedText(
                    "Use case, number of users and present tool are known.",
                    "了解使用场景、用户数和现用工具。",
                    "了解使用情境、使用者人數和現用工具。"
                )
            ),
            .open(
                LocalizedText("Demo", "产品演示", "產品展示"),
                .middle,
                conversion: 65,
                days: 14,
                goal: LocalizedText(
                    "Those who will use it and the one who decides have seen it.",
                    "使用者和决策人都看过演示。",
                    "使用者和決策者都看過展示。"
                )
            ),
            .open(
                LocalizedText("Free trial or POC", "免费试用 / POC", "免費試用 / POC"),
                .middle,
                conversion: 60,
                days: 30,
                .bestCase,
                goal: LocalizedText(
                    "The criteria agreed before the trial are met.",
                    "达到试用前约定的验收标准。",
                    "達到試用前約定的驗收標準。"
                )
            ),
            .open(
                LocalizedText("Quotation and negotiation", "报价与谈判", "報價與談判"),
                .lower,
                conversion: 75,
                days: 21,
                .commit,
                goal: LocalizedText(
                    "Plan, term and data protection agreed.",
                    "套餐、期限与数据安全条款达成一致。",
                    "方案、期限與資料安全條款達成一致。"
                )
            ),
            .won(
                LocalizedText("Subscribed", "签约订阅", "簽約訂閱"),
                goal: LocalizedText(
                    "The order is signed and the workspace is open.",
                    "订单签署，账号开通。",
                    "訂單簽署，帳號開通。"
                )
            ),
            .lost(),
        ]
    )

    /// Contracts that run out, begun ninety days before.
    package static let renewal = PipelineTemplate(
        key: "renewal",
        name: LocalizedText("Renewal", "续约", "續約"),
        stages: [
            .open(
                LocalizedText("Due for renewal", "到期提醒", "到期提醒"),
                .upper,
                conversion: 95,
                days: 30,
                goal: LocalizedText(
                    "The customer knows the date, we know who decides.",
                    "客户知悉到期日，我方明确决策人。",
                    "客戶知悉到期日，我方明確決策者。"
                )
            ),
            .open(
                LocalizedText("Usage review", "使用回顾", "使用回顧"),
                .middle,
                conversion: 95,
                days: 21,
                .bestCase,
                goal: LocalizedText(
                    "Use and benefit reviewed together; open cases are solved.",
                    "与客户共同回顾使用情况和收益，遗留问题已解决。",
                    "與客戶共同回顧使用情況和效益，遺留問題已解決。"
                )
            ),
            .open(
                LocalizedText("Renewal quoted", "续约报价", "續約報價"),
                .lower,
                conversion: 90,
                days: 21,
                .commit,
                goal: LocalizedText(
                    "The customer has agreed to price and term.",
                    "客户认可价格和期限。",
                    "客戶認可價格和期限。"
                )
            ),
            .won(
                LocalizedText("Renewed", "已续约", "已續約"),
                goal: LocalizedText("The new term is signed.", "新一期合同已签署。", "新一期合約已簽署。")
            ),
            .lost(LocalizedText("Not renewed", "未续约", "未續約")),
        ]
    )
}
