import Sales

/// The directory in small numbers that never change once given, so that segments may hold them.
struct Catalog: Sendable {
    private(set) var currencies: [Currency]
    private(set) var calendar: ZoneCalendar
    private(set) var pipelines: [(pipeline: Pipeline, versions: [ProcessVersion])] = []
    private(set) var stages = IdentifierIndex<Stage>()
    /// The pipeline's place in `pipelines` per stage, −1 for a stage of which no process tells.
    private(set) var stagePipelines: [Int] = []
    private(set) var members = IdentifierIndex<Member>()
    private(set) var memberNames: [String] = []
    private(set) var teams: [Team] = []
    private(set) var memberships: [TeamMembership] = []
    private(set) var accountFields: [String] = []
    private(set) var accounts = IdentifierIndex<Account>()
    private(set) var accountNames = ChunkedArray<String>()
    private(set) var accountAttributes = ChunkedArray<[String?]>()
    private(set) var products = IdentifierIndex<Product>()
    private(set) var productNames: [String] = []
    private(set) var sources = TextIndex()
    private(set) var types = TextIndex()
    private(set) var lossReasons = IdentifierIndex<LossReason>()

    init(_ directory: TimelineDirectory) {
        currencies = [directory.workspaceCurrency]
        calendar = directory.calendar
        add(directory)
    }

    mutating func add(_ directory: TimelineDirectory) {
        calendar = directory.calendar
        for (pipeline, versions) in directory.pipelines { add(pipeline, versions) }
        for (id, name) in directory.members { memberNames[Int(member(id))] = name }
        if !directory.teams.isEmpty || !directory.memberships.isEmpty {
            teams = directory.teams
            memberships = directory.memberships
        }
        if !directory.accountFields.isEmpty { accountFields = directory.accountFields }
        accounts.reserve(directory.accounts.count)
        for (id, name, attributes) in directory.accounts {
            let number = Int(account(id))
            accountNames[number] = name
            accountAttributes[number] = attributes
        }
        for (id, name) in directory.products { productNames[Int(product(id))] = name }
    }

    private mutating func add(_ pipeline: Pipeline, _ versions: [ProcessVersion]) {
        let place = pipelines.firstIndex { $0.pipeline.id == pipeline.id } ?? pipelines.count
        if place == pipelines.count {
            pipelines.append((pipeline, versions))
        } else {
            pipelines[place] = (pipeline, versions)
        }
        for version in versions {
            for stage in version.stages { stagePipelines[Int(self.stage(stage.id))] = place }
        }
    }
}

extension Catalog {
    mutating func stage(_ id: Identifier<Stage>) -> UInt16 {
        let number = stages.insert(id)
        precondition(number < UInt32(PathTreeBuilder.noStage), "a workspace has fewer than 65,535 stages")
        if Int(number) == stagePipelines.count { stagePipelines.append(-1) }
        return UInt16(number)
    }

    mutating func member(_ id: Identifier<Member>) -> UInt32 {
        let number = members.insert(id)
        if Int(number) == memberNames.count { memberNames.append("") }
        return number
    }

    mutating func account(_ id: Identifier<Account>) -> UInt32 {
        let number = accounts.insert(id)
        if Int(number) == accountNames.count {
            accountNames.append("")
            accountAttributes.append([])
        }
        return number
    }

    mutating func product(_ id: Identifier<Product>) -> UInt32 {
        let number = products.insert(id)
        if Int(number) == productNames.count { productNames.append("") }
        return number
    }

    mutating func currency(_ currency: Currency) -> UInt8 {
        if currency == currencies[0] { return 1 }
        let place = currencies.firstIndex(of: currency) ?? currencies.count
        if place == currencies.count { currencies.append(currency) }
        // Beyond 254 currencies, more than ISO 4217 has, the last stands for all: none of them is summed.
        return UInt8(min(place + 1, 255))
    }

    mutating func lossReason(_ id: Identifier<LossReason>) -> UInt32 { lossReasons.insert(id) }

    mutating func source(_ text: String?) -> UInt32 { text.map { sources.insert($0) } ?? Details.none }

    mutating func type(_ text: String?) -> UInt32 { text.map { types.insert($0) } ?? Details.none }

    /// The values of the fields that are set.
    mutating func details(_ values: borrowing TrackedValues, _ fields: TrackedFields) -> Details {
        var details = Details()
        if let amount = values.amount, fields.has(.amount) {
            details.minor = amount.minor
            details.currency = currency(amount.currency)
        }
        if let owner = values.ownerID, fields.has(.owner) { details.owner = member(owner) }
        if let day = values.expectedCloseDate { details.closeDate = day.number }
        if let category = values.forecastCategory, let place = ForecastCategory.allCases.firstIndex(of: category) {
            details.forecast = UInt8(place + 1)
        }
        if let probability = values.winProbability { details.probability = Int16(clamping: probability) }
        if let reason = values.lossReasonID { details.lossReason = lossReason(reason) }
        return details
    }
}

/// Gives texts small numbers in the order in which they come.
struct TextIndex: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: UInt32] = [:]

    mutating func insert(_ text: String) -> UInt32 {
        if let number = numbers[text] { return number }
        let number = UInt32(texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }
}
