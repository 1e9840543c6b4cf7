import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A view that is saved` {
    private func view(_ number: UInt64, _ name: String, of member: Member, _ sharing: SavedView.Sharing) -> SavedView {
        SavedView(
            id: Identifier(high: 9, low: number),
            ownerID: member.id,
            name: name,
            kind: .opportunities,
            filter: [QueryItem("overdue", "yes")],
            columns: ["name", "amount"],
            order: "-amount",
            sharing: sharing
        )
    }

    @Test(arguments: Engine.available) func `is seen by those with whom it is shared`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            var admin = world.cleo
            admin.role = .admin
            let mine = view(1, "Mine", of: world.ben, .private)
            let team = view(2, "Of North", of: world.ana, .team(world.north.id))
            let all = view(3, "Of all", of: world.cleo, .workspace)
            try await world.store.write(world.access(world.ben)) { try $0.create(mine) }
            try await world.store.write(world.access(world.ana)) { try $0.create(team) }
            try await world.store.write(world.access(admin)) { try $0.create(all) }
            func seen(_ member: Member) async throws -> [SavedView] {
                try await world.store.read(world.access(member)) { try $0.savedViews() }
            }
            #expect(try await seen(world.ben) == [mine, all])
            #expect(try await seen(world.ana) == [all, team])
            #expect(try await seen(world.cleo) == [all])
            await #expect(throws: NotFound(kind: "view")) {
                try await world.store.read(world.access(world.ana)) { try $0.savedView(mine.id) }
            }
        }
    }

    @Test(arguments: Engine.available) func `is changed by its owner, as it was read`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let made = view(1, "Mine", of: world.ben, .private)
            let ben = world.access(world.ben)
            try await world.store.write(ben) { try $0.create(made) }
            var changed = made
            (changed.name, changed.columns, changed.sharing) = ("Ours", [], .team(world.northEast.id))
            let saved = try await world.store.write(ben) { [changed] in try $0.save(changed) }
            changed.version = 2
            #expect(saved == changed)
            await #expect(throws: ChangedMeanwhile()) { try await world.store.write(ben) { try $0.save(made) } }
            await #expect(throws: ChangedMeanwhile()) {
                try await world.store.write(ben) { try $0.delete(made.id, version: 1) }
            }
            try await world.store.write(ben) { try $0.delete(made.id, version: 2) }
            #expect(try await world.store.read(ben) { try $0.savedViews() } == [])
        }
    }

    @Test(arguments: Engine.available) func `is not shared further than the member may`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            for sharing in [SavedView.Sharing.workspace, .team(world.south.id)] {
                await #expect(throws: NotAllowed()) {
                    try await world.store.write(world.access(world.ben)) { db in
                        try db.create(view(1, "Mine", of: world.ben, sharing))
                    }
                }
            }
            await #expect(throws: NotAllowed()) {
                try await world.store.write(world.access(world.ben)) { db in
                    try db.create(view(1, "Ana's", of: world.ana, .private))
                }
            }
            let shared = view(2, "Of North", of: world.ana, .team(world.northEast.id))
            try await world.store.write(world.asAdministrator(world.ana)) { try $0.create(shared) }
            await #expect(throws: NotAllowed()) {
                try await world.store.write(world.access(world.ben)) { try $0.delete(shared.id, version: 1) }
            }
        }
    }

    @Test(arguments: Engine.available) func `is refused with a filter that its kind does not know`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            var wrong = view(1, "Mine", of: world.ben, .private)
            wrong.kind = .contacts
            await #expect(throws: FilterError.self) {
                try await world.store.write(world.access(world.ben)) { [wrong] in try $0.create(wrong) }
            }
        }
    }
}

extension NamedWorld {
    func asAdministrator(_ member: Member) -> Access {
        var member = member
        member.role = .admin
        return access(member)
    }
}
