import Sales
import Storage

/// All teams with everybody's times in them.
struct TeamDossier {
    var teams: [Team]
    var members: [Member]
    var memberships: [StoredMembership]

    init(_ db: ScopedConnection) throws {
        teams = try db.teams()
        members = try db.members()
        memberships = try db.memberships()
    }

    func name(of member: Identifier<Member>?) -> String? {
        member.flatMap { id in members.first { $0.id == id }?.name }
    }

    func count(in team: Identifier<Team>, on day: Day) -> Int {
        Set(memberships.map(\.membership).filter { $0.teamID == team && $0.covers(day) }.map(\.memberID)).count
    }

    /// The teams of the tree from the top, each behind the one above it, with its depth.
    var tree: [(team: Team, depth: Int)] {
        let children = Dictionary(grouping: teams) { $0.parentID }
        func below(_ parent: Identifier<Team>?, _ depth: Int) -> [(team: Team, depth: Int)] {
            let teams = (children[parent] ?? []).sorted { ($0.name.sortKey, $0.id) < ($1.name.sortKey, $1.id) }
            return teams.flatMap { [(team: $0, depth: depth)] + below($0.id, depth + 1) }
        }
        return below(nil, 0)
    }

    /// The teams to choose from, without some.
    func options(without: Set<Identifier<Team>> = [], chosen: Identifier<Team>? = nil) -> [Option] {
        tree.filter { !without.contains($0.team.id) }.map { team, depth in
            let indent = String(repeating: "\u{2003}", count: depth)
            return Option(value: team.id.description, name: indent + team.name, isChosen: team.id == chosen)
        }
    }
}

/// The tree of teams, and the form that makes one.
struct TeamsPage: Encodable {
    var title: String
    var rows: [Row]
    var parents: [Option]
    var typed = ""
    var mayCreate: Bool
    var fault: String?

    struct Row: Encodable {
        var href: String
        var name: String
        var depth: Int
        var lead: String
        var members: String
    }

    init(_ dossier: TeamDossier, _ access: Access, _ words: Words) {
        title = words("settings.place", SettingsPlace.teams)
        rows = dossier.tree.map { team, depth in
            Row(
                href: "/settings/teams/\(team.id)",
                name: team.name,
                depth: min(depth, 6),
                lead: dossier.name(of: team.leadID) ?? "–",
                members: words.count(dossier.count(in: team.id, on: access.today))
            )
        }
        parents = dossier.options()
        mayCreate = access.may(.create, .members)
    }
}

/// One team: its place, its lead, and its members by day.
struct TeamPage: Encodable {
    var title: String
    var path: String
    var name: String
    var version: String
    var parents: [Option]
    var leads: [Option]
    var facts: String
    var rows: [Row]
    var joiners: [Option]
    var targets: [Option]
    var today: String
    var mayEdit: Bool
    var mayDelete: Bool
    var fault: String?

    struct Row: Encodable {
        var membership: String
        var version: String
        var member: String
        var from: String
        /// The last day, as people say it.
        var until: String
        var told: String
        var isPast: Bool
    }

    init(_ team: Team, _ dossier: TeamDossier, _ access: Access, _ words: Words) {
        title = team.name
        (path, name, version) = ("/settings/teams/\(team.id)", team.name, String(team.version))
        let below = dossier.teams.below([team.id])
        parents = dossier.options(without: below, chosen: team.parentID)
        targets = dossier.options(without: below)
        let active = dossier.members.filter { $0.isActive || $0.id == team.leadID }
        leads = active.map { Option(value: $0.id.description, name: $0.name, isChosen: $0.id == team.leadID) }
        joiners = active.map { Option(value: $0.id.description, name: $0.name, isChosen: false) }
        facts = [
            team.parentID.flatMap { id in dossier.teams.first { $0.id == id }?.name },
            dossier.name(of: team.leadID).map { words("teams.ledBy", ["name": $0]) },
        ].compactMap(\.self).joined(separator: " · ")
        let inside = dossier.memberships.filter { $0.membership.teamID == team.id }
        rows = inside.map { Row($0, dossier, access, words) }.sorted { !$0.isPast && $1.isPast }
        today = access.today.description
        mayEdit = access.may(.edit, .members)
        mayDelete = access.may(.delete, .members)
    }
}

extension TeamPage.Row {
    fileprivate init(_ stored: StoredMembership, _ dossier: TeamDossier, _ access: Access, _ words: Words) {
        let times = stored.membership
        (membership, version) = (stored.id.description, String(stored.version))
        member = dossier.name(of: times.memberID) ?? "–"
        from = times.from?.description ?? ""
        let last = times.until?.advanced(by: -1)
        until = last?.description ?? ""
        let words = (
            times.from.map { words.day($0) } ?? words("teams.always"),
            last.map { words.day($0) } ?? words("teams.still")
        )
        told = "\(words.0) – \(words.1)"
        isPast = times.until.map { $0 <= access.today } ?? false
    }
}
