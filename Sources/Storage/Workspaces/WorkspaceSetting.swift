import SQLEngines
import Sales

/// What somebody says of a workspace that is to be made.
package struct WorkspaceSetting: Hashable, Sendable {
    package var name: String
    package var currency: Currency
    package var timeZone: String
    package var language: Language

    package init(name: String, currency: Currency, timeZone: String, language: Language) {
        self.name = name
        self.currency = currency
        self.timeZone = timeZone
        self.language = language
    }

    func check() throws {
        do { try NameRule.check(name) } catch { throw WorkspaceError.nameUnfit }
        guard ZoneCalendar(timeZone) != nil else { throw WorkspaceError.unknownTimeZone(timeZone) }
    }

    /// Names the rule where the name is another workspace's.
    func telling<T>(_ body: () async throws -> T) async throws -> T {
        do { return try await body() } catch DatabaseError.uniqueViolation(constraint: "workspaces_name") {
            throw WorkspaceError.nameTaken(name)
        }
    }
}
