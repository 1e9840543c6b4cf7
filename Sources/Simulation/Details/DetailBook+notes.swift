import Sales

extension DetailBook {
    /// What one writes after a step to the open stage of that place, or after winning or losing.
    static func notes(_ outcome: Outcome, stage: Int) -> [LocalizedText] {
        switch outcome {
        case .won: won
        case .lost: lost
        case .open: [contact, needs, proposal, negotiation][min(stage, 3)]
        }
    }

    private static let contact = [
        LocalizedText(
            "Spoke to {person} for twenty minutes. They run everything on spreadsheets and want to stop; requirements come by Friday.",
            "与{person}通话约二十分钟。目前全靠表格管理，想换掉；答应周五前发需求清单。",
            "與{person}通話約二十分鐘。目前全靠試算表管理，想汰換；答應週五前提供需求清單。"
        ),
        LocalizedText(
            "{person} asked for material about {product}. Sent the brochure and two references from their industry.",
            "{person}索要“{product}”的资料，已发产品介绍和两个同行业案例。",
            "{person}索取「{product}」的資料，已寄產品介紹與兩個同業案例。"
        ),
        LocalizedText(
            "Tried twice, nobody answers. {person} is back on Monday, says the front desk.",
            "两次都没接通，前台说{person}周一回来，到时再联系。",
            "兩次都沒接通，櫃檯說{person}週一回來，屆時再聯絡。"
        ),
    ]

    private static let needs = [
        LocalizedText(
            "On site with {person}: two lines, about 120 users. What hurts most is that stock and orders never match.",
            "现场拜访{person}：两条产线，约 120 名用户。最大的痛点是库存与订单总是对不上。",
            "現場拜訪{person}：兩條產線，約 120 位使用者。最大的痛點是庫存與訂單總是對不上。"
        ),
        LocalizedText(
            "The budget is in this year's plan. {person} decides together with finance.",
            "预算已列入今年计划，由{person}与财务共同决定。",
            "預算已列入今年計畫，由{person}與財務共同決定。"
        ),
        LocalizedText(
            "Requirements workshop done. Open are:\n- the interface to their ERP\n- who maintains the master data",
            "需求研讨会已开完，还有两点待定：\n- 与现有 ERP 的接口\n- 主数据由谁维护",
            "需求研討會已開完，還有兩點待定：\n- 與現有 ERP 的介接\n- 主檔資料由誰維護"
        ),
    ]

    private static let proposal = [
        LocalizedText(
            "Presented {product}. {person} liked the reports and asked twice about working on phones.",
            "演示了“{product}”。{person}很认可报表，两次问到手机端。",
            "展示了「{product}」。{person}很認可報表，兩次問到手機端。"
        ),
        LocalizedText(
            "Proposal sent in two variants; they compare until the end of the month.",
            "方案已发，含两个版本，客户月底前做比较。",
            "方案已送出，含兩個版本，客戶月底前比較。"
        ),
        LocalizedText(
            "Answered the technical questions in writing and returned the security questionnaire.",
            "技术问题已书面答复，安全问卷也已交回。",
            "技術問題已書面答覆，資安問卷也已交回。"
        ),
    ]

    private static let negotiation = [
        LocalizedText(
            "They ask for another 8 % off. Offered longer terms of payment instead.",
            "客户还要再降 8%，我改为提出延长付款期。",
            "客戶還要再降 8%，我改為提出延長付款期。"
        ),
        LocalizedText(
            "The contract is with their lawyers; two clauses on liability are open.",
            "合同在对方法务，责任条款还有两处未定。",
            "合約在對方法務，責任條款還有兩處未定。"
        ),
        LocalizedText(
            "{person} confirmed the schedule: start four weeks after signing.",
            "{person}确认了时间表：签约后四周启动。",
            "{person}確認了時程：簽約後四週啟動。"
        ),
    ]

    private static let won = [
        LocalizedText(
            "Signed! Handover to the project team is on Tuesday; {person} stays our contact.",
            "已签约！周二向项目组交接，{person}继续作为对接人。",
            "已簽約！週二向專案組交接，{person}繼續擔任窗口。"
        ),
        LocalizedText(
            "The contract is back with both signatures. Thanks to everybody who helped.",
            "双方盖章的合同已收到，感谢大家的支持。",
            "雙方用印的合約已收到，感謝大家的協助。"
        ),
    ]

    private static let lost = [
        LocalizedText(
            "{person} called: they go another way this year. Stay in touch, ask again in spring.",
            "{person}来电：今年不做了。保持联系，开春再问。",
            "{person}來電：今年不做了。保持聯絡，開春再問。"
        ),
        LocalizedText(
            "Looked back at it: we came in late, the short list was made already.",
            "复盘：我们进入太晚，入围名单早已确定。",
            "檢討：我們進入太晚，入圍名單早已確定。"
        ),
    ]

    static let questions = [
        LocalizedText("Good. Who else has to agree on their side?", "不错。对方还有谁需要点头？", "不錯。對方還有誰需要點頭？"),
        LocalizedText(
            "Please get the decision maker into the next meeting.",
            "下次会议请务必约到决策人。",
            "下次會議請務必約到決策者。"
        ),
        LocalizedText(
            "Let us talk about the price before you answer them.",
            "回复价格之前先和我碰一下。",
            "回覆價格之前先和我討論。"
        ),
    ]

    static let replies = [
        LocalizedText("Done, we meet on Thursday.", "已约好，周四见面。", "已約好，週四見面。"),
        LocalizedText("I'll ask and tell you tomorrow.", "我去问，明天回复您。", "我去問，明天回覆您。"),
    ]

    static let requests = [
        LocalizedText(
            "can you join the call on Thursday? They ask for somebody from management.",
            "周四的电话会您能参加吗？客户希望有管理层在场。",
            "週四的電話會議您能參加嗎？客戶希望有主管在場。"
        ),
        LocalizedText("may I offer three months more?", "可以多给三个月服务期吗？", "可以多給三個月服務期嗎？"),
    ]

    /// To whoever looks at the demonstration.
    static let hostRequests = [
        LocalizedText(
            "they would like to meet you before they decide. Could you spare half an hour next week?",
            "客户决定前想和您见一面，下周能抽半小时吗？",
            "客戶決定前想和您見一面，下週能抽半小時嗎？"
        ),
        LocalizedText(
            "the offer is 12 % below list. May I send it like this?",
            "报价比标准价低 12%，可以这样发出去吗？",
            "報價比定價低 12%，可以這樣送出嗎？"
        ),
        LocalizedText(
            "do you know anybody on their board?",
            "他们的董事会里有您认识的人吗？",
            "他們的董事會裡有您認識的人嗎？"
        ),
    ]

    static func praise(_ outcome: Outcome?) -> [LocalizedText] {
        outcome == .won
            ? [LocalizedText("Well done!", "干得漂亮！", "做得好！")]
            : [LocalizedText("A pity. Put it into the review, please.", "可惜，请放进复盘会。", "可惜，請放進檢討會。")]
    }
}
