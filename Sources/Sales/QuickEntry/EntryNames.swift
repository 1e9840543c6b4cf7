/// The people and firms that a clause names.
enum EntryNames {
    /// Those that stand where names stand: before a title, behind a verb or a preposition.
    static func read(_ text: EntryText, in range: Range<Int>) -> [QuickEntry.Read<EntryName>] {
        var found: [QuickEntry.Read<EntryName>] = []
        let all =
            titled(text, in: range) + subjects(text, in: range) + english(text, in: range)
            + behindVerbs(text, in: range)
        for name in all where !found.contains(where: { $0.range.overlaps(name.range) }) {
            found.append(name)
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// `到云帆拜访张主任和李工`: a firm that stands apart from its people is theirs.
    static func joined(_ names: [QuickEntry.Read<EntryName>]) -> [QuickEntry.Read<EntryName>] {
        guard names.count > 1, names[0].value.person == nil,
            names.dropFirst().allSatisfy({ $0.value.person != nil && $0.value.account == nil })
        else { return names }
        return names.dropFirst().map { name in
            var name = name
            name.value.account = names[0].value.account ?? names[0].value.text
            return name
        }
    }
}

// Chinese: 云帆张主任.
extension EntryNames {
    private static func titled(_ text: EntryText, in range: Range<Int>) -> [QuickEntry.Read<EntryName>] {
        var names: [QuickEntry.Read<EntryName>] = []
        for match in text.all(title) where range.contains(match.range.lowerBound) {
            guard let start = surname(text, before: match.range.lowerBound, from: range.lowerBound) else { continue }
            let person = start..<match.range.upperBound
            let firm = firm(text, before: start, from: range.lowerBound)
            let account = firm.isEmpty ? nil : text.written(firm)
            let whole = (firm.isEmpty ? start : firm.lowerBound)..<person.upperBound
            let name = EntryName(text: text.written(whole), person: text.written(person), account: account)
            names.append(QuickEntry.Read(name, whole))
        }
        return names
    }

    /// Where the person's name begins whose title stands there: one or two characters of surname, up to two of name.
    private static func surname(_ text: EntryText, before title: Int, from start: Int) -> Int? {
        func isSurname(_ place: Int) -> Bool {
            place >= start && place < title && surnames.contains(simplified(text, place))
        }
        if title - 2 >= start, compounds.contains(written(text, title - 2, 2)) { return title - 2 }
        for length in 1...3 where isSurname(title - length) {
            let isName = (title - length..<title).allSatisfy { place in
                let scalar = simplified(text, place)
                return scalar.isHan && !"了和跟与给向找见去到访".unicodeScalars.contains(scalar)
            }
            if isName { return title - length }
        }
        return nil
    }

    /// The run of characters before a person that names the firm, cut behind verbs and prepositions.
    private static func firm(_ text: EntryText, before end: Int, from start: Int) -> Range<Int> {
        var begin = end
        while begin > start, isOfName(text.scalars[begin - 1]) { begin -= 1 }
        for match in text.all(leading) where match.range.lowerBound >= begin && match.range.upperBound <= end {
            begin = max(begin, match.range.upperBound)
        }
        var last = end
        while last > begin, text.scalars[last - 1] == "的" || text.scalars[last - 1] == " " { last -= 1 }
        return begin..<max(begin, last)
    }

    /// What stands behind a verb up to the next word that is none of a name.
    private static func behindVerbs(_ text: EntryText, in range: Range<Int>) -> [QuickEntry.Read<EntryName>] {
        text.all(object, notBehind: "输聊谈说提看想收得做拿砍降涨达感等直遇").compactMap { match in
            guard range.contains(match.range.lowerBound) else { return nil }
            let count = match.output.name.unicodeScalars.count
            let name = String(match.output.name)
            guard count > 1, !common.contains(name), !amountEnds.contains(where: name.hasSuffix) else { return nil }
            // The name is the last of the match.
            let place = match.range.upperBound - count..<match.range.upperBound
            return QuickEntry.Read(EntryName(text: text.written(place)), place)
        }
    }

    private static func isOfName(_ scalar: UnicodeScalar) -> Bool {
        scalar.isHan || scalar.isLetter || scalar.isDigit || scalar == "·" || scalar == "&"
    }

    /// A character before numerals became digits: 伍 and 陆 are surnames too.
    private static func simplified(_ text: EntryText, _ place: Int) -> UnicodeScalar {
        HanTable.simplified(text.original[text.origins[place]])
    }

    private static func written(_ text: EntryText, _ start: Int, _ count: Int) -> String {
        String(String.UnicodeScalarView((start..<start + count).map { simplified(text, $0) }))
    }
}

// English: Ana at Acme.
extension EntryNames {
    /// Whom somebody met, `called Ana at Acme`.
    private static func english(_ text: EntryText, in range: Range<Int>) -> [QuickEntry.Read<EntryName>] {
        text.all(englishObject).compactMap { match in
            guard range.contains(match.range.lowerBound) else { return nil }
            return name(match.output.person, match.output.firm, in: match.output.0, at: match.range.lowerBound, text)
        }
    }

    /// Who got in touch, `Ana from Acme called`.
    private static func subjects(_ text: EntryText, in range: Range<Int>) -> [QuickEntry.Read<EntryName>] {
        text.all(englishSubject).compactMap { match in
            guard range.contains(match.range.lowerBound) else { return nil }
            return name(match.output.person, match.output.firm, in: match.output.0, at: match.range.lowerBound, text)
        }
    }

    private static func name(
        _ person: Substring,
        _ firm: Substring?,
        in match: Substring,
        at place: Int,
        _ text: EntryText
    ) -> QuickEntry.Read<EntryName>? {
        guard !pronouns.contains(String(person)) else { return nil }
        let string = match.unicodeScalars
        func range(_ part: Substring) -> Range<Int> {
            let start = string.distance(from: string.startIndex, to: part.startIndex) + place
            return start..<start + part.unicodeScalars.count
        }
        let own = range(person)
        let whole = own.lowerBound..<(firm.map { range($0).upperBound } ?? own.upperBound)
        var name = EntryName(text: text.written(whole))
        if let firm { (name.person, name.account) = (text.written(own), text.written(range(firm))) }
        return QuickEntry.Read(name, whole)
    }
}

private let pronouns: Set<String> = [
    "him", "her", "them", "it", "me", "us", "the client", "the customer", "client", "customer", "a meeting", "the",
    "everyone", "back", "again", "in", "up", "for", "no", "we", "i", "he", "she", "they", "just", "have", "who", "and",
    "then", "customer", "also", "i just", "we just", "you",
]

/// What stands behind a verb and is nobody's name.
private let common: Set<String> = [
    "客户", "对方", "他们", "我们", "大家", "公司", "现场", "电话", "这边", "那边", "领导", "客户方", "甲方", "办公室", "一起", "微信上", "电话里",
    "客户公司", "客户那边", "客户现场", "线上", "群里", "微信",
]

private let amountEnds = ["以内", "左右", "上下", "位数", "之间"]

private let compounds: Set<String> = [
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "独孤", "南宫",
]

private let surnames = Set(
    """
    赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳\
    酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞\
    熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪\
    包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲封芮靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹\
    束龙叶幸司韶黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀\
    郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融\
    冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫覃覃涂岳佟邝
    """.unicodeScalars
)

nonisolated(unsafe) private let title =
    #/总经理|副总经理|副总裁|总裁|总监|董事长|副总|总工|总(?![价额共结部体计算量])|主任|经理|工程师|工(?=$|[,，。;；!！、\u{FFFC} ]|和|跟|及|与|在|去|来|谈|聊|沟|讨|说|打|确|见|开|吃|通|交|的|关)|老师|先生|女士|小姐|处长|科长|局长|部长|院长|厂长|校长|行长|所长|主管|书记|教授|博士|医生|主席|老板|店长|站长|队长|秘书|助理|会计|专员|顾问|协理|襄理|课长|组长|团长|社长|村长|镇长|区长|市长|县长/#
nonisolated(unsafe) private let leading =
    #/拜访|拜会|走访|回访|视频会议|会议|开会|视频|视讯|跟进|致电|电联|联系|约见|会见|面见|访问|到访|陪访|陪同|来电|去电|微信|电话|打给|发给|约了|见了|请了|和|跟|与|给|向|找|同|请|约|见|去|到|在|了|过|及|由|对|从|访|陪/#
nonisolated(unsafe) private let object =
    #/(?:(?:拜访|拜会|走访|回访|跟进|致电|电联|联系|约见|会见|面见|访问|到访|陪访|打给|发给)(?:了|过)?|(?:约|见|请)(?:了|过)|给|跟(?!进)|和|与|向|找|(?:去|到)了?一?趟?|在) ?(?<name>(?!预算|报价|合同|方案|金额|下|上|本|这|那|我|他|她|客户|对方|一起|大家)[\p{Han}a-z0-9·&]{2,16}?)(?=$|[,，。;；:：!！?？、()（） \u{FFFC}]|打|发了|发送|聊|谈|沟通|讨论|见|吃|开会|开了|确认|说|反馈|交流|交付|的|了|电话|微信|邮件|会议|关于|对接|表示|想|拜访|走访|上门|现场|做|过了|通|签|演示|培训|介绍|汇报|喝|预算|没|报价)/#
nonisolated(unsafe) private let englishObject =
    #/(?:(?:called|phoned|rang|visited|met|emailed|e-mailed|mailed|texted|messaged|pinged|saw|reach|reached|call|phone|visit|meet|email|text|message)(?: with| back| up with| to)?|with|(?:spoke|talked|chatted|chat|speak|talk) (?:to|with)|(?:meeting|lunch|dinner|coffee|breakfast|demo|call|zoom|workshop|webinar|email|mail|message|presentation) (?:with|to|from|at|for)|(?:dropped by|went to see|presented to|demoed to|demo for|no answer from|voicemail (?:for|to)|left (?:a )?message (?:for|with))) (?:the )?(?<person>(?:mr|ms|mrs|dr|prof)?\.? ?[\p{L}][\p{L}\d'&.-]*(?: [\p{L}&][\p{L}\d'&-]*){0,3}?)(?:(?:,? (?:at|of|from|in|@)| ?@| ?\() ?(?<firm>[\p{L}\d][\p{L}\d'&.-]*(?: [\p{L}\d&][\p{L}\d'&-]*){0,4}?))?(?=\)|$|[,.;:!?\u{FFFC}]| [\u{FFFC}–-]| (?:about|re|regarding|on|over|to|and|for|who|he|she|they|budget|wants|said|says|needs|will|next|then|is|was|at|in|with|today|by|via|but|no|they're|discussed|agreed|asked|likes|liked|competitor|vs|against|send|follow)(?![a-z]))/#
nonisolated(unsafe) private let englishSubject =
    #/(?<person>\p{L}[\p{L}'-]*(?: \p{L}[\p{L}'-]*)?)(?: (?:at|from|of) (?<firm>[\p{L}\d][\p{L}\d'&.-]*(?: [\p{L}\d&][\p{L}\d'&-]*){0,3}?))? (?:just |has |have )?(?:called|phoned|rang|emailed|texted|messaged|replied|answered|confirmed|wants|asked|said|says|signed)(?![a-z])/#
