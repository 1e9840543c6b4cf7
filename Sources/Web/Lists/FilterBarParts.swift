import Sales

/// Makes the bar's parts of a filter's query.
struct FilterBarParts {
    let items: [QueryItem]
    let words: Words
    let href: ([QueryItem]) -> String

    func field(_ field: FilterField) -> FilterBar.Field {
        var shown = FilterBar.Field(label: label(field))
        switch field.kind {
        case .anyOf(let choices):
            shown.options = choices.map { choice($0.parameter, $0.value, $0.name) }
        case .flag: shown.flag = choice(field.name, "yes", shown.label)
        case .days: shown.range = range(field.name, "date")
        case .numbers: shown.range = range(field.name, "number")
        case .part:
            let value = items.first { $0.name == field.name }?.value ?? ""
            shown.part = FilterBar.Choice(parameter: field.name, value: value, name: shown.label, isChosen: false)
        case .decimals:
            shown.range = range(field.name, "text")
            shown.range?.pattern = FilterBar.typedNumber
        case .amounts(let currency):
            var range = range(field.name, "text")
            (range.fromValue, range.toValue) = (typed(range.fromValue, currency), typed(range.toValue, currency))
            (range.from, range.to) = ("typed-\(range.from)", "typed-\(range.to)")
            range.pattern = FilterBar.typedNumber
            shown.range = range
            shown.label += " (\(currency.code))"
        }
        return shown
    }

    func toggle(_ item: QueryItem, _ name: String) -> FilterBar.Toggle {
        let isOn = items.contains(item)
        let others = items.filter { $0.name != item.name }
        return FilterBar.Toggle(name: name, href: href(isOn ? others : others + [item]), isOn: isOn)
    }

    func chips(_ fields: [FilterField]) -> [FilterBar.Chip] {
        let known = Set(fields.flatMap(\.parameters))
        let unnamed = items.filter { !known.contains($0.name) && $0.name != "text" }
        return fields.flatMap(chips) + unnamed.map { chip(label($0.name), $0.value, without: [$0]) }
            + items.filter { $0.name == "text" }.map { chip(label("text"), $0.value, without: [$0]) }
    }

    private func chips(_ field: FilterField) -> [FilterBar.Chip] {
        let own = items.filter { field.parameters.contains($0.name) }
        if own.isEmpty { return [] }
        switch field.kind {
        case .anyOf(let choices):
            return own.map { item in
                let choice = choices.first { $0.parameter == item.name && $0.value == item.value }
                return chip(label(field), choice?.name ?? "–", without: [item])
            }
        case .flag: return [FilterBar.Chip(text: label(field), href: href(items.filter { !own.contains($0) }))]
        case .days: return [chip(field, own) { Day($0).map { words.day($0) } ?? $0 }]
        case .numbers, .decimals: return [chip(field, own) { $0 }]
        case .part: return own.map { chip(label(field), $0.value, without: [$0]) }
        case .amounts(let currency):
            return [chip(field, own) { words.shortMoney(Amount(minor: Int64($0) ?? 0, currency: currency)) }]
        }
    }

    private func chip(_ field: FilterField, _ own: [QueryItem], _ text: (String) -> String) -> FilterBar.Chip {
        let from = own.first { $0.name.hasSuffix("From") }.map { text($0.value) }
        let to = own.first { $0.name.hasSuffix("To") }.map { text($0.value) }
        let values = ["from": from ?? "", "to": to ?? ""]
        let key = to == nil ? "filters.atLeast" : from == nil ? "filters.atMost" : "filters.between"
        return chip(label(field), words(key, values), without: own)
    }

    private func chip(_ label: String, _ value: String, without own: [QueryItem]) -> FilterBar.Chip {
        let text = words("filters.chip", ["field": label, "value": value])
        return FilterBar.Chip(text: text, href: href(items.filter { !own.contains($0) }))
    }

    private func label(_ field: FilterField) -> String { field.label ?? label(field.word) }

    private func label(_ word: String) -> String { words("filters.field.\(word)") }

    private func choice(_ parameter: String, _ value: String, _ name: String) -> FilterBar.Choice {
        let isChosen = items.contains(QueryItem(parameter, value))
        return FilterBar.Choice(parameter: parameter, value: value, name: name, isChosen: isChosen)
    }

    private func range(_ name: String, _ type: String) -> FilterBar.Range {
        func value(_ name: String) -> String { items.first { $0.name == name }?.value ?? "" }
        let (from, to) = ("\(name)From", "\(name)To")
        return FilterBar.Range(type: type, from: from, to: to, fromValue: value(from), toValue: value(to))
    }

    private func typed(_ minor: String, _ currency: Currency) -> String {
        Int64(minor).map { Amount(minor: $0, currency: currency).typed } ?? ""
    }
}
