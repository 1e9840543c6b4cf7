import SQLEngines
import Sales

/// Conditions that all hold, as a filter puts them together.
struct Conditions {
    private var all: [SQL]

    init(_ first: SQL) { all = [first] }

    var sql: SQL { all.joined(separator: " AND ") }

    mutating func add(_ condition: SQL) { all.append(condition) }

    /// Nothing where no value is asked for.
    mutating func add(_ column: SQL, anyOf values: [some SQLBindable]) {
        if let only = values.first, values.count == 1 {
            all.append("\(column) = \(only)")
        } else if !values.isEmpty {
            all.append("\(column) IN (\(list: values))")
        }
    }

    mutating func add(_ column: SQL, in bounds: Bounds<some SQLBindable>) {
        if let atLeast = bounds.atLeast { all.append("\(column) >= \(atLeast)") }
        if let atMost = bounds.atMost { all.append("\(column) <= \(atMost)") }
    }

    /// A part of the folded name; `%`, `_` and `\` stand for themselves.
    mutating func add(part text: String?, fewNamed few: [Identifier<AnyRecord>]? = nil) {
        if let few { all.append("id IN (\(list: few))") }
        guard let folded = text?.folded, !folded.isEmpty else { return }
        let part = folded.map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
        all.append("name_folded LIKE \("%\(part)%") ESCAPE '\\'")
    }
}

/// Whose records a filter asks for.
struct OwnerChoice {
    var owners: [Identifier<Member>]
    var orNone: Bool
    var teams: [Identifier<Team>]
}

extension ScopedConnection {
    /// Adds that the owner is one of those, nobody if asked, and in one of the teams today.
    func add(_ choice: OwnerChoice, to conditions: inout Conditions) throws {
        if !choice.orNone {
            conditions.add("owner_id", anyOf: choice.owners)
        } else if choice.owners.isEmpty {
            conditions.add("owner_id IS NULL")
        } else {
            conditions.add("(owner_id IS NULL OR owner_id IN (\(list: choice.owners)))")
        }
        if choice.teams.isEmpty { return }
        let teams = try db.teams(key).below(Set(choice.teams))
        let memberships = try db.teamMemberships(key).filter { $0.covers(access.today) && teams.contains($0.teamID) }
        conditions.add("owner_id IN (\(list: Set(memberships.map(\.memberID)).sorted()))")
    }

    /// From the first instant of the first day to the last of the last, by the workspace's calendar.
    func instants(_ days: Bounds<Day>) -> Bounds<Instant> {
        Bounds(atLeast: days.atLeast.map(access.calendar.start), atMost: days.atMost.map(access.calendar.end))
    }
}
