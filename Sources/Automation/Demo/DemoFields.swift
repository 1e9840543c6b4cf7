import Sales
import Storage

/// The own fields of a demonstration, found again by their English names.
enum DemoFields: String, CaseIterable {
    case deployment = "Deployment"
    case tender = "Public tender"
    case plannedStart = "Planned start"
    case system = "System in use"
    case sites = "Sites"
    case channel = "Best reached by"

    private var name: LocalizedText {
        switch self {
        case .deployment: LocalizedText(rawValue, "部署方式", "部署方式")
        case .tender: LocalizedText(rawValue, "公开招标", "公開招標")
        case .plannedStart: LocalizedText(rawValue, "计划上线日", "預計上線日")
        case .system: LocalizedText(rawValue, "现用系统", "現用系統")
        case .sites: LocalizedText(rawValue, "厂区数量", "廠區數量")
        case .channel: LocalizedText(rawValue, "首选联系方式", "偏好聯絡方式")
        }
    }

    private var holder: FieldHolder {
        switch self {
        case .deployment, .tender, .plannedStart: .opportunity
        case .system, .sites: .account
        case .channel: .contact
        }
    }

    private var type: Sales.FieldType {
        switch self {
        case .deployment, .system, .channel: .choice
        case .tender: .yesNo
        case .plannedStart: .day
        case .sites: .number
        }
    }

    private var options: [LocalizedText] {
        switch self {
        case .deployment:
            [
                LocalizedText("On premises", "本地部署", "地端部署"), LocalizedText("Private cloud", "私有云", "私有雲"),
                LocalizedText("Public cloud", "公有云", "公有雲"),
            ]
        case .system:
            [
                LocalizedText("Spreadsheets", "电子表格", "試算表"), LocalizedText("Own development", "自研系统", "自行開發"),
                LocalizedText("Another product", "其他产品", "其他產品"),
            ]
        case .channel:
            [
                LocalizedText("Phone", "电话", "電話"), LocalizedText("E-mail", "电子邮件", "電子郵件"),
                LocalizedText("Messenger", "即时通讯", "即時通訊"),
            ]
        case .tender, .plannedStart, .sites: []
        }
    }

    func definition(at now: Instant) -> FieldDefinition {
        FieldDefinition(
            id: Identifier(at: now),
            holder: holder,
            type: type,
            name: FieldName(name),
            options: options.map { FieldOption(id: Identifier(at: now), name: FieldName($0)) }
        )
    }
}

extension FieldName {
    fileprivate init(_ text: LocalizedText) {
        self.init(Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, text[$0]) }))
    }
}
