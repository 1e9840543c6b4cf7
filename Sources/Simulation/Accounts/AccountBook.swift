import Sales

/// The company's customers, each made from its index alone, so that millions need no memory.
struct AccountBook: Sendable {
    /// What an opportunity needs of its account, without any text.
    struct Profile: Sendable {
        var region: Int
        var city: Int
        var type: Int
        var rep: Int
        fileprivate var rest: SplitMix64
    }

    let count: Int
    private let seed: UInt64
    private let book: NameBook
    private let names: Permutation
    private let cities: [[String]]
    private let types: [SalesCompany.Plan.CustomerType]
    private let typeChoice: WeightedChoice
    private let team: SalesTeam
    private let language: Language
    private let ids: IdentifierSource
    private let period: (start: Instant, milliseconds: Double)

    init(_ plan: SalesCompany.Plan, team: SalesTeam, ids: IdentifierSource, random: inout RandomSource) {
        count = plan.accounts
        seed = random.next()
        book = NameBook.of(plan.language)
        names = Permutation(count: book.companyNameCount, random: &random)
        cities = book.cities(ofRegions: team.repsOfRegion.count)
        types = plan.customerTypes
        typeChoice = WeightedChoice(types.map(\.share))
        self.team = team
        self.ids = ids
        language = plan.language
        let start = plan.calendar.start(of: plan.from)
        period = (start, Double(plan.calendar.start(of: plan.to).milliseconds - start.milliseconds))
    }

    func profile(_ index: Int) -> Profile {
        var random = SplitMix64(seed: seed, record: index)
        let region = random.below(cities.count)
        let reps = team.repsOfRegion[region]
        return Profile(
            region: region,
            city: random.below(cities[region].count),
            type: typeChoice.index(random.unit()),
            rep: reps[random.below(reps.count)],
            rest: random
        )
    }

    /// Its identifier, of a time spread evenly over the period, so that accounts sort by index.
    func id(_ index: Int) -> Identifier<Account> {
        let offset = Int64(period.milliseconds * Double(index) / Double(count))
        return ids.identifier(index, at: Instant(milliseconds: period.start.milliseconds + offset))
    }

    func shortName(_ index: Int) -> String { book.shortName(names[index]) }

    func account(_ index: Int) -> Account {
        var profile = profile(index)
        let city = cities[profile.region][profile.city]
        let type = types[profile.type]
        var account = Account(id: id(index), name: name(index, city: city))
        account.industry = book.trade(names[index]).industry
        account.region = cities.count == 1 ? city : book.regions[profile.region].name
        account.type = type.name
        account.size = type.size
        account.employees = type.employees.lowerBound + profile.rest.below(type.employees.count)
        account.foundedYear = 1986 + profile.rest.below(36)
        account.address = city
        account.phone = DetailBook.phone(profile.rest.below(10_000), language)
        account.ownerID = team.members[team.reps[profile.rep].member].id
        return account
    }

    /// Names repeat after some tens of thousands; then the branch's number tells them apart.
    private func name(_ index: Int, city: String) -> String {
        let name = book.companyName(names[index], city: city)
        return index < names.count ? name : "\(name) (\(index / names.count + 1))"
    }
}
