/// One thing that two records of the same customer or person have alike.
package struct DuplicateKey: Hashable, Sendable {
    package enum Reason: String, Sendable, CaseIterable {
        case name, pinyin, registrationNumber, email, phone, domain, similar
    }

    package var reason: Reason
    package var value: String

    package init?(_ reason: Reason, _ value: String?) {
        guard let value, !value.isEmpty else { return nil }
        self.reason = reason
        self.value = value
    }

    /// A word of fixed length for an index: another key may have the same one, so what it finds is compared.
    package var code: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(reason.rawValue) \(value)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}

extension String {
    /// What a phone number is told by: the last nine digits of the first number, without country code and leading zero.
    package var phoneKey: String? {
        let number = prefix { character in
            character.isNumber || character.isWhitespace || "+-()（）./–－·".contains(character)
        }
        let digits = String(number).digits
        guard digits.count >= 7 else { return nil }
        let plain = digits.drop { $0 == "0" }
        return plain.count >= 7 ? String(plain.suffix(9)) : nil
    }

    /// An e-mail address as it is compared.
    package var emailKey: String? {
        let address = folded
        return address.contains("@") ? address : nil
    }

    /// The domain of an e-mail or web address, unless it is one where anybody has an address.
    package var domainKey: String? {
        var host = folded[...]
        if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
        host = host.prefix { !"/?#".contains($0) }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        host = host.prefix { $0 != ":" }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        while host.hasSuffix(".") { host = host.dropLast() }
        guard host.contains("."), !host.contains(" "), !publicDomains.contains(String(host)) else { return nil }
        return String(host).cut(at: 100)
    }
}

private let publicDomains: Set<String> = [
    "qq.com", "vip.qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com",
    "139.com", "189.cn", "aliyun.com", "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com",
    "msn.com", "yahoo.com", "yahoo.com.tw", "yahoo.com.hk", "icloud.com", "me.com", "gmx.de", "gmx.net", "web.de",
    "t-online.de", "hinet.net", "pchome.com.tw", "proton.me", "protonmail.com", "aol.com", "mail.ru", "yandex.ru",
]

extension Account {
    package var duplicateKeys: [DuplicateKey] {
        let key = name.companyKey
        return [
            DuplicateKey(.name, key), DuplicateKey(.pinyin, key.homophone),
            DuplicateKey(.registrationNumber, registrationNumber?.searchForm.filter { $0 != " " }),
            DuplicateKey(.phone, phone?.phoneKey), DuplicateKey(.domain, website?.domainKey),
        ].compactMap { $0 }
    }
}

extension Contact {
    package var duplicateKeys: [DuplicateKey] {
        let key = name.personKey
        return [
            DuplicateKey(.name, key), DuplicateKey(.pinyin, key.homophone), DuplicateKey(.email, email?.emailKey),
            DuplicateKey(.phone, phone?.phoneKey), DuplicateKey(.domain, email?.domainKey),
        ].compactMap { $0 }
    }
}

extension String {
    /// The pinyin of a Chinese text; nil for others, whose pinyin is themselves.
    fileprivate var homophone: String? {
        unicodeScalars.contains { HanTable.scalars.contains($0.value) } ? pinyin : nil
    }
}

extension DuplicateKey.Reason: Comparable {
    /// The more telling is the smaller one.
    private var place: Int {
        switch self {
        case .registrationNumber: 0
        case .email: 1
        case .name: 2
        case .phone: 3
        case .pinyin: 4
        case .similar: 5
        case .domain: 6
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.place < right.place }
}
