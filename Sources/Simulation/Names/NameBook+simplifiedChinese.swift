import Sales

extension NameBook {
    /// Mainland names: city, brand, trade, legal form.
    static let simplifiedChinese = NameBook(
        currency: .yuan,
        timeZone: "Asia/Shanghai",
        regions: [
            Region(name: "华东", cities: ["上海", "杭州", "苏州", "南京", "宁波", "无锡", "合肥", "常州"]),
            Region(name: "华南", cities: ["深圳", "广州", "东莞", "佛山", "厦门", "长沙", "珠海", "中山"]),
            Region(name: "华北", cities: ["北京", "天津", "青岛", "济南", "石家庄", "沈阳", "大连", "太原"]),
        ],
        firstParts: [
            "云", "恒", "瑞", "锦", "天", "远", "博", "嘉", "启", "明", "盛", "泰", "卓", "凌", "朗", "景", "晟", "旭", "智", "新",
            "永", "诺", "凯", "睿", "鼎", "佳", "安", "正", "信", "百",
        ],
        secondParts: [
            "帆", "达", "通", "润", "科", "诚", "兴", "创", "源", "图", "航", "川", "越", "峰", "维", "林", "拓", "成", "泽", "宇",
            "祥", "腾", "晨", "和", "辉", "扬", "森",
        ],
        trades: [
            Trade(word: "科技", industry: "软件与信息服务"),
            Trade(word: "软件", industry: "软件与信息服务"),
            Trade(word: "信息技术", industry: "软件与信息服务"),
            Trade(word: "精密机械", industry: "机械制造"),
            Trade(word: "智能装备", industry: "机械制造"),
            Trade(word: "自动化设备", industry: "机械制造"),
            Trade(word: "电子", industry: "电子与半导体"),
            Trade(word: "光电", industry: "电子与半导体"),
            Trade(word: "半导体", industry: "电子与半导体"),
            Trade(word: "医疗器械", industry: "医疗健康"),
            Trade(word: "生物医药", industry: "医疗健康"),
            Trade(word: "食品", industry: "食品饮料"),
            Trade(word: "物流", industry: "物流与供应链"),
            Trade(word: "供应链管理", industry: "物流与供应链"),
            Trade(word: "新能源", industry: "新能源"),
            Trade(word: "储能科技", industry: "新能源"),
            Trade(word: "新材料", industry: "化工材料"),
            Trade(word: "汽车零部件", industry: "汽车零部件"),
            Trade(word: "包装", industry: "包装印刷"),
            Trade(word: "服饰", industry: "纺织服装"),
        ],
        legalForms: ["有限公司", "股份有限公司"],
        cityFirst: true,
        separator: "",
        familyNames: [
            "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林", "罗",
            "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余",
            "于", "杜", "叶", "程", "苏", "魏", "吕", "丁", "沈", "任",
        ],
        givenNames: [
            "伟", "芳", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "超", "婷", "浩然", "子轩", "雨桐", "思远", "嘉怡",
            "志强", "晓明", "雪梅", "建国", "海燕", "文博", "欣怡", "俊杰", "梓涵", "天宇", "佳琪", "明哲", "慧敏", "一鸣", "晓彤", "振宇", "丽华",
            "国栋", "若曦", "鹏飞", "玉兰", "泽宇", "诗涵", "立新", "春燕", "家豪", "静怡", "宏伟", "梦瑶", "启航", "书雅",
        ],
        familyNameFirst: true,
        items: simplifiedChineseItems,
        headOffice: "销售中心",
        groupNames: ["一组", "二组", "三组", "四组"]
    )

    private static let simplifiedChineseItems: [Item] = [
        Item(
            name: "生产执行系统 MES",
            code: "MES-200",
            category: "软件",
            unit: "套",
            taxRate: 600,
            price: 168000,
            quantity: 3
        ),
        Item(
            name: "仓储管理系统 WMS",
            code: "WMS-100",
            category: "软件",
            unit: "套",
            taxRate: 600,
            price: 98000,
            quantity: 3
        ),
        Item(
            name: "设备联网采集终端",
            code: "IOT-24",
            category: "硬件",
            unit: "台",
            taxRate: 1300,
            price: 4800,
            quantity: 40
        ),
        Item(
            name: "质量追溯平台",
            code: "QTS-100",
            category: "软件",
            unit: "套",
            taxRate: 600,
            price: 76000,
            quantity: 2
        ),
        Item(
            name: "能耗管理平台",
            code: "EMS-50",
            category: "软件",
            unit: "套",
            taxRate: 600,
            price: 58000,
            quantity: 3
        ),
        Item(
            name: "工业手持终端",
            code: "PDA-8",
            category: "硬件",
            unit: "台",
            taxRate: 1300,
            price: 2600,
            quantity: 60
        ),
        Item(
            name: "实施服务",
            code: "SRV-IMP",
            category: "服务",
            unit: "人天",
            taxRate: 600,
            price: 3200,
            quantity: 45
        ),
        Item(
            name: "年度运维服务",
            code: "SRV-YEAR",
            category: "服务",
            unit: "年",
            taxRate: 600,
            price: 36000,
            quantity: 3
        ),
    ]
}
