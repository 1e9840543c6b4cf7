import Sales
import Testing

@Suite struct `The key of a firm's name` {
    static let same: [(String, [String])] = [
        (
            "云帆科技",
            [
                "云帆科技有限公司", "雲帆科技股份有限公司", "云帆科技有限责任公司", "云帆科技集团", "云帆科技（集团）有限公司", "云帆 科技",
                "云帆科技集团有限公司", "株式会社云帆科技", "云帆科技公司",
            ]
        ),
        (
            "acmetrading",
            [
                "Acme Trading Co., Ltd.", "ACME TRADING", "Acme Trading Inc", "Acme Trading GmbH", "Acme Trading B.V.",
                "The Acme Trading Company", "ＡＣＭＥ Trading S.p.A.", "Acme Trading GmbH & Co. KG", "Acme-Trading Ltd",
            ]
        ),
        ("云帆科技上海", ["云帆科技（上海）有限公司", "云帆科技(上海)有限公司", "云帆科技上海有限公司"]),
        ("有限公司", ["有限公司"]), ("ltd", ["Ltd."]), ("group", ["The Group"]),
    ]

    @Test(arguments: same) func `leaves out its legal form:`(_ key: String, _ names: [String]) {
        #expect(names.map(\.companyKey) == names.map { _ in key })
    }

    @Test(arguments: [("Ana Lopez", "Lopez, Ana"), ("单伟", "單 偉")])
    func `does not depend, for a person, on the order of its words:`(_ one: String, _ other: String) {
        #expect(one.personKey == other.personKey)
    }
}

@Suite struct `A phone number's key` {
    @Test(arguments: [
        ("+86 138-0013-8000", "800138000"), ("13800138000", "800138000"), ("0086 13800138000 转 12", "800138000"),
        ("+31 20 123 4567", "201234567"), ("020-1234567", "201234567"), ("（021）6123 4567 ext 5", "161234567"),
        ("+86 (21) 61234567", "161234567"), ("１３８００１３８０００", "800138000"), ("12345", nil), ("", nil), ("n/a", nil),
        ("0000000", nil),
    ]) func `is without country and leading zero:`(_ number: String, _ key: String?) {
        #expect(number.phoneKey == key)
    }
}

@Suite struct `A domain's key` {
    @Test(arguments: [
        ("https://www.Acme.com/x?y", "acme.com"), ("ana@acme.com", "acme.com"), ("acme.com:8080", "acme.com"),
        ("ana@gmail.com", nil), ("ana@qq.com", nil), ("acme", nil), ("", nil), ("ana at acme.com", nil),
        ("http://user@acme.com./", "acme.com"),
    ]) func `is no provider's:`(_ address: String, _ key: String?) {
        #expect(address.domainKey == key)
    }
}

@Suite struct `Two names` {
    @Test(arguments: [
        ("acmetrading", "acmetradin"), ("acmetechnologies", "acmetehnologies"), ("云帆科技", "上海云帆科技"),
        ("a", "a"),
    ]) func `are similar:`(_ one: String, _ other: String) {
        #expect(one.similarity(to: other) >= 0.7)
        #expect(one.similarity(to: other) == other.similarity(to: one))
    }

    @Test(arguments: [
        ("acmetrading", "globextrading"), ("云帆科技", "云图科技"), ("云", "云帆科技"), ("", "acme"), ("a", "b"), ("", "a"),
    ]) func `are not similar:`(_ one: String, _ other: String) {
        #expect(one.similarity(to: other) < 0.7)
        #expect(one.similarity(to: other) == other.similarity(to: one))
    }
}
