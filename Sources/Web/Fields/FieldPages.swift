import Foundation
import Hummingbird
import Sales
import Storage

/// The settings of own fields: which there are, what they are called and hold, who sees and edits them.
struct FieldPages {
    let pages: Pages

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get(use: list)
        group.post(use: add)
        group.get(":id", use: show)
        group.post(":id", use: edit)
        group.post(":id/state", use: setState)
    }

    @Sendable func list(_ request: Request, context: AppContext) async throws -> HTML { try await listPage(context) }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> HTML { try await page(context) }

    @Sendable func add(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        guard let holder = FieldHolder(rawValue: form["holder"]), let type = FieldType(rawValue: form["type"]) else {
            throw HTTPError(.badRequest)
        }
        let now = try context.requireVisitor().access.now
        // The page's own identifier, so that a form that is sent twice makes one field.
        var field = FieldDefinition(
            id: Identifier(form["once"]) ?? Identifier(at: now),
            holder: holder,
            type: type,
            name: form.fieldName("name")
        )
        field.section = form["section"].isEmpty ? nil : form["section"]
        if type.hasOptions { field.options = form.newOptions(at: now) }
        return try await pages.attempt(request, context, again: { try await listPage(context, $0, form) }) { [field] in
            let made = try await pages.store.write(context.requireVisitor().access) { try $0.addField(field) }
            return "/settings/fields/\(made.id)"
        }
    }

    @Sendable func edit(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        return try await change(request, context, form) { db, id in
            try db.editField(id, version: form.version ?? 0) { form.apply(to: &$0, at: db.access.now) }
        }
    }

    /// Retires a field, brings it back, or moves it, as the pressed button says.
    @Sendable func setState(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form(context, .edit, .settings)
        let id: Identifier<FieldDefinition> = try context.id()
        let version = form.version ?? 0
        guard form["act"] == "up" || form["act"] == "down" else {
            return try await change(request, context, nil) { db, id in
                try db.editField(id, version: version) { $0.isRetired = form["act"] == "retire" }
            }
        }
        let again = { (fault: Fault) in try await listPage(context, fault) }
        return try await pages.change(request, context, to: "/settings/fields", again: again) { db in
            try db.moveField(id, up: form["act"] == "up", version: version)
        }
    }

    private func change(
        _ request: Request,
        _ context: AppContext,
        _ form: FormFields?,
        _ body: @escaping @Sendable (ScopedConnection, Identifier<FieldDefinition>) throws -> Void
    ) async throws -> Response {
        let id: Identifier<FieldDefinition> = try context.id()
        let path = "/settings/fields/\(id)"
        return try await pages.change(request, context, to: path, again: { try await page(context, $0, form) }) {
            try body($0, id)
        }
    }

    private func listPage(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML
    {
        let access = try context.requireVisitor().access
        guard access.may(.see, .settings) else { throw NotAllowed(.see, .settings) }
        let (fields, use) = try await pages.store.read(access) { (try $0.fieldDefinitions(), try $0.fieldUse()) }
        var page = FieldListPage(fields, use, form, access, pages.words(context))
        page.fault = fault?.sentence(pages.words(context))
        return try pages.settingsPage("fields/list", page, context, at: .fields)
    }

    private func page(_ context: AppContext, _ fault: Fault? = nil, _ form: FormFields? = nil) async throws -> HTML {
        let access = try context.requireVisitor().access
        guard access.may(.see, .settings) else { throw NotAllowed(.see, .settings) }
        let id: Identifier<FieldDefinition> = try context.id()
        let all = try await pages.store.read(access) { try $0.fieldDefinitions() }
        guard var field = all.first(where: { $0.id == id }) else { throw NotFound(kind: "field") }
        form?.applyTyped(to: &field)
        var page = FieldPage(field, access, pages.words(context))
        page.typedOptions = fault == nil ? "" : form?.verbatim("options") ?? ""
        page.fault = fault?.sentence(pages.words(context))
        return try pages.settingsPage("fields/field", page, context, at: .fields)
    }
}

extension FormFields {
    /// The name that is typed in each language, in fields that begin so.
    fileprivate func fieldName(_ start: String) -> FieldName {
        FieldName(Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, self["\(start)-\($0.rawValue)"]) }))
    }

    /// The names to add to a list, one a line.
    fileprivate func newOptions(at now: Instant) -> [FieldOption] {
        verbatim("options").split(whereSeparator: \.isNewline).map(String.init)
            .filter { !$0.allSatisfy(\.isWhitespace) }
            .map { FieldOption(id: Identifier(at: now), name: FieldName(line: $0)) }
    }

    fileprivate func apply(to field: inout FieldDefinition, at now: Instant) {
        applyTyped(to: &field)
        let move = self["act"].split(separator: ":").map(String.init)
        if move.count == 2, let id = Identifier<FieldOption>(move[1]) { field.moveOption(id, up: move[0] == "up") }
        if field.type.hasOptions { field.options += newOptions(at: now) }
    }

    /// What stands in the form, without what its buttons add to it.
    fileprivate func applyTyped(to field: inout FieldDefinition) {
        field.name = fieldName("name")
        field.help = self["help"].isEmpty ? nil : self["help"]
        field.section = self["section"].isEmpty ? nil : self["section"]
        field.seenBy = roles("seen")
        field.editedBy = roles("edited").intersection(field.seenBy)
        for index in field.options.indices where names.contains("option-\(field.options[index].id)") {
            let id = field.options[index].id
            field.options[index].name = fieldName("option-\(id)")
            field.options[index].isRetired = self["retired-\(id)"] == "yes"
        }
    }

    private func roles(_ name: String) -> Set<Role> {
        FieldDefinition.grantable.filter { all(name).contains($0.rawValue) }
    }
}

extension FieldName {
    /// A name as somebody types it in one line: `English / 简体 / 繁體`, or one name for all.
    fileprivate init(line: String) {
        let parts = line.split(separator: " / ").map { $0.trimmingCharacters(in: .whitespaces) }
        if parts.count == 3 {
            self.init([.english: parts[0], .simplifiedChinese: parts[1], .traditionalChinese: parts[2]])
        } else {
            let isChinese = line.unicodeScalars.contains { $0.properties.isIdeographic }
            let text = line.trimmingCharacters(in: .whitespaces)
            self.init([isChinese ? .simplifiedChinese : .english: text])
        }
    }
}
