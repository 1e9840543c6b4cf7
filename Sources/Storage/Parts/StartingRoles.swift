import SQLEngines
import Sales

extension Connection {
    /// The contact roles that a new workspace starts with, in its language.
    func createStartingRoles(_ workspace: Workspace, now: Instant) throws {
        let scoped = try ScopedConnection(self, Access(operatorOf: workspace, now: now))
        for role in StartingContactRole.allCases {
            _ = try scoped.insert(role.name[workspace.language], into: .contactRoles)
        }
    }
}
