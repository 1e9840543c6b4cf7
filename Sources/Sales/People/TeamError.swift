/// What cannot be done with a team.
package enum TeamError: Error, Equatable {
    /// A team cannot stand under itself.
    case cycle
    /// People or other teams are in it; they need a team to go to.
    case notEmpty(members: Int, teams: Int)
    /// A member is in a team once at a time.
    case overlap
    case endsBeforeItBegins
}

extension TeamError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cycle: "A team cannot stand under itself or under a team below it."
        case .notEmpty(let members, let teams):
            "In this team are \(members) members and \(teams) teams. Name a team to which they move."
        case .overlap: "The member is in this team already during part of this time."
        case .endsBeforeItBegins: "The last day lies before the first; a membership ends after it has begun."
        }
    }
}

extension [Team] {
    /// The teams and all that lie under them.
    package func below(_ roots: Set<Identifier<Team>>) -> Set<Identifier<Team>> {
        let children = Dictionary(grouping: self) { $0.parentID }
        var found = roots
        var waiting = [Identifier<Team>](roots)
        while let team = waiting.popLast() {
            for child in children[team] ?? [] where found.insert(child.id).inserted { waiting.append(child.id) }
        }
        return found
    }

    /// Refuses a place for a team that would make it stand under itself.
    package func requireNoCycle(of id: Identifier<Team>, under parent: Identifier<Team>?) throws(TeamError) {
        if let parent, below([id]).contains(parent) { throw .cycle }
    }
}

extension TeamMembership {
    /// Whether there is a day that both cover.
    package func overlaps(_ other: TeamMembership) -> Bool {
        let startsBeforeEnd = { (first: TeamMembership, second: TeamMembership) in
            guard let from = first.from, let until = second.until else { return true }
            return from < until
        }
        return startsBeforeEnd(self, other) && startsBeforeEnd(other, self)
    }
}
