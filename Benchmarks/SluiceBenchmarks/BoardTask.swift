import Sales
import Simulation
import Storage

/// Something that a board or list asks of the storage, with its budget; none where it is there to compare with.
struct BoardTask {
    var name: String
    var milliseconds: Double
    var ask: @Sendable () async throws -> Void
}

extension BoardBenchmark {
    func questions(_ store: Store, _ access: Access) async throws -> [BoardTask] {
        try boards(store, access) + lists(store, access) + counts(store, access)
    }

    private func boards(_ store: Store, _ access: Access) throws -> [BoardTask] {
        var recent = BoardQuestion(pipelineID: company.company.pipeline.id)
        recent.closedSince = access.today.advanced(by: -30)
        var column = OpportunityFilter()
        column.stageIDs = [company.company.process.openStages[0].id]
        var tasks = [OpportunityKey.expectedCloseDate, .amount, .stageEntered, .name, .changed].map { key in
            var question = recent
            question.order = ListOrder(key, descending: key == .amount)
            return BoardTask(name: "board by \(key.rawValue)", milliseconds: 50) { [question] in
                _ = try await store.read(access) { try $0.board(question) }
            }
        }
        for (name, member) in [("rep", rep(access)), ("manager", manager(access))] {
            tasks.append(
                BoardTask(name: "board of a \(name)", milliseconds: 50) { [recent] in
                    _ = try await store.read(member) { try $0.board(recent) }
                }
            )
        }
        var named = recent
        named.filter.text = "card 77"
        tasks.append(
            BoardTask(name: "board with a part of the name", milliseconds: 150) { [named] in
                _ = try await store.read(access) { try $0.board(named) }
            }
        )
        tasks.append(
            BoardTask(name: "loading the column, to compare with", milliseconds: 0) { [column] in
                _ = try await store.read(access) { db in
                    try db.opportunities(column, by: ListOrder(.expectedCloseDate), limit: 10_000)
                }
            }
        )
        return tasks
    }

    private func lists(_ store: Store, _ access: Access) -> [BoardTask] {
        var tasks = OpportunityKey.allCases.map { key in
            let isIndexed = key != .created && key != .stageEntered
            return BoardTask(name: "list by \(key.rawValue)", milliseconds: isIndexed ? 25 : 150) {
                _ = try await store.read(access) { db in
                    try db.opportunities(OpportunityFilter(), by: ListOrder(key, descending: key == .amount))
                }
            }
        }
        for (name, member) in [("rep", rep(access)), ("manager", manager(access))] {
            tasks.append(
                BoardTask(name: "list of a \(name) by amount", milliseconds: 25) {
                    _ = try await store.read(member) { db in
                        try db.opportunities(OpportunityFilter(), by: ListOrder(.amount, descending: true))
                    }
                }
            )
        }
        var rare = OpportunityFilter()
        rare.text = "zqzq"
        tasks.append(
            BoardTask(name: "list with a part that no name has", milliseconds: 150) { [rare] in
                _ = try await store.read(access) { try $0.opportunities(rare, by: ListOrder(.expectedCloseDate)) }
            }
        )
        var wide = OpportunityFilter()
        (wide.outcomes, wide.daysInStage.atLeast) = ([.open], 10)
        tasks.append(
            BoardTask(name: "list of the open ones that stay long", milliseconds: 150) { [wide] in
                _ = try await store.read(access) {
                    try $0.opportunities(wide, by: ListOrder(.amount, descending: true))
                }
            }
        )
        return tasks
    }

    private func counts(_ store: Store, _ access: Access) -> [BoardTask] {
        var open = OpportunityFilter()
        open.outcomes = [.open]
        return [
            BoardTask(name: "count up to 1,000", milliseconds: 25) { [open] in
                _ = try await store.read(access) { try $0.opportunityCount(open) }
            },
            BoardTask(name: "count exactly", milliseconds: 150) { [open] in
                _ = try await store.read(access) { try $0.opportunityCount(open, atMost: nil) }
            },
        ]
    }

    private func rep(_ access: Access) -> Access {
        let member = company.company.members[company.company.members.count / 2]
        return Access(member, in: access.workspace, rights: RoleRights(defaultOf: .rep), now: access.now)
    }

    private func manager(_ access: Access) -> Access {
        let member = company.company.members[company.company.members.count / 2]
        var rights = RoleRights(defaultOf: .manager)
        rights.dataScope = .team
        return Access(member, in: access.workspace, rights: rights, now: access.now)
    }
}
