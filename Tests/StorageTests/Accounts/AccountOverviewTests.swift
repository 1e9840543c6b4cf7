import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The surroundings of an account` {
    @Test(arguments: Engine.available) func `are what the member sees of them`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.store.write(world.asOperator()) { db in
                for (low, name, owner) in [(11, "Acme 北方", world.ben.id), (12, "Acme 南方", world.cleo.id)] {
                    var child = Account(id: Identifier(high: 2, low: UInt64(low)), name: name)
                    child.parentID = world.acme.id
                    child.ownerID = owner
                    try db.create(child)
                    var new = NewOpportunity(name: "Sale", pipelineID: world.pipeline.id)
                    new.accountID = world.acme.id
                    new.ownerID = owner
                    _ = try db.create(new)
                }
            }
            try await world.store.read(world.access(world.ben)) { db throws in
                #expect(try db.subsidiaries(of: world.acme.id).map(\.name) == ["Acme 北方"])
                #expect(try db.opportunityIDs(of: world.acme.id).count == 1)
                #expect(try db.accounts(named: "ACME 北方").count == 1)
                #expect(try db.accounts(named: "Acme 南方").isEmpty)
                #expect(try db.isVisible(Identifier(high: 2, low: 12)) == false)
            }
            try await world.store.read(world.asOperator()) { db throws in
                #expect(try db.subsidiaries(of: world.acme.id).count == 2)
                #expect(try db.opportunityIDs(of: world.acme.id).count == 2)
            }
        }
    }

    @Test(arguments: Engine.available) func `never lie under themselves`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ben = world.access(world.ben)
            try await world.store.write(ben) { db in
                _ = try db.edit(world.globex.id) { (account: inout Account) in account.parentID = world.acme.id }
            }
            for upper in [world.globex.id, world.acme.id] {
                await #expect(throws: MergeError.cycle) {
                    try await world.store.write(ben) { db in
                        _ = try db.edit(world.acme.id) { (account: inout Account) in account.parentID = upper }
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `are not hung under what the member does not see`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            var hidden = Account(id: Identifier(high: 2, low: 12), name: "Hidden")
            hidden.ownerID = world.cleo.id
            try await world.store.write(world.asOperator()) { [hidden] db in try db.create(hidden) }
            await #expect(throws: NotFound(kind: "account")) {
                try await world.store.write(world.access(world.ben)) { [hidden] db in
                    _ = try db.edit(world.acme.id) { (account: inout Account) in account.parentID = hidden.id }
                }
            }
            await #expect(throws: NotFound(kind: "account")) {
                try await world.store.write(world.access(world.ben)) { [hidden] db in
                    var new = NewOpportunity(name: "Sale", pipelineID: world.pipeline.id)
                    new.accountID = hidden.id
                    _ = try db.create(new)
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `have a history that those read who see the record`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            try await world.store.write(world.access(world.ben)) { db in
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.region = "北方" }
            }
            let history = try await world.store.read(world.access(world.ben)) { try $0.history(of: world.acme.id) }
            #expect(history.map(\.action) == [.updated, .created])
            #expect(history[0].actorName == "Ben")
            #expect(history[0].fields == [ChangedField(name: "region", before: .nothing, after: .text("北方"))])
        }
    }
}

@Suite struct `What an opportunity has beside its revisions` {
    private func opportunity(_ world: NamedWorld) async throws -> Opportunity {
        try await world.store.write(world.access(world.ben)) { db in
            var new = NewOpportunity(name: "Pumps", pipelineID: world.pipeline.id)
            new.accountID = world.acme.id
            return try db.create(new)
        }
    }

    @Test(arguments: Engine.available) func `is edited by field`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let before = try await opportunity(world)
            let (id, version, ben) = (before.id, before.version, world.access(world.ben, after: 1))
            try await world.store.write(ben) { db in
                try db.edit(id, version: version) { $0.name = "Pumps and valves" }
            }
            // The same version again: another field goes through, the same one does not.
            let after = try await world.store.write(ben) { db in
                try db.edit(id, version: version) { $0.accountID = world.globex.id }
            }
            #expect(after.name == "Pumps and valves")
            #expect(after.accountID == world.globex.id)
            await #expect(throws: ChangedMeanwhile(fields: ["name"])) {
                try await world.store.write(ben) { db in try db.edit(id, version: version) { $0.name = "Tanks" } }
            }
            let hits = try await world.store.read(ben) { try $0.search("valves", kinds: [.opportunity]).count }
            #expect(hits == 1)
        }
    }

    @Test(arguments: Engine.available) func `is not changed by those who only see it`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let id = try await opportunity(world).id
            try await world.store.write(world.access(world.ben)) { db in
                try db.share(id, with: .member(world.cleo.id), mayEdit: false)
            }
            await #expect(throws: NotAllowed(.edit, .opportunities)) {
                try await world.store.write(world.access(world.cleo)) { db in try db.edit(id) { $0.name = "Mine" } }
            }
            await #expect(throws: NameError.empty) {
                try await world.store.write(world.access(world.ben)) { db in try db.edit(id) { $0.name = " " } }
            }
        }
    }
}
