/// The words by which a line tells how people came together, what came of it and when.
enum EntryWords {
    /// A word and where it stands.
    struct Found<Value> {
        var value: Value
        var range: Range<Int>
    }

    /// How people came together; a word that is as often what is offered, as 演示, counts where there is no other.
    static func kind(_ text: EntryText, in range: Range<Int>) -> Found<Activity.Kind>? {
        for pattern in [strong, weak] {
            for match in text.all(pattern) where range.contains(match.range.lowerBound) {
                if let kind = kinds[String(match.output.word)] { return Found(value: kind, range: match.range) }
            }
        }
        return nil
    }

    /// Where it was tried in vain.
    static func missed(_ text: EntryText) -> Range<Int>? { text.all(vain).first?.range }

    static func tense(_ text: EntryText, in range: Range<Int>) -> EntryDay.Tense {
        // What was arranged is to come: 约了周五.
        if text.all(arranged).contains(where: { range.contains($0.range.lowerBound) }) { return .future }
        let isPast = text.all(past).contains { range.contains($0.range.lowerBound) }
        if isPast { return .past }
        return text.all(future).contains { range.contains($0.range.lowerBound) } ? .future : .unknown
    }

    /// Where a clause begins that tells what is next.
    static func nextMarks(_ text: EntryText) -> [Range<Int>] { text.all(next).map(\.range) }

    /// Where a clause begins that tells of something else.
    static func topicMarks(_ text: EntryText) -> [Range<Int>] { text.all(topic).map(\.range) }

    /// The words behind which stands what somebody said.
    static func sayings(_ text: EntryText) -> [Range<Int>] { text.all(saying).map(\.range) }

    /// Who has to move.
    static func waiting(_ text: EntryText, in range: Range<Int>) -> WaitingFor? {
        guard let match = text.all(wait).first(where: { range.contains($0.range.lowerBound) }) else { return nil }
        let words = match.output
        if approvals.contains(where: { words.contains($0) }) { return .approval }
        return ours.contains { words.contains($0) } ? .us : .customer
    }

    /// The kind of the stage in which an opportunity ends.
    static func ending(_ text: EntryText) -> Found<Stage.Kind>? {
        if let match = text.all(lost).first { return Found(value: .lost, range: match.range) }
        return text.all(won).first.map { Found(value: .won, range: $0.range) }
    }
}

private let approvals = ["审批", "批准", "领导", "老板", "批复", "签核", "核准", "approval", "sign-off", "sign off", "management"]
private let ours = ["我们", "我方", "我司", "内部", "our ", " us"]

private let kinds: [String: Activity.Kind] = {
    let words: [(Activity.Kind, String)] = [
        (.call, "打电话 打了电话 打了个电话 通电话 通了电话 电话 致电 通话 电联 回电 来电 去电 微信语音 语音通话 回访 call called phoned phone rang spoke talked"),
        (.visit, "拜访 拜会 上门 走访 到访 登门 来访 面访 陪访 实地 现场 考察 去了 visit visited onsite on-site dropped went"),
        (
            .meeting,
            "电话会议 电话会 视频会议 视频会 线上会议 腾讯会议 视讯会议 视讯 开会 开了会 会议 见面 见了 见过 面谈 会谈 座谈 约见 会见 碰面 吃饭 吃了饭 餐叙 聚餐 午餐 晚餐 宴请 喝茶 喝咖啡 交流会 评审会 例会 met meet meeting lunch dinner coffee breakfast zoom"
        ),
        (
            .message,
            "微信 企业微信 企微 短信 钉钉 飞书 发消息 讯息 留言 私信 聊天 whatsapp wechat sms texted text messaged message pinged chatted linkedin slack"
        ),
        (.mail, "邮件 电邮 email emailed e-mail e-mailed mailed mail"),
        (.meeting, "演示 培训 评审 沟通 交流 demo demoed presented presentation workshop webinar"),
    ]
    var kinds: [String: Activity.Kind] = [:]
    for (kind, list) in words { for word in list.split(separator: " ") { kinds[String(word)] = kind } }
    return kinds
}()

nonisolated(unsafe) private let strong =
    #/(?<word>打电话|打了电话|打了个电话|通电话|通了电话|电话会议|电话会|电话|致电|通话|电联|回电|来电|去电|微信语音|语音通话|拜访|拜会|上门|走访|到访|登门|来访|面访|陪访|实地|考察|去了|视频会议|视频会|线上会议|腾讯会议|视讯会议|视讯|开会|开了会|会议|见面|见了|见过|面谈|会谈|座谈|约见|会见|碰面|吃饭|吃了饭|餐叙|聚餐|午餐|晚餐|宴请|喝茶|喝咖啡|交流会|评审会|例会|企业微信|企微|微信|短信|钉钉|飞书|发消息|讯息|留言|私信|聊天|邮件|电邮|回访|called|call|phoned|phone|rang|spoke|talked|visited|visit|on-?site|dropped(?= by)|went(?= to)|meeting|met|meet|lunch|dinner|coffee|breakfast|zoom|whatsapp|wechat|sms|texted|text|messaged|message|pinged|chatted|linkedin|slack|emailed|email|e-mailed|e-mail|mailed|mail)(?![a-z])/#
nonisolated(unsafe) private let weak =
    #/(?<word>现场|演示|培训|评审|沟通|交流|demoed|demo|presented|presentation|workshop|webinar)(?![a-z])/#
nonisolated(unsafe) private let vain =
    #/没接|未接通|未接|没人接|无人接听|打不通|没打通|占线|关机|没见到|没见着|没遇到|不在(?=$|[,，。;；!！\u{FFFC}]|办公室|公司|单位)|没联系上|联系不上|未联系上|未联系到|没回复|未回复|没回音|没人在|no answer|(?:didn't|did not) (?:answer|pick up)|voice ?mail|left (?:a |him a |her a |them a )?message|unreachable|(?:couldn't|could not) reach|no reply|no response|(?:wasn't|was not|not) in(?=$|[,.;])|line (?:was )?busy/#
nonisolated(unsafe) private let past =
    #/了|过(?!程|来|去|渡|期)|刚|已|called|phoned|rang|spoke|talked|visited|dropped by|went|met(?![a-z])|texted|messaged|pinged|chatted|emailed|e-mailed|mailed|sent|signed|had|demoed|presented|discussed|agreed|was(?![a-z])|were(?![a-z])|没接|未接|没人接|打不通/#
nonisolated(unsafe) private let future =
    #/要(?!求|点)|将(?![军])|准备|计划|打算|约好|约定|约了|预计|安排|待|will(?![a-z])|going to|need to|needs to|plan|to do|todo|promised|should|shall|must/#
nonisolated(unsafe) private let arranged =
    #/约了|约好|约定|约在|定了|定在|定于|改到|改在|改约|推迟到|延到|arranged|scheduled|rescheduled|postponed|agreed to meet|booked|moved to/#
nonisolated(unsafe) private let next =
    #/下一步|下步|下次|接下来|然后|随后|后续|待办|跟进:|next steps?|next:|(?:and )?then(?![a-z])|to-?do:?|follow-?up:/#
nonisolated(unsafe) private let topic = #/预算|竞品|竞争对手|友商|competitors?(?![a-z])/#
nonisolated(unsafe) private let saying =
    #/说(?![明服法不了])(?:是|要|会)?|表示|要求|答应|承诺|(?:said|says|asked|promised|wants)(?: that| us| me| to| for)*(?![a-z])/#
nonisolated(unsafe) private let wait =
    #/等(?:待)?(?:[\p{Han}]{0,6}(?:审批|批准|批复|签核|核准|回复|确认|答复|反馈)|客户|对方|他们|他|她|领导|老板|我们|我方|我司|内部)|waiting (?:for|on) (?:[a-z']+ ?){1,4}|awaiting (?:[a-z']+ ?){1,3}/#
nonisolated(unsafe) private let lost =
    #/丢单了?|输单了?|输给了?|丢了(?:单|这单|这个单)|没中标|未中标|落标|流标|客户选了(?!我)|选了别家|黄了|(?:we |we've )?lost (?:it|the deal|to|this)|went with (?!us)/#
nonisolated(unsafe) private let won =
    #/签约了|签了合同|合同签了|签单了?|签下|已签约|中标了?|拿下了?|成交了?(?!价|日)|赢单|下单了|已签(?:合同)?|(?:they |he |she )?signed(?! up)|(?:we )?won (?:it|the deal|this)|closed won|got the (?:order|po)(?![a-z])|po (?:received|came in)/#
