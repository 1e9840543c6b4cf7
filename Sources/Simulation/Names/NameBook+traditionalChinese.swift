import Sales

extension NameBook {
    /// Taiwan names: brand, trade, legal form.
    static let traditionalChinese = NameBook(
        currency: .newTaiwanDollar,
        timeZone: "Asia/Taipei",
        regions: [
            Region(name: "北區", cities: ["台北", "新北", "桃園", "新竹", "基隆", "宜蘭"]),
            Region(name: "中區", cities: ["台中", "彰化", "苗栗", "南投", "雲林", "豐原"]),
            Region(name: "南區", cities: ["高雄", "台南", "嘉義", "屏東", "岡山", "永康"]),
        ],
        firstParts: [
            "鼎", "瑞", "錦", "天", "遠", "博", "嘉", "啟", "明", "盛", "泰", "卓", "凌", "群", "景", "晟", "旭", "智", "新", "永",
            "佳", "凱", "睿", "安", "正", "信", "百", "力",
        ],
        secondParts: [
            "達", "通", "潤", "科", "誠", "興", "創", "源", "圖", "航", "川", "越", "峰", "維", "林", "拓", "成", "澤", "宇", "祥",
            "騰", "晨", "揚", "輝", "碩", "森", "穎", "帆",
        ],
        trades: [
            Trade(word: "科技", industry: "資訊軟體"),
            Trade(word: "資訊", industry: "資訊軟體"),
            Trade(word: "軟體", industry: "資訊軟體"),
            Trade(word: "精密工業", industry: "機械設備"),
            Trade(word: "自動化", industry: "機械設備"),
            Trade(word: "機械", industry: "機械設備"),
            Trade(word: "電子", industry: "電子零組件"),
            Trade(word: "光電", industry: "電子零組件"),
            Trade(word: "半導體", industry: "電子零組件"),
            Trade(word: "生技", industry: "生技醫療"),
            Trade(word: "醫療器材", industry: "生技醫療"),
            Trade(word: "食品", industry: "食品飲料"),
            Trade(word: "物流", industry: "物流倉儲"),
            Trade(word: "國際物流", industry: "物流倉儲"),
            Trade(word: "綠能", industry: "綠能環保"),
            Trade(word: "儲能", industry: "綠能環保"),
            Trade(word: "化工", industry: "化學材料"),
            Trade(word: "汽車零件", industry: "汽車零組件"),
            Trade(word: "包裝", industry: "包裝印刷"),
            Trade(word: "紡織", industry: "紡織成衣"),
        ],
        legalForms: ["股份有限公司", "有限公司"],
        cityFirst: false,
        separator: "",
        familyNames: [
            "陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "郭", "洪", "曾", "邱", "廖", "賴", "徐",
            "周", "葉", "蘇", "莊", "江", "呂", "何", "羅", "高", "蕭", "潘", "簡", "朱", "鍾", "彭", "游", "詹", "胡", "施", "沈",
            "余", "趙", "盧", "梁", "顏", "柯", "翁", "魏", "孫", "戴",
        ],
        givenNames: [
            "志明", "淑芬", "怡君", "冠宇", "雅婷", "家豪", "美玲", "俊傑", "佳穎", "宗翰", "欣怡", "建宏", "淑惠", "承恩", "詩涵", "志偉", "惠雯",
            "柏翰", "佩珊", "文雄", "宜蓁", "彥廷", "麗華", "信宏", "郁婷", "明哲", "筱涵", "國華", "靜宜", "品妤", "育誠", "雅雯", "士傑", "秀英",
            "哲瑋", "思妤", "振豪", "玉珍", "宇軒", "曉萍", "子翔", "心怡", "政憲", "慧君", "嘉玲", "睿哲", "婉婷", "銘峰", "韻如", "浩宇",
        ],
        familyNameFirst: true,
        items: traditionalChineseItems,
        headOffice: "業務中心",
        groupNames: ["一組", "二組", "三組", "四組"]
    )

    private static let traditionalChineseItems: [Item] = [
        Item(
            name: "製造執行系統 MES",
            code: "MES-200",
            category: "軟體",
            unit: "套",
            taxRate: 500,
            price: 168000,
            quantity: 3
        ),
        Item(
            name: "倉儲管理系統 WMS",
            code: "WMS-100",
            category: "軟體",
            unit: "套",
            taxRate: 500,
            price: 98000,
            quantity: 3
        ),
        Item(
            name: "設備聯網閘道器",
            code: "IOT-24",
            category: "硬體",
            unit: "台",
            taxRate: 500,
            price: 4800,
            quantity: 40
        ),
        Item(
            name: "品質追溯平台",
            code: "QTS-100",
            category: "軟體",
            unit: "套",
            taxRate: 500,
            price: 76000,
            quantity: 2
        ),
        Item(
            name: "能源管理平台",
            code: "EMS-50",
            category: "軟體",
            unit: "套",
            taxRate: 500,
            price: 58000,
            quantity: 3
        ),
        Item(
            name: "工業手持終端機",
            code: "PDA-8",
            category: "硬體",
            unit: "台",
            taxRate: 500,
            price: 2600,
            quantity: 60
        ),
        Item(
            name: "導入服務",
            code: "SRV-IMP",
            category: "服務",
            unit: "人天",
            taxRate: 500,
            price: 3200,
            quantity: 45
        ),
        Item(
            name: "年度維護服務",
            code: "SRV-YEAR",
            category: "服務",
            unit: "年",
            taxRate: 500,
            price: 36000,
            quantity: 3
        ),
    ]
}
