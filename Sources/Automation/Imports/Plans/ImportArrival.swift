import Sales
import Storage

/// Takes in a file that was brought: looks what it is, and plans what to do with it.
package struct ImportArrival: Sendable {
    package var store: Store
    package var access: Access
    package var files: ImportFiles

    package init(_ store: Store, _ access: Access, _ files: ImportFiles) {
        (self.store, self.access, self.files) = (store, access, files)
    }

    /// Keeps a whole file with a plan; one that is no table is refused and taken away.
    package func take(_ file: NewFile, called name: String, kinds: [ImportKind]) async throws -> ImportPlan {
        do {
            let path = files.path(file.name)
            let glance = try await onOwnThread { try Self.glance(path, TableFormat(), sheet: nil) }
            var plan = ImportPlan(
                fileName: Self.shown(name),
                storedName: file.name,
                size: Int64(file.size),
                by: access
            )
            let kind = ColumnSuggestion.kind(of: glance.columns, among: kinds)
            let choices = try await begin(&plan, ImportChoices(kind: kind), glance.columns)
            plan.choices = choices.json
            try await store.write(access) { [plan] in try $0.create(plan) }
            return plan
        } catch {
            files.remove(file.name)
            throw error
        }
    }

    /// The choices to begin with: those with which a file like it was imported, else what the columns' names suggest.
    package func begin(
        _ plan: inout ImportPlan,
        _ said: ImportChoices,
        _ columns: [String]
    ) async throws -> ImportChoices {
        plan.headers = Self.headers(said.importKind, columns)
        let headers = plan.headers
        let (earlier, own) = try await store.read(access) { db in
            (try db.importPlan(headers: headers), try said.importKind.holder.map { try db.importableFields($0) } ?? [])
        }
        var choices = ColumnSuggestion.choices(said.importKind, columns, own: own)
        if let earlier, earlier.id != plan.id, let known = try? ImportChoices(json: earlier.choices) {
            choices = known
            // A field may have been retired since.
            choices.fields = known.fields.filter { key, _ in
                FieldFilter.parts(key) == nil || own.contains { $0.key == key }
            }
        }
        (choices.sheet, choices.encoding) = (said.sheet, said.encoding)
        (choices.delimiter, choices.hasHeader) = (said.delimiter, said.hasHeader)
        return choices
    }

    /// Whether the choices are those of an earlier file.
    package func isReused(_ plan: ImportPlan) async throws -> Bool {
        let earlier = try await store.read(access) { try $0.importPlan(headers: plan.headers) }
        return earlier.map { $0.id != plan.id } ?? false
    }

    package static func glance(_ path: String, _ format: TableFormat, sheet: String?) throws -> TableGlance {
        let glance = try TableGlance(path: ImportSource(path: path).text(sheet: sheet), format: format)
        // Ten thousand columns would make a page that nobody can use.
        guard glance.columns.count <= mostColumns else { throw ImportFileError.tooManyColumns(glance.columns.count) }
        return glance
    }

    private static func headers(_ kind: ImportKind, _ columns: [String]) -> String {
        TokenHash(of: ([kind.rawValue] + columns).joined(separator: "\u{1F}")).hex
    }

    /// A name as it is shown: the last part of what the browser said, without what cannot be printed.
    private static func shown(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let printed = last.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 0x20 }
        let text = String(String.UnicodeScalarView(printed)).prefix(200)
        return text.isEmpty || text.allSatisfy({ $0 == "." }) ? "file" : String(text)
    }

    private static let mostColumns = 500
}
