import Sales
import Storage
import TestSupport
import Testing

@Suite struct `A member who leaves` {
    private func withHoldings(_ engine: Engine, _ body: (NamedWorld, [Opportunity]) async throws -> Void) async throws {
        try await engine.withWorld { world in
            let open = try await world.make("Open", owner: world.ben, amount: 100)
            let sold = try await world.make("Sold", owner: world.ben, amount: 100)
            try await world.store.write(world.asOperator(1)) { db in
                try db.move(sold.id, NewStageChange(stageID: world.won.id, happenedAt: world.time(1)))
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.ownerID = world.ben.id }
                var contact = Contact(id: Identifier(high: 8, low: 1), name: "Eve")
                contact.ownerID = world.ben.id
                try db.create(contact)
            }
            try await body(world, [open, sold])
        }
    }

    @Test(arguments: Engine.available) func `needs somebody who takes over what is theirs`(_ engine: Engine)
        async throws
    {
        try await withHoldings(engine) { world, _ in
            let operate = world.asOperator(2)
            let holdings = Holdings(openOpportunities: 1, accounts: 1, contacts: 1)
            #expect(try await world.store.read(operate) { try $0.holdings(of: world.ben.id) } == holdings)
            await #expect(throws: MemberError.stillOwns(holdings)) {
                try await world.store.write(operate) { _ = try $0.deactivate(world.ben.id) }
            }
            await #expect(throws: MemberError.cannotTakeOver) {
                try await world.store.write(operate) {
                    _ = try $0.deactivate(world.ben.id, handingOverTo: world.ben.id)
                }
            }
            try await world.store.write(operate) { _ = try $0.deactivate(world.cleo.id) }
            await #expect(throws: MemberError.cannotTakeOver) {
                try await world.store.write(operate) {
                    _ = try $0.deactivate(world.ben.id, handingOverTo: world.cleo.id)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `hands over what is open by revisions, and keeps what was sold`(_ engine: Engine) async throws {
        try await withHoldings(engine) { world, made in
            try await world.letIn(world.ben, as: .rep, token: "b")
            try await world.letIn(world.ana, as: .admin, token: "a")
            let admin = try await world.storedAccess(world.ana, after: 2)
            try await world.store.write(admin) { db in
                _ = try db.deactivate(world.ben.id, handingOverTo: world.cleo.id)
                var moved: [Int] = []
                repeat {
                    moved.append(try db.handOver(from: world.ben.id, to: world.cleo.id, limit: 2))
                } while moved.last != 0
                #expect(moved == [2, 1, 0])
            }
            try await world.store.read(admin) { db in
                #expect(try db.holdings(of: world.ben.id) == Holdings())
                #expect(try db.opportunity(made[0].id).values.ownerID == world.cleo.id)
                #expect(try db.opportunity(made[1].id).values.ownerID == world.ben.id)
                #expect(try db.account(world.acme.id).ownerID == world.cleo.id)
                let last = try #require(try db.revisions(of: made[0].id).last)
                #expect(last.cause == .person && last.fields == .owner && last.actorID == world.ana.id)
                #expect(last.happenedAt == world.time(2) && last.values.ownerID == world.cleo.id)
                #expect(try db.members().first { $0.id == world.ben.id }?.deactivatedAt == world.time(2))
            }
            #expect(try await world.store.signedIn(by: .of("b"), now: world.now) == nil)
            #expect(try await world.store.checkup(of: world.workspace).problems == [])
        }
    }

    @Test(arguments: Engine.available) func `can come back as who they were`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let ben = try await world.letIn(world.ben, as: .rep, token: "b")
            let operate = world.asOperator()
            try await world.store.write(operate) { _ = try $0.deactivate(world.ben.id) }
            #expect(try await !world.store.isMemberAnywhere(ben.person.id))
            await #expect(throws: MemberError.isDeactivated) {
                try await world.store.write(operate) { _ = try $0.deactivate(world.ben.id) }
            }
            try await world.store.write(operate) { _ = try $0.reactivate(world.ben.id) }
            #expect(try await world.store.isMemberAnywhere(ben.person.id))
            await #expect(throws: MemberError.isActive) {
                try await world.store.write(operate) { _ = try $0.reactivate(world.ben.id) }
            }
        }
    }
}
