import Sales

/// Numbers that were asked for before, so that the catalog, which others ask too, is asked but once for each.
struct RecentNumbers<Record, Number: BitwiseCopyable & Sendable>: Sendable {
    private var index = IdentifierIndex<Record>()
    private var numbers: [Number] = []
    private var last: (id: Identifier<Record>, number: Number)?

    /// The identifier's number, which `ask` tells the first time.
    mutating func number(of id: Identifier<Record>, _ ask: (Identifier<Record>) -> Number) -> Number {
        if let last, last.id == id { return last.number }
        let place = Int(index.insert(id))
        if place == numbers.count { numbers.append(ask(id)) }
        last = (id, numbers[place])
        return numbers[place]
    }
}
