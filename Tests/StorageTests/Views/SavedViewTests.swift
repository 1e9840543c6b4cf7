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
            try await world.store.create(mine, world.access(world.ben))
            try await world.store.create(team, world.access(world.ana))
            try await world.store.create(all, world.access(admin))
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
            try await world.store.create(made, ben)
            var changed = made
            (changed.name, changed.columns, changed.sharing) = ("Ours", [], .team(world.northEast.id))
            let saved = try await world.store.save(changed, ben)
            changed.version = 2
            #expect(saved == changed)
            await #expect(throws: ChangedMeanwhile()) { try await world.store.save(made, ben) }
            await #expect(throws: ChangedMeanwhile()) {
                try await world.store.delete(made.id, version: 1, ben)
            }
            try await world.store.delete(made.id, version: 2, ben)
            #expect(try await world.store.read(ben) { try $0.savedViews() } == [])
        }
    }

    @Test(arguments: Engine.available) func `is not shared further than the member may`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            for sharing in [SavedView.Sharing.workspace, .team(world.south.id)] {
                await #expect(throws: NotAllowed(.edit, .settings)) {
                    try await world.store.create(view(1, "Mine", of: world.ben, sharing), world.access(world.ben))
                }
            }
            await #expect(throws: NotAllowed()) {
                try await world.store.create(view(1, "Ana's", of: world.ana, .private), world.access(world.ben))
            }
            let shared = view(2, "Of North", of: world.ana, .team(world.northEast.id))
            try await world.store.create(shared, world.asAdministrator(world.ana))
            await #expect(throws: NotAllowed(.edit, .settings)) {
                try await world.store.delete(shared.id, version: 1, world.access(world.ben))
            }
        }
    }

    @Test(arguments: Engine.available) func `is kept by those too who may only read`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            var reader = world.ben
            reader.role = .readOnly
            let mine = view(1, "Mine", of: reader, .private)
            try await world.store.create(mine, world.access(reader))
            #expect(try await world.store.read(world.access(reader)) { try $0.savedViews() } == [mine])
            await #expect(throws: NotAllowed(.edit, .settings)) {
                var shared = mine
                shared.sharing = .workspace
                _ = try await world.store.save(shared, world.access(reader))
            }
        }
    }

    @Test(arguments: Engine.available) func `has its name in the log where it is shared`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            let administrator = world.asAdministrator(world.ana)
            try await world.store.create(view(1, "Mine", of: world.ana, .private), administrator)
            try await world.store.create(view(2, "Of all", of: world.ana, .workspace), administrator)
            let entries = try await world.store.read(administrator) { try $0.history(limit: 2) }
            #expect(entries.map(\.recordKind) == ["view", "view"])
            #expect(entries.map(\.recordName) == ["Of all", nil])
        }
    }

    @Test(arguments: Engine.available) func `is refused with a filter that its kind does not know`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            var wrong = view(1, "Mine", of: world.ben, .private)
            wrong.kind = .contacts
            await #expect(throws: FilterError.self) {
                try await world.store.create(wrong, world.access(world.ben))
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
