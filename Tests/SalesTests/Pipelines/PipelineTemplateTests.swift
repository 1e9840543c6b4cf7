import Sales
import Testing

/// Simplified characters and mainland words that must not stand in a Traditional Chinese text.
private let simplifiedOnly = Set(
    "与业东丝两严丧个丰临为举义乐习乡书买乱争于亏云产亲亿仅从仓价众优伙会传伤伦体余"
        + "关兴养兽内册写军农决况净减几凤凭击划则刚创删别刹剂办务动劲势区协单卖历压厌厕县参双发变叙叠号听启呈吗启员响"
        + "团围国图坏块坚坛处备复头夹夺奖妇实审宽对寻导将尔尘层属岁岛币师带帮应录总恶惊战户执扩扫扬报择据换损摆无时显"
        + "来杂权条极构标样档检楼欢汇汉沟没测济浏润满灭点热爱状独环现码确离种称稳签类约级线组细终经结给绝统继绩续维综"
        + "编网罗职联肃脑节药获营虑补装见规览觉触计认让议记讲许设访证评识诉试话询该详语误说请读课调谈谢质费资赢赛路车"
        + "转轮软较边达过运还这进远连迟适选递遗邮释里针钟钱销错长门间闻阅队阶际陆险随隐难页项顺须预领频题额风飞验高鱼"
).subtracting(
    Set("呈路高")
)

@Suite struct `A pipeline template` {
    private static let parts = PipelineTemplate.all.flatMap { template in
        template.subjects.map { (template, $0) }
    }

    private func process(_ template: PipelineTemplate, _ subject: Pipeline.Subject, _ language: Language)
        -> ProcessVersion
    {
        var count: UInt64 = 0
        return template.process(of: subject, in: language, pipelineID: Identifier(high: 1, low: 1)) {
            count += 1
            return Identifier(high: 2, low: count)
        }
    }

    @Test func `is one of seven, by its key`() {
        #expect(
            PipelineTemplate.all.map(\.key) == [
                "standard", "manufacturing", "saas", "project", "renewal", "six-steps", "lead-to-win",
            ]
        )
        #expect(PipelineTemplate.template("saas") == .subscription)
        #expect(PipelineTemplate.template("none") == nil)
        #expect(PipelineTemplate.leadToWin.subjects == [.leads, .opportunities])
    }

    @Test(arguments: parts, Language.allCases)
    func `makes a process that works, with one lost stage and a won one`(
        part: (PipelineTemplate, Pipeline.Subject),
        language: Language
    ) throws {
        let process = process(part.0, part.1, language)
        try process.validate()
        #expect(!process.stages.filter { $0.kind == .won }.isEmpty)
        #expect(process.stages.filter { $0.kind == .lost }.count == 1)
        #expect(Set(process.stages.map(\.id)).count == process.stages.count)
        #expect(process.stages.map(\.id) == process.stages.map(\.id).sorted())
    }

    @Test(arguments: parts)
    func `describes every stage`(template: PipelineTemplate, subject: Pipeline.Subject) {
        let process = process(template, subject, .english)
        for stage in process.stages {
            #expect(stage.goal != nil && stage.winProbability != nil && stage.forecastCategory != nil)
            #expect((stage.layer == nil) == (stage.kind == .lost))
        }
        for stage in process.openStages {
            #expect((5...99).contains(stage.targetConversion ?? 0))
            #expect((5...99).contains(stage.winProbability ?? 0))
            #expect((7...60).contains(stage.limitDays ?? 0))
            #expect(stage.ownerRole != nil)
        }
    }

    @Test(arguments: parts)
    func `raises the probability and lowers the layer from stage to stage`(
        template: PipelineTemplate,
        subject: Pipeline.Subject
    ) {
        let open = process(template, subject, .english).openStages
        let layers = open.compactMap(\.layer).compactMap(Stage.Layer.allCases.firstIndex)
        #expect(layers == layers.sorted())
        let probabilities = open.compactMap(\.winProbability)
        #expect(probabilities == probabilities.sorted())
    }

    @Test func `has the stages that the field knows`() {
        func names(_ template: PipelineTemplate, _ subject: Pipeline.Subject = .opportunities) -> [String] {
            process(template, subject, .simplifiedChinese).stages.map(\.name)
        }
        #expect(names(.standard) == ["初步接触", "需求确认", "方案呈现", "商务谈判", "签约", "输单"])
        #expect(names(.sixSteps) == ["初步接触", "需求确认", "方案呈现", "商务谈判", "签约", "售后跟进", "输单"])
        #expect(names(.leadToWin, .leads) == ["线索", "意向", "已转商机", "无效线索"])
        #expect(names(.leadToWin) == ["商机", "报价", "成交", "输单"])
        #expect(names(.manufacturing).contains("样品测试"))
        #expect(names(.subscription).contains("免费试用 / POC"))
    }

    @Test func `agrees in probability and target conversion`() {
        #expect(process(.standard, .opportunities, .english).stages.map(\.winProbability) == [20, 30, 45, 70, 100, 0])
    }

    @Test(arguments: parts)
    func `is complete in three languages, each in its own words`(
        template: PipelineTemplate,
        subject: Pipeline.Subject
    ) {
        for stage in template.stages(of: subject) {
            for text in [stage.name, stage.goal, template.name] { expectThreeLanguages(text) }
        }
    }

    @Test func `gives two pipelines two names`() {
        for language in Language.allCases {
            let names = PipelineTemplate.leadToWin.subjects.map {
                PipelineTemplate.leadToWin.pipelineName(of: $0, in: language)
            }
            #expect(Set(names).count == 2)
        }
        #expect(PipelineTemplate.standard.pipelineName(of: .opportunities, in: .english) == "Standard B2B")
    }
}

@Suite struct `The starting list of loss reasons` {
    @Test func `is the field's ten and one for none`() {
        #expect(LossReason.Starting.allCases.count == 11)
        #expect(LossReason.Starting.notGiven.name[.simplifiedChinese] == "未填写")
    }

    @Test func `is complete in three languages`() {
        for reason in LossReason.Starting.allCases { expectThreeLanguages(reason.name) }
        for language in Language.allCases {
            var count: UInt64 = 0
            let list = LossReason.startingList(in: language) {
                count += 1
                return Identifier(high: 3, low: count)
            }
            #expect(Set(list.map(\.name)).count == 11)
            #expect(Set(list.map(\.id)).count == 11)
        }
    }
}

private func expectThreeLanguages(_ text: LocalizedText) {
    for language in Language.allCases { #expect(!text[language].isEmpty) }
    let ascii = text.english.utf8.allSatisfy { $0 < 0x80 }
    #expect(ascii)
    for chinese in [text.simplifiedChinese, text.traditionalChinese] {
        let characters = chinese.unicodeScalars.filter { $0.value > 0x2E7F }
        #expect(!characters.isEmpty)
    }
    let simplified = text.traditionalChinese.filter(simplifiedOnly.contains)
    #expect(simplified.isEmpty, "\(simplified) in \(text.traditionalChinese)")
    for word in ["合同", "项目", "項目", "數據", "信息", "用戶", "轉化", "審批", "软件"] {
        #expect(!text.traditionalChinese.contains(word), "\(word) in \(text.traditionalChinese)")
    }
}
