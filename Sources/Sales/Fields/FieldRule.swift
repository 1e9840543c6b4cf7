/// How much a workspace's own fields may hold.
package enum FieldRule {
    /// In Unicode code points.
    package static let textLimit = 2000
    /// Fields of one kind of records.
    package static let fieldLimit = 200
    package static let optionLimit = 500
    /// As far as a text is compared and put in order; longer keys fit no index of PostgreSQL.
    package static let keyLimit = 200
}

/// What cannot be done with a field.
package enum FieldError: Error, Hashable, Sendable {
    case nameTaken(String)
    case tooMany
    case tooManyOptions
    case optionMissing
    case optionTaken(String)
}

extension FieldError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nameTaken(let name): "There is a field called \(name) already. Choose another name."
        case .tooMany: "A kind of records has at most \(FieldRule.fieldLimit) fields; retire one first."
        case .tooManyOptions: "A list has at most \(FieldRule.optionLimit) names."
        case .optionMissing: "A field to choose from needs at least one name to choose."
        case .optionTaken(let name): "\(name) stands in the list twice."
        }
    }
}

extension FieldDefinition {
    /// Checks what can be checked without the other fields.
    package func check() throws {
        try name.check()
        for text in [help, section].compactMap({ $0 }) where !text.isWithin(NameRule.limit) { throw NameError.tooLong }
        guard type.hasOptions else { return }
        if options.count > FieldRule.optionLimit { throw FieldError.tooManyOptions }
        if options.allSatisfy(\.isRetired) { throw FieldError.optionMissing }
        var seen: [String: Identifier<FieldOption>] = [:]
        for option in options {
            try option.name.check()
            for text in option.name.all {
                guard let other = seen.updateValue(option.id, forKey: text.folded), other != option.id else { continue }
                throw FieldError.optionTaken(text)
            }
        }
    }
}

/// What a typed text is looked up in.
package struct FieldContext: Sendable {
    /// Of an amount that names none.
    package var currency: Currency
    package var members: [Member]

    package init(currency: Currency, members: [Member]) {
        self.currency = currency
        self.members = members
    }
}

extension FieldDefinition {
    /// The value of a text that somebody typed, or that an import or a form brings; nil where it is blank.
    ///
    /// Options and members are named by their identifier or by a name, in any language; several options are parted
    /// by semicolons or commas, an amount may name its currency.
    package func value(of text: String, _ context: FieldContext, was: FieldValue? = nil) throws(FieldFault)
        -> FieldValue?
    {
        do {
            return try parsed(text, context, was)
        } catch {
            throw FieldFault(name, error)
        }
    }

    private func parsed(_ text: String, _ context: FieldContext, _ was: FieldValue?) throws(FieldProblem) -> FieldValue?
    {
        let text = text.trimmed
        if text.isEmpty { return nil }
        if text.utf8.contains(0) { throw .unstorable }
        switch type {
        case .text:
            if !text.isWithin(FieldRule.textLimit) { throw .tooLong }
            return .text(text)
        case .link: return .link(try text.checkedLink())
        case .number: return .number(try FieldNumber(typed: text))
        case .money: return try amount(text, context, was)
        case .day:
            guard let day = Day(text) else { throw .noDay }
            return .day(day)
        case .yesNo:
            guard let answer = Self.answers[text.folded] else { throw .noYesNo }
            return .yesNo(answer)
        case .choice, .choices: return try chosen(text, was)
        case .member:
            if case .member(let id)? = was, id.description == text { return was }
            let found =
                context.members.first { $0.id.description == text }
                ?? context.members.first { $0.name.folded == text.folded || $0.email?.folded == text.folded }
            guard let found else { throw .unknownMember(text) }
            return .member(found.id)
        }
    }

    private func amount(_ text: String, _ context: FieldContext, _ was: FieldValue?) throws(FieldProblem) -> FieldValue?
    {
        var (text, currency) = (text, context.currency)
        if case .money(let amount)? = was { currency = amount.currency }
        if let named = Currency(listed: String(text.prefix(3))) {
            (text, currency) = (String(text.dropFirst(3)), named)
        } else if let named = Currency(listed: String(text.suffix(3))) {
            (text, currency) = (String(text.dropLast(3)), named)
        }
        do {
            return try Amount(typed: text, currency).map { .money($0) }
        } catch {
            throw .noAmount(error)
        }
    }

    private func chosen(_ text: String, _ was: FieldValue?) throws(FieldProblem) -> FieldValue? {
        var kept: [Identifier<FieldOption>] = []
        if case .choices(let ids)? = was { kept = ids }
        var ids: Set<Identifier<FieldOption>> = []
        // A name that has a semicolon itself is still found whole.
        let whole = options.first { $0.id.description == text || $0.name.isCalled(text) }
        if let whole {
            ids = [whole.id]
        } else {
            for part in parts(of: text) {
                let option = options.first { $0.id.description == part || $0.name.isCalled(part) }
                guard let option, !option.isRetired || kept.contains(option.id) else { throw .unknownOption(part) }
                ids.insert(option.id)
            }
        }
        if let whole, whole.isRetired, !kept.contains(whole.id) { throw .unknownOption(text) }
        if type == .choice, ids.count > 1 { throw .severalOptions }
        return ids.isEmpty ? nil : .choices(options.map(\.id).filter(ids.contains))
    }

    /// The names that a text lists: parted by semicolons, and what is no name then by commas.
    private func parts(of text: String) -> [String] {
        func split(_ text: String, _ separators: String) -> [String] {
            text.split(whereSeparator: separators.contains).map { String($0).trimmed }.filter { !$0.isEmpty }
        }
        return split(text, ";；\n").flatMap { part in
            options.contains { $0.name.isCalled(part) } ? [part] : split(part, ",，、")
        }
    }

    private static let answers: [String: Bool] = [
        "yes": true, "no": false, "true": true, "false": false, "1": true, "0": false, "y": true, "n": false,
        "是": true, "否": false, "有": true, "无": false, "無": false, "对": true, "对的": true, "不是": false,
    ]
}

extension String {
    fileprivate var trimmed: String {
        let kept = drop { $0.isWhitespace }
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }

    /// An address that a browser may be sent to; every other scheme could run a script.
    fileprivate func checkedLink() throws(FieldProblem) -> String {
        if !isWithin(FieldRule.textLimit) { throw .tooLong }
        let start = lowercased().hasPrefix("https://") ? 8 : lowercased().hasPrefix("http://") ? 7 : 0
        let rest = dropFirst(start)
        let isClean = !unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F }
        guard start > 0, isClean, let first = rest.first, !"/?#".contains(first) else { throw .noLink }
        return self
    }
}
