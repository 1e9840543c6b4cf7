import Sales

/// The words of one language from which people, companies and products are named.
struct NameBook: Sendable {
    /// A part of the country that one sales region serves.
    struct Region: Sendable {
        var name: String
        var cities: [String]
    }

    struct Trade: Sendable {
        var word: String
        var industry: String
    }

    struct Item: Sendable {
        var name: String
        var code: String
        var category: String
        var unit: String
        /// In hundredths of a percent.
        var taxRate: Int
        /// In yuan, scaled to other currencies.
        var price: Double
        /// The usual largest quantity of one sale.
        var quantity: Int
    }

    var currency: Currency
    var timeZone: String
    var regions: [Region]
    /// Half of a brand each; pairs that well-known companies bear are left out.
    var firstParts: [String]
    var secondParts: [String]
    var trades: [Trade]
    var legalForms: [String]
    /// Chinese company names begin with the city; English words need spaces.
    var cityFirst: Bool
    var separator: String
    var familyNames: [String]
    var givenNames: [String]
    var familyNameFirst: Bool
    var items: [Item]
    var headOffice: String
    var groupNames: [String]

    static func of(_ language: Language) -> NameBook {
        switch language {
        case .english: english
        case .simplifiedChinese: simplifiedChinese
        case .traditionalChinese: traditionalChinese
        }
    }
}

extension NameBook {
    func personName(family: Int, given: Int) -> String {
        let familyName = familyNames[family % familyNames.count]
        let givenName = givenNames[given % givenNames.count]
        return familyNameFirst ? familyName + givenName : givenName + " " + familyName
    }

    /// How many companies have different names before the city is needed to tell them apart.
    var companyNameCount: Int { firstParts.count * secondParts.count * trades.count * legalForms.count }

    /// The brand, 云帆 or Northfield, of a company name's number.
    func brand(_ number: Int) -> String {
        firstParts[number % firstParts.count] + secondParts[number / firstParts.count % secondParts.count]
    }

    func trade(_ number: Int) -> Trade {
        trades[number / (firstParts.count * secondParts.count) % trades.count]
    }

    private func legalForm(_ number: Int) -> String {
        legalForms[number / (firstParts.count * secondParts.count * trades.count) % legalForms.count]
    }

    /// The short name by which people speak of the company, 云帆科技.
    func shortName(_ number: Int) -> String { brand(number) + separator + trade(number).word }

    /// The registered name, 杭州云帆科技有限公司.
    func companyName(_ number: Int, city: String) -> String {
        (cityFirst ? city : "") + shortName(number) + separator + legalForm(number)
    }

    func cities(ofRegions count: Int) -> [[String]] {
        count >= regions.count ? regions.map(\.cities) : [regions.flatMap(\.cities)]
    }
}
