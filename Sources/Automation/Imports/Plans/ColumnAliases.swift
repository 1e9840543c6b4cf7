import Sales

/// What people and other systems call the fields, in English and Chinese; by these columns are recognised.
///
/// Traditional characters, capitals, blanks and hyphens need no entry of their own: names are folded first.
enum ColumnAliases {
    /// The record's key has the name `key`, the column with the currency of the amounts `currency`.
    static func fields(of kind: ImportKind) -> [(field: String, aliases: [String])] {
        own(kind) + (kind.hasMoney ? [("currency", currency)] : [])
    }

    private static func own(_ kind: ImportKind) -> [(String, [String])] {
        switch kind {
        case .accounts: accounts
        case .contacts: contacts
        case .products: products
        case .members: members
        case .opportunities: opportunities
        case .stageHistory: stageHistory
        }
    }

    /// The name without what differs between two ways of writing it.
    static func form(_ name: String) -> String {
        String(name.folded.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    }

    private static let owner = [
        "owner", "owner name", "sales agent", "sales rep", "rep", "salesperson", "account owner", "opportunity owner",
        "deal owner", "负责人", "主责销售", "销售", "销售人员", "销售负责人", "业务员", "跟进人", "客户经理", "所有人",
    ]
    private static let ownKey = ["record's own key", "记录编号", "纪录编号"]
    private static let currency = ["currency", "currency of the amount", "币种", "金额的币种", "金额的币别", "货币"]
    private static let account = [
        "account", "account name", "customer", "customer name", "company", "company name", "organization", "client",
        "客户", "客户名称", "公司", "公司名称", "企业名称", "单位名称",
    ]
    private static let phone = ["phone", "telephone", "tel", "mobile", "phone number", "电话", "手机", "手机号", "联系电话"]
    private static let product = ["product", "product name", "产品", "产品名称", "商品名称"]

    private static let accounts: [(String, [String])] = [
        ("key", ["account id", "customer id", "company id", "id", "客户编号", "客户id", "编号"] + ownKey),
        ("name", account + ["name", "名称"]),
        ("parent", ["parent", "parent account", "subsidiary of", "上级客户", "母公司", "上层客户"]),
        ("industry", ["industry", "sector", "行业", "所属行业", "产业"]),
        ("region", ["region", "country", "office location", "state", "province", "city", "地区", "区域", "省份", "城市"]),
        ("type", ["type", "account type", "客户类型", "类型"]), ("size", ["size", "company size", "规模", "客户规模"]),
        ("employees", ["employees", "number of employees", "headcount", "员工数", "人数"]),
        ("annualRevenue", ["annual revenue", "revenue", "年收入", "年营业额", "营业额"]),
        ("foundedYear", ["founded", "founded year", "founded in", "year established", "成立年份", "成立时间"]),
        ("website", ["website", "url", "web", "网站", "网址", "官网"]), ("phone", phone),
        ("address", ["address", "billing address", "地址", "公司地址"]),
        ("registrationNumber", ["registration number", "tax number", "vat number", "统一社会信用代码", "信用代码", "税号", "统一编号"]),
        ("owner", owner),
    ]

    private static let contacts: [(String, [String])] = [
        ("key", ["contact id", "id", "联系人编号", "编号"] + ownKey),
        ("name", ["name", "full name", "contact", "contact name", "姓名", "联系人", "联系人姓名", "名称"]), ("account", account),
        ("jobTitle", ["job title", "title", "position", "role", "职务", "职位", "职称"]),
        ("email", ["email", "e-mail", "mail", "email address", "邮箱", "电子邮件", "邮件"]), ("phone", phone),
        ("owner", owner),
    ]

    private static let products: [(String, [String])] = [
        ("key", ["product id", "id", "产品编号", "编号"] + ownKey), ("name", product + ["name", "名称"]),
        ("code", ["code", "product code", "sku", "产品编码", "产品代码", "型号"]),
        ("category", ["category", "series", "product line", "family", "类别", "产品类别", "产品线", "系列"]),
        ("unit", ["unit", "单位"]), ("price", ["price", "sales price", "list price", "unit price", "价格", "单价", "售价"]),
        ("taxRate", ["tax rate", "vat", "税率"]),
    ]

    private static let members: [(String, [String])] = [
        ("key", ["user id", "employee id", "id", "工号", "员工编号"] + ownKey),
        (
            "name",
            ["name", "full name", "user", "member", "sales agent", "sales rep", "employee", "姓名", "成员", "员工", "销售"]
        ),
        ("email", ["email", "e-mail", "mail", "邮箱", "电子邮件"]), ("role", ["role", "角色"]),
        ("teams", ["team", "teams", "department", "regional office", "region", "manager", "团队", "部门", "小组", "区域"]),
        ("teamFrom", ["from", "team from", "start date", "开始日期", "加入日期"]),
        ("teamUntil", ["until", "team until", "end date", "结束日期", "离开日期"]),
    ]

    private static let opportunities: [(String, [String])] = [
        ("key", ["opportunity id", "deal id", "deal no", "id", "商机编号", "商机id", "编号"] + ownKey),
        ("name", ["opportunity", "opportunity name", "deal", "deal name", "name", "商机", "商机名称", "项目名称", "名称"]),
        ("stage", ["stage", "deal stage", "stage name", "state", "status", "sales stage", "销售阶段", "商机阶段", "阶段", "状态"]),
        ("amount", ["amount", "close value", "value", "deal value", "商机金额", "预计金额", "预计成交金额", "合同金额", "金额"]),
        (
            "created",
            [
                "created", "created date", "created on", "create date", "created at", "opened", "engage date",
                "open date", "创建日期",
                "建立日期", "创建时间", "开始日期",
            ]
        ),
        (
            "closed",
            ["closed", "closed at", "closed on", "close date", "closed date", "成交日期", "关闭日期", "结案日期", "结束日期", "实际成交日期"]
        ),
        (
            "expectedCloseDate",
            ["expected close date", "expected close", "forecast date", "预计成交日期", "预计成交时间", "预计签约日期", "预计关闭日期"]
        ),
        ("owner", owner), ("account", account), ("product", product),
        ("source", ["source", "lead source", "来源", "商机来源", "线索来源"]),
        ("type", ["type", "opportunity type", "deal type", "商机类型", "类型"]),
        ("forecastCategory", ["forecast category", "预测类别"]),
        ("winProbability", ["probability", "win probability", "赢率", "成交概率", "赢单率"]),
        ("lossReason", ["loss reason", "lost reason", "close reason", "输单原因", "丢单原因", "失败原因"]),
    ]

    private static let stageHistory: [(String, [String])] = [
        ("record", ["opportunity id", "record", "deal id", "deal no", "商机编号", "商机id", "编号"]),
        ("stage", ["stage", "stage name", "to stage", "new stage", "阶段", "销售阶段", "变更后阶段"]),
        (
            "enteredAt",
            ["entered at", "entered", "date", "changed at", "created date", "timestamp", "进入时间", "变更时间", "日期"]
        ),
        ("actor", ["actor", "changed by", "user", "操作人", "变更人"]), ("amount", ["amount", "金额", "商机金额"]),
        ("expectedCloseDate", ["expected close date", "close date", "预计成交日期"]), ("owner", owner),
        ("forecastCategory", ["forecast category", "预测类别"]), ("winProbability", ["probability", "赢率"]),
        ("recordedAt", ["recorded at", "记录时间"]),
    ]
}
