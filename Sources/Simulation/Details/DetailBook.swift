import Sales

/// The words of which a sale's details are made.
enum DetailBook {
    struct Job {
        var title: LocalizedText
        var role: StartingContactRole
    }

    struct Competitor {
        var name: LocalizedText
        var strengths: LocalizedText
        var weaknesses: LocalizedText
    }

    static let jobs: [Job] = [
        Job(title: LocalizedText("Managing Director", "总经理", "總經理"), role: .decisionMaker),
        Job(title: LocalizedText("Head of IT", "信息部经理", "資訊部經理"), role: .technicalEvaluator),
        Job(title: LocalizedText("Production Manager", "生产经理", "生產經理"), role: .user),
        Job(title: LocalizedText("Finance Director", "财务总监", "財務長"), role: .economicBuyer),
        Job(title: LocalizedText("Operations Manager", "运营经理", "營運經理"), role: .champion),
        Job(title: LocalizedText("Purchasing Manager", "采购经理", "採購經理"), role: .influencer),
        Job(title: LocalizedText("Executive Assistant", "总经理助理", "總經理特助"), role: .gatekeeper),
    ]

    static let tags: [LocalizedText] = [
        LocalizedText("Strategic", "战略客户", "策略客戶"),
        LocalizedText("Tender", "招投标", "標案"),
        LocalizedText("Pilot", "试点", "試點"),
        LocalizedText("Needs a visit", "需要拜访", "需要拜訪"),
        LocalizedText("Year-end budget", "年底预算", "年底預算"),
        LocalizedText("Replacement", "系统替换", "系統汰換"),
    ]

    static let competitors: [Competitor] = [
        Competitor(
            name: LocalizedText("Norvia Systems", "诺维亚软件", "諾維亞軟體"),
            strengths: LocalizedText(
                "Known to their IT; a lower price in the first year.",
                "信息部门熟悉，首年报价更低。",
                "資訊部門熟悉，首年報價較低。"
            ),
            weaknesses: LocalizedText(
                "No reference in this industry, changes cost extra.",
                "没有本行业案例，二次开发另收费。",
                "沒有同業案例，客製另外收費。"
            )
        ),
        Competitor(
            name: LocalizedText("Bluepeak Software", "蓝峰信息", "藍峰資訊"),
            strengths: LocalizedText(
                "Looks good in demonstrations, quick to answer.",
                "演示效果好，响应快。",
                "展示效果好，回應快。"
            ),
            weaknesses: LocalizedText(
                "Cloud only; nobody on site for the start.",
                "只有云版本，上线期间没有驻场人员。",
                "只有雲端版本，上線期間沒有駐點人員。"
            )
        ),
    ]

    /// An address that nobody has.
    static func address(of person: String, at company: String, _ language: Language) -> String {
        let words = person.pinyin.split(separator: " ")
        let name = words.joined(separator: ".")
        let brand = language == .english ? company.split(separator: " ").first.map(String.init) : nil
        return "\(name)@\((brand ?? String(company.prefix(2))).pinyin).example".lowercased()
    }

    /// A number that nobody has.
    static func phone(_ number: Int, _ language: Language) -> String {
        let digits = String(String(10_000 + number).dropFirst())
        return switch language {
        case .english: "+1 555 01\(digits.prefix(2)) \(digits)"
        case .simplifiedChinese: "021-0000 \(digits)"
        case .traditionalChinese: "02-0000-\(digits)"
        }
    }
}
