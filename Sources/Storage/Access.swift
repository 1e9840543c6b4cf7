import SQLEngines
import Sales

/// Who asks, where and when: what every query goes through.
package struct Access: Sendable {
    package var workspace: Workspace
    /// Nil for the operator at the command line, who sees and may do everything.
    package var member: Member?
    package var rights: RoleRights
    package var unassigned: UnassignedRules
    /// Read once per request or job.
    package var now: Instant

    package init(operatorOf workspace: Workspace, now: Instant) {
        self.workspace = workspace
        rights = .everything
        unassigned = .standard
        self.now = now
    }

    /// The access of a member with the rights that the workspace gives its role; `Store.access` reads them.
    package init(
        _ member: Member,
        in workspace: Workspace,
        rights: RoleRights,
        unassigned: UnassignedRules = .standard,
        now: Instant
    ) {
        self.workspace = workspace
        self.member = member
        // Whatever is stored: somebody must be able to mend it.
        self.rights = member.role == .owner ? .everything : rights
        self.unassigned = unassigned
        self.now = now
    }

    package var dataScope: DataScope { rights.dataScope }
    package var mayWrite: Bool { rights.allowAnyWrite }
    package var calendar: ZoneCalendar { ZoneCalendar(workspace.timeZone) ?? .utc }
    package var today: Day { calendar.day(of: now) }

    package func may(_ right: Rights, _ kind: RecordKind) -> Bool { rights.allows(right, kind) }

    /// Whether the member may do this with a member of that role: nobody reaches above their own rank.
    func reaches(_ role: Role) -> Bool { member.map { $0.role.rank >= role.rank } ?? true }
}
