import Sales
import Storage

/// The list of members, and the form that invites one.
struct MembersPage: Encodable {
    var title: String
    var rows: [Row]
    var roles: [Option]
    var teams: [Option]
    var mayInvite: Bool
    var link: String?
    var fault: String?

    struct Row: Encodable {
        var href: String
        var name: String
        var email: String
        var role: String
        var state: String
        var isActive: Bool
    }

    init(_ members: [Member], _ teams: [Team], _ access: Access, _ words: Words) {
        title = words("members.title")
        rows = members.map { member in
            Row(
                href: "/settings/members/\(member.id)",
                name: member.name,
                email: member.email ?? "",
                role: words("role", member.role),
                state: words("members.\(member.stateKey)"),
                isActive: member.isActive
            )
        }
        roles = Option.all(Role.self, .rep) { words("role", $0) }
        self.teams = teams.map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
        mayInvite = access.may(.create, .members)
    }
}

extension Member {
    /// The end of the key of how this member can come in.
    var stateKey: String {
        if !isActive { return "state.deactivated" }
        return personID == nil ? "state.nameOnly" : "state.active"
    }
}

/// One member, and what an administrator can do with them.
struct MemberPage: Encodable {
    var title: String
    var id: String
    var version: String
    var email: String
    var state: String
    var isActive: Bool
    var canSignIn: Bool
    var roles: [Option]
    var successors: [Option]
    var holdings: String?
    var ownsAnything: Bool
    var mayEdit: Bool
    var link: String?
    var fault: String?

    init(_ member: Member, _ members: [Member], _ holdings: Holdings?, _ access: Access, _ words: Words) {
        title = member.name
        id = member.id.description
        version = String(member.version)
        email = member.email ?? ""
        state = words("members.\(member.stateKey)")
        isActive = member.isActive
        canSignIn = member.personID != nil
        roles = Option.all(Role.self, member.role) { words("role", $0) }
        successors = members.filter { $0.isActive && $0.id != member.id }.map {
            Option(value: $0.id.description, name: $0.name, isChosen: false)
        }
        self.holdings = holdings.map { holdings in
            words(
                "members.holdings",
                [
                    "opportunities": words.count(holdings.openOpportunities),
                    "accounts": words.count(holdings.accounts), "contacts": words.count(holdings.contacts),
                    "activities": words.count(holdings.openActivities),
                ]
            )
        }
        ownsAnything = (holdings?.total ?? 0) > 0
        mayEdit = access.may(.edit, .members)
    }
}
