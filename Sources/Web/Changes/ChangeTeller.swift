import Sales
import Storage

/// Tells an entry of the change log in the member's language.
struct ChangeTeller {
    let access: Access
    let words: Words
    let pipelines: [Pipeline]
    /// Of the fields that the workspace made itself.
    var own: FieldTeller?

    struct Entry: Encodable {
        var time: String
        var who: String
        var kind: String
        var name: String
        var href: String?
        var action: String
        var fields: [Field]
    }

    struct Field: Encodable {
        var name: String
        var before: String
        var after: String
        var hasBefore: Bool
    }

    /// The kinds by which one can look, by the log's word.
    static let kinds = [
        "opportunity", "account", "contact", "product", "member", "team", "teamMembership", "pipeline", "process",
        "lossReason", "source", "contactRole", "competitor", "tag", "currency", "field", "exchangeRate", "roleRights",
        "unassignedRules", "workspace", "share",
        "view", "note", "file", "export",
    ]

    func entry(_ entry: HistoryEntry) -> Entry {
        let operatorName = entry.importID == nil ? words("settings.operator") : words("changes.import")
        let (href, kind) = (href(entry), text("changes.kind.", entry.recordKind))
        return Entry(
            time: time(entry.recordedAt),
            who: entry.actorName ?? operatorName,
            kind: kind,
            name: entry.recordName ?? subject(entry),
            href: href,
            action: action(entry),
            fields: entry.fields.map(field)
        )
    }

    private func field(_ field: ChangedField) -> Field {
        if let told = own?.change(field) {
            return Field(
                name: told.field,
                before: told.before ?? "–",
                after: told.after,
                hasBefore: told.before != nil
            )
        }
        return Field(
            name: text("changes.field.", field.name),
            before: value(field.before, of: field.name),
            after: value(field.after, of: field.name),
            hasBefore: field.before != .nothing && field.before != field.after
        )
    }

    /// What was done; what no bin keeps was removed.
    private func action(_ entry: HistoryEntry) -> String {
        if entry.action == .deleted, !Self.binned.contains(entry.recordKind) { return words("changes.action.removed") }
        return text("changes.action.", entry.action.rawValue)
    }

    /// The kinds of records that a bin keeps.
    private static let binned = Set(BinKind.allCases.map(\.rawValue))

    /// What an entry is about whose record has no name in the log: the own field, the currency, the role, the member,
    /// the kind of the exported records.
    private func subject(_ entry: HistoryEntry) -> String {
        if entry.recordKind == "field", let name = own?.name(of: entry.recordID) { return name }
        let field = entry.fields.first { ["currency", "role", "member", "kind"].contains($0.name) }
        if let field { return value(field.after == .nothing ? field.before : field.after, of: field.name) }
        return href(entry) == nil ? "" : words("changes.show")
    }

    private func time(_ instant: Instant) -> String {
        let moment = words.moment(instant, access.calendar)
        return moment.split(separator: " ").last.map(String.init) ?? moment
    }

    /// The text of a word of the log; a word that no catalogue has is shown as it is.
    private func text(_ prefix: String, _ word: String) -> String {
        words.messages[prefix + word, words.language] == nil ? word : words("changes.\(prefix.dropFirst(8))\(word)")
    }

    private func href(_ entry: HistoryEntry) -> String? {
        let id = entry.recordID
        switch entry.recordKind {
        case "opportunity": return "/opportunities/\(id)"
        case "account": return "/accounts/\(id)"
        case "contact": return "/contacts/\(id)"
        case "product", "member", "team": return "/settings/\(entry.recordKind)s/\(id)"
        case "pipeline", "process": return "/settings/pipelines/\(id)"
        case "lossReason": return SettingsPlace.lossReasons.path
        case "source": return SettingsPlace.sources.path
        case "contactRole": return SettingsPlace.contactRoles.path
        case "competitor": return SettingsPlace.competitors.path
        case "tag": return SettingsPlace.tags.path
        case "field": return own?.name(of: id).map { _ in "\(SettingsPlace.fields.path)/\(id)" }
        case "currency", "exchangeRate": return SettingsPlace.currencies.path
        case "roleRights", "unassignedRules": return SettingsPlace.roles.path
        case "workspace": return SettingsPlace.workspace.path
        default: return nil
        }
    }

    private func value(_ value: ChangedValue, of field: String) -> String {
        if let told = words.part(value, of: field) { return told }
        switch value {
        case .nothing: return "–"
        case .record(let name): return name
        case .amount(let amount): return words.money(amount)
        case .number(let number): return self.number(number, of: field)
        case .text(let text): return self.text(text, of: field)
        }
    }

    private func number(_ number: Int64, of field: String) -> String {
        if field.hasSuffix("At") { return words.moment(Instant(milliseconds: number), access.calendar) }
        if field.hasPrefix("is") || field.hasPrefix("may") { return words(number == 0 ? "changes.no" : "changes.yes") }
        if field == "winProbability" { return "\(number)%" }
        if field == "taxRate" { return "\(Amount(minor: number, currency: .usDollar).typed)%" }
        return words.count(Int(number))
    }

    private func text(_ text: String, of field: String) -> String {
        if field.hasSuffix("Date"), let day = Day(text) { return words.day(day) }
        switch field {
        case "outcome": return Outcome(rawValue: text).map { words("opportunity.outcome", $0) } ?? text
        case "role": return Role(rawValue: text).map { words("role", $0) } ?? text
        case "forecastCategory": return ForecastCategory(rawValue: text).map { words("category", $0) } ?? text
        case "dataScope": return DataScope(rawValue: text).map { words("roles.scope", $0) } ?? text
        case "language": return Language(rawValue: text)?.ownName ?? text
        case "rights": return rights(text)
        case "rules": return rules(text)
        case "seenBy", "editedBy": return roles(text)
        case "prices": return prices(text)
        case "text": return text.count > 200 ? "\(text.prefix(200))…" : text
        case "kind": return RecordKind(rawValue: text).map { words("roles.kind", $0) } ?? text
        case "format": return text.uppercased()
        case "link": return self.text("changes.link.", text)
        case "sessions": return self.text("changes.sessions.", text)
        case "fileKind": return RecordFile.Kind(rawValue: text).map { words("files.kind", $0) } ?? text
        default: return text
        }
    }

    private func rights(_ text: String) -> String {
        guard let rights = RoleRights(dataScope: .own, words: text) else { return text }
        return RecordKind.allCases.compactMap { kind in
            let names = rights[kind].subtracting(kind.everybodysRights).names
            if names.isEmpty { return nil }
            return "\(words("roles.kind", kind)): " + names.map { words("roles.right.\($0)") }.joined(separator: ", ")
        }
        .joined(separator: "; ")
    }

    private func roles(_ text: String) -> String {
        let roles = text.split(separator: " ").map { Role(rawValue: String($0)) }
        return roles.isEmpty ? "–" : roles.compactMap { $0.map { words("role", $0) } }.joined(separator: ", ")
    }

    private func rules(_ text: String) -> String {
        guard let rules = UnassignedRules(text) else { return text }
        return RecordKind.allCases.filter(\.isOwned)
            .map { "\(words("roles.kind", $0)): \(words("roles.rule", rules[$0]))" }.joined(separator: "; ")
    }

    /// `482100 USD, 450000 EUR` as money.
    private func prices(_ text: String) -> String {
        text.split(separator: ",").map { price in
            let parts = price.split(separator: " ")
            guard parts.count == 2, let minor = Int64(parts[0]), let currency = Currency(String(parts[1])) else {
                return String(price)
            }
            return words.money(Amount(minor: minor, currency: currency))
        }
        .joined(separator: " · ")
    }
}
