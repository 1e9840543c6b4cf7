import Sales
import Storage
import TestSupport
import Testing

@Suite struct `The reach of a member` {
    /// Rights with which somebody administers members without being an administrator.
    private func keeper(_ world: NamedWorld, _ member: Member, after: Int64 = 1) -> Access {
        var rights = RoleRights(defaultOf: .manager)
        rights[.members] = [.see, .create, .edit, .delete]
        return Access(member, in: world.workspace, rights: rights, now: world.time(after))
    }

    @Test(arguments: Engine.available) func `raises nobody above it, and not themselves`(_ engine: Engine) async throws
    {
        try await engine.withWorld { world in
            try await world.store.write(keeper(world, world.ana)) { db in
                #expect(throws: MemberError.isYourself) { try db.setRole(.marketing, of: world.ana.id) }
                // Marketing sees everything, and a manager only their teams.
                #expect(throws: MemberError.aboveYou(.marketing)) { try db.setRole(.marketing, of: world.ben.id) }
                #expect(throws: MemberError.aboveYou(.admin)) { try db.setRole(.admin, of: world.ben.id) }
                let invitation = Invitation(email: "eve@example.com", name: "Eve", role: .marketing)
                #expect(throws: MemberError.aboveYou(.marketing)) { try db.invite(invitation, link: .of("x")) }
                let lowered = try db.setRole(.readOnly, of: world.ben.id)
                #expect(lowered.role == .readOnly)
            }
        }
    }

    @Test(arguments: Engine.available) func `ends links with what allowed them`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            try await world.letIn(world.ana, as: .manager, token: "a")
            func isGood(_ token: Character) async throws -> Bool {
                do {
                    return try await world.store.link(.of(token), now: world.time(9)).member != nil
                } catch is LinkError {
                    return false
                }
            }
            let keeper = keeper(world, world.ana)
            try await world.store.write(keeper) { db in
                _ = try db.invite(world.ben.id, email: "ben@example.com", role: .rep, link: .of("b"))
                _ = try db.invite(Invitation(email: "eve@example.com", name: "Eve"), link: .of("e"))
            }
            #expect(try await [isGood("b"), isGood("e")] == [true, true])
            try await world.store.write(world.asOperator(2)) { _ = try $0.setRole(.admin, of: world.ben.id) }
            #expect(try await [isGood("b"), isGood("e")] == [false, true])
            try await world.store.write(world.asOperator(3)) { _ = try $0.deactivate(world.ana.id) }
            #expect(try await isGood("e") == false)
        }
    }

    @Test(arguments: Engine.available) func `does not take over what is only shared`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let sale = try await world.make("Sale", owner: world.cleo).id
            let contact = Contact(id: Identifier(high: 40, low: 1), name: "Li Wei")
            try await world.store.write(world.asOperator(1)) { db in
                try db.create(contact)
                _ = try db.edit(contact.id) { (contact: inout Contact) in contact.ownerID = world.cleo.id }
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.ownerID = world.cleo.id }
                try db.share(sale, with: .member(world.ben.id), mayEdit: true)
                try db.share(contact.id, with: .member(world.ben.id), mayEdit: true)
                try db.share(world.acme.id, with: .member(world.ben.id), mayEdit: true)
            }
            let (ben, id) = (world.access(world.ben, after: 2), world.ben.id)
            await #expect(throws: NotAllowed(.edit, .opportunities)) {
                try await world.store.write(ben) { db in _ = try db.revise(sale) { $0.ownerID = id } }
            }
            await #expect(throws: NotAllowed(.edit, .accounts)) {
                try await world.store.write(ben) { db in
                    _ = try db.edit(world.acme.id) { (account: inout Account) in account.ownerID = id }
                }
            }
            await #expect(throws: NotAllowed(.edit, .contacts)) {
                try await world.store.write(ben) { db in
                    _ = try db.edit(contact.id) { (contact: inout Contact) in contact.ownerID = id }
                }
            }
            // What is shared to be edited is edited.
            try await world.store.write(ben) { db in
                _ = try db.revise(sale) { $0.expectedCloseDate = Day("2026-03-01") }
                _ = try db.edit(contact.id) { (contact: inout Contact) in contact.phone = "1" }
            }
        }
    }

    @Test(arguments: Engine.available) func `bounds what imports make and take back`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let admin = Access(
                Member(id: world.ana.id, name: "Ana", role: .admin),
                in: world.workspace,
                rights: .everything,
                now: world.time(1)
            )
            let eve = Member(id: Identifier(high: 9, low: 1), name: "Eve", role: .owner)
            await #expect(throws: MemberError.aboveYou(.owner)) {
                try await world.store.write(admin) { try $0.create([eve], in: $0.beginImport()) }
            }
            let run = try await world.store.write(world.asOperator(2)) { db in
                try db.beginImport(Import.File(kind: "opportunities", name: "a.csv", fingerprint: "f", mapping: "{}"))
            }
            let rights = RoleRights(dataScope: .all, [.contacts: [.see, .import]])
            let marketing = Access(world.cleo, in: world.workspace, rights: rights, now: world.time(3))
            await #expect(throws: NotAllowed(.import, .opportunities)) {
                try await world.store.write(marketing) { _ = try $0.undoOpportunities(of: run, ImportUndo()) }
            }
            await #expect(throws: NotAllowed(.import, .opportunities)) {
                try await world.store.write(marketing) { _ = try $0.undoRecords(of: run, ImportUndo()) }
            }
        }
    }

    @Test(arguments: Engine.available) func `leaves what somebody edited of a record that the import wrote twice`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let new = Account(id: Identifier(high: 9, low: 1), name: "New")
            let run = try await world.store.write(world.asOperator(1)) { db in
                let run = try db.beginImport()
                try db.create([new], in: run)
                var changed = try db.account(new.id)
                let stored = changed
                changed.region = "South"
                try db.update(changed, from: stored, in: run)
                return run
            }
            try await world.store.write(world.asOperator(2)) { db in
                _ = try db.edit(new.id) { (account: inout Account) in account.phone = "12345" }
            }
            let undo = try await world.store.write(world.asOperator(3)) { try $0.undoRecords(of: run, ImportUndo()) }
            #expect(undo.kept.map(\.reason) == [.editedSince])
            let left = try await world.store.read(world.asOperator(4)) { try $0.account(new.id) }
            #expect([left.phone, left.region] == ["12345", "South"])
        }
    }

    @Test(arguments: Engine.available) func `ends with the member's access`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let access = world.access(world.ben, after: 1)
            try await world.store.requireStillThere(access)
            try await world.store.write(world.asOperator(2)) { _ = try $0.setRole(.readOnly, of: world.ben.id) }
            await #expect(throws: NotAllowed()) { try await world.store.requireStillThere(access) }
            try await world.store.write(world.asOperator(3)) { _ = try $0.deactivate(world.cleo.id) }
            await #expect(throws: NotAllowed()) {
                try await world.store.requireStillThere(world.access(world.cleo, after: 4))
            }
        }
    }

    @Test(arguments: Engine.available) func `lets nobody leave whose records cannot be handed over`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            _ = try await world.make("Sale", owner: world.ben)
            let rights = RoleRights(dataScope: .all, [.members: [.see, .delete]])
            let half = Access(world.ana, in: world.workspace, rights: rights, now: world.time(1))
            await #expect(throws: NotAllowed(.edit, .members)) {
                try await world.store.write(half) { db in
                    _ = try db.deactivate(world.ben.id, handingOverTo: world.ana.id)
                }
            }
            #expect(try await world.store.read(world.asOperator(2)) { try $0.member(world.ben.id).isActive })
        }
    }
}
