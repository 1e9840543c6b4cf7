extension PipelineTemplate {
    /// 初步接触 → 需求确认 → 方案呈现 → 商务谈判 → 签约: to be signed is to be won.
    package static let standard = PipelineTemplate(
        key: "standard",
        name: LocalizedText("Standard B2B", "标准 B2B 销售", "標準 B2B 銷售"),
        stages: Steps.toNegotiation + [Steps.signed, .lost()]
    )

    /// The standard steps with care after the sale as a sixth, which is won as well.
    package static let sixSteps = PipelineTemplate(
        key: "six-steps",
        name: LocalizedText("Six steps with after-sales", "六步销售（含售后跟进）", "六步銷售（含售後跟進）"),
        stages: Steps.toNegotiation + [
            Steps.signed,
            .won(
                LocalizedText("After-sales follow-up", "售后跟进", "售後跟進"),
                days: 90,
                goal: LocalizedText(
                    "In use and paid for; satisfaction asked, next need known.",
                    "客户已用起来并完成回款，做过满意度回访，了解下一步需求。",
                    "客戶已實際使用並完成收款，做過滿意度回訪，了解下一步需求。"
                )
            ),
            .lost(),
        ]
    )
}

/// Stages that several templates share.
enum Steps {
    static let firstContact = StageTemplate.open(
        LocalizedText("First contact", "初步接触", "初步接觸"),
        .upper,
        conversion: 60,
        days: 14,
        goal: LocalizedText(
            "Spoken to somebody who has the problem.",
            "与有实际需要的人建立联系。",
            "與有實際需要的人建立聯繫。"
        )
    )

    static let toNegotiation: [StageTemplate] = [
        firstContact,
        .open(
            LocalizedText("Needs confirmed", "需求确认", "需求確認"),
            .middle,
            conversion: 65,
            days: 21,
            goal: LocalizedText(
                "Pain acknowledged, budget range and decision maker known.",
                "客户承认痛点，明确预算范围和决策人。",
                "客戶承認痛點，明確預算範圍和決策者。"
            )
        ),
        .open(
            LocalizedText("Proposal presented", "方案呈现", "方案呈現"),
            .middle,
            conversion: 65,
            days: 30,
            .bestCase,
            goal: LocalizedText(
                "The decision maker has seen the proposal and agrees that it fits.",
                "决策人看过方案，并认可方案可行。",
                "決策者看過方案，並認可方案可行。"
            )
        ),
        negotiation,
    ]

    static let negotiation = StageTemplate.open(
        LocalizedText("Negotiation", "商务谈判", "商務談判"),
        .lower,
        conversion: 70,
        days: 30,
        .commit,
        goal: LocalizedText(
            "Price, terms and contract agreed; a day for signing fixed.",
            "价格、条款与合同达成一致，约定签约日期。",
            "價格、條款與合約達成一致，約定簽約日期。"
        )
    )

    static let signed = StageTemplate.won(
        LocalizedText("Signed", "签约", "簽約"),
        goal: LocalizedText(
            "The contract is signed by both sides.",
            "双方签署合同。",
            "雙方簽署合約。"
        )
    )
}
