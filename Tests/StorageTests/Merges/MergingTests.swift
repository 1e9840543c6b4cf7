import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Merging accounts` {
    @Test(arguments: Engine.available) func `loses nothing`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let parts = try await world.fillForMerging()
            var new = NewMerge((world.globex.id, 2), into: (world.acme.id, 2))
            new.taken = ["name"]
            let merge = try await world.store.write(world.asOperator(1)) { [new] in try $0.merge(new) }
            try await world.store.read(world.asOperator(2)) { db in
                let survivor = try db.account(world.acme.id)
                #expect(survivor.name == "Globex")
                #expect([survivor.industry, survivor.region] == ["Software", "East"])
                #expect(survivor.externalKey == "G-1")
                #expect(try db.contact(parts.contact).accountID == world.acme.id)
                #expect(try db.opportunity(parts.opportunity).accountID == world.acme.id)
                #expect(try db.account(parts.child).parentID == world.acme.id)
                #expect(throws: NotFound(kind: "account")) { try db.account(world.globex.id) }
                #expect(try db.survivor(of: world.globex.id) == world.acme.id)
                #expect(try db.merges(into: world.acme.id.erased) == [merge])
                #expect(try db.search("globex").map(\.name) == ["Globex", "Globex south"])
            }
        }
    }

    @Test(arguments: Engine.available) func `is undone as if it had never been`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let parts = try await world.fillForMerging()
            let before = try await world.parts(parts)
            var new = NewMerge((world.globex.id, 2), into: (world.acme.id, 2))
            new.taken = ["name", "region"]
            let undo = try await world.store.write(world.asOperator(1)) { [new] db in
                try db.undo(try db.merge(new).id)
            }
            #expect(undo == MergeUndo(returned: 3, kept: 0))
            #expect(try await world.parts(parts) == before)
            #expect(try await world.found("globex") == ["Globex", "Globex south"])
        }
    }

    @Test(arguments: Engine.available) func `is undone but for what was edited since`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let parts = try await world.fillForMerging()
            var new = NewMerge((world.globex.id, 2), into: (world.acme.id, 2))
            new.taken = ["name"]
            let merge = try await world.store.write(world.asOperator(1)) { [new] in try $0.merge(new) }
            let other = Account(id: Identifier(high: 20, low: 9), name: "Other")
            try await world.store.write(world.asOperator(2)) { db in
                try db.create(other)
                _ = try db.edit(world.acme.id) { (account: inout Account) in account.name = "Acme Globex" }
                _ = try db.edit(parts.contact) { (contact: inout Contact) in contact.accountID = other.id }
            }
            let undo = try await world.store.write(world.asOperator(3)) { try $0.undo(merge.id) }
            #expect(undo == MergeUndo(returned: 2, kept: 1))
            let (acme, globex, contact, opportunity) = try await world.store.read(world.asOperator(4)) { db in
                try (
                    db.account(world.acme.id), db.account(world.globex.id), db.contact(parts.contact),
                    db.opportunity(parts.opportunity)
                )
            }
            #expect([acme.name, acme.industry, globex.externalKey] == ["Acme Globex", nil, "G-1"])
            #expect([contact.accountID, opportunity.accountID] == [other.id, world.globex.id])
            await #expect(throws: MergeError.undone) {
                try await world.store.write(world.asOperator(5)) { try $0.undo(merge.id) }
            }
        }
    }

    @Test(arguments: Engine.available) func `is refused where it would make a cycle`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            let parts = try await world.fillForMerging()
            // The child of Globex cannot swallow its parent, but Globex its child.
            await #expect(throws: MergeError.cycle) {
                try await world.store.write(world.asOperator(1)) { db in
                    try db.merge(NewMerge((world.globex.id, 2), into: (parts.child, 1)))
                }
            }
            var new = NewMerge((parts.child, 1), into: (world.globex.id, 2))
            new.taken = ["parent"]
            await #expect(throws: MergeError.cycle) {
                try await world.store.write(world.asOperator(1)) { [new] in try $0.merge(new) }
            }
            await #expect(throws: MergeError.sameRecord) {
                try await world.store.write(world.asOperator(1)) { db in
                    try db.merge(NewMerge((world.globex.id, 2), into: (world.globex.id, 2)))
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `is refused with another version, without the right and of what is hidden`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            _ = try await world.fillForMerging()
            let stale = [
                NewMerge((world.globex.id, 1), into: (world.acme.id, 2)),
                NewMerge((world.globex.id, 2), into: (world.acme.id, 1)),
            ]
            for new in stale {
                await #expect(throws: ChangedMeanwhile()) {
                    try await world.store.write(world.asOperator(1)) { try $0.merge(new) }
                }
            }
            let new = NewMerge((world.globex.id, 2), into: (world.acme.id, 2))
            let editing = RoleRights(dataScope: .all, [.accounts: [.see, .edit]])
            await #expect(throws: NotAllowed(.delete, .accounts)) {
                let editor = Access(world.ben, in: world.workspace, rights: editing, now: world.time(1))
                try await world.store.write(editor) { try $0.merge(new) }
            }
            try await world.store.write(world.asOperator(1)) { db in
                _ = try db.edit(world.globex.id) { (account: inout Account) in account.ownerID = world.cleo.id }
            }
            await #expect(throws: NotFound(kind: "account")) {
                try await world.store.write(world.access(world.ben)) { try $0.merge(new) }
            }
            var unknown = NewMerge((world.globex.id, 3), into: (world.acme.id, 2))
            unknown.taken = ["password"]
            await #expect(throws: MergeError.unknownField("password")) {
                try await world.store.write(world.asOperator(2)) { [unknown] in try $0.merge(unknown) }
            }
        }
    }

    @Test(arguments: Engine.available) func `is not undone where what went was brought back otherwise`(
        _ engine: Engine
    ) async throws {
        try await engine.withWorld { world in
            let merge = try await world.store.write(world.asOperator(1)) { db in
                try db.merge(NewMerge((world.globex.id, 1), into: (world.acme.id, 1)))
            }
            try await world.store.write(world.asOperator(2)) { try $0.restore(world.globex.id) }
            await #expect(throws: MergeError.changedSince) {
                try await world.store.write(world.asOperator(3)) { try $0.undo(merge.id) }
            }
            let survivor = try await world.store.read(world.asOperator(4)) { try $0.survivor(of: world.globex.id) }
            #expect(survivor == nil)
        }
    }

    @Test(arguments: Engine.available) func `follows a chain, and is undone from its end`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let third = Account(id: Identifier(high: 20, low: 9), name: "Third")
            try await world.store.write(world.asOperator()) { db in
                try db.create(third)
                let first = try db.merge(NewMerge((third.id, 1), into: (world.globex.id, 1)))
                let globex = try db.account(world.globex.id)
                let second = try db.merge(NewMerge((globex.id, globex.version), into: (world.acme.id, 1)))
                #expect(try db.survivor(of: third.id) == world.acme.id)
                #expect(throws: NotFound(kind: "account")) { try db.undo(first.id) }
                _ = try db.undo(second.id)
                #expect(try db.survivor(of: third.id) == world.globex.id)
                _ = try db.undo(first.id)
                #expect(try db.survivor(of: third.id) == nil)
            }
        }
    }
}

@Suite struct `Merging contacts` {
    @Test(arguments: Engine.available) func `takes what the survivor has not, and is undone`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            var (eve, double) = (
                Contact(id: Identifier(high: 21, low: 1), name: "Eve", accountID: world.acme.id),
                Contact(id: Identifier(high: 21, low: 2), name: "Eve A.", accountID: world.globex.id)
            )
            (eve.phone, double.phone, double.email) = ("1", "2", "eve@corvus.example")
            let merge = try await world.store.write(world.asOperator()) { [eve, double] db in
                try db.create(eve)
                try db.create(double)
                return try db.merge(NewMerge((double.id, 1), into: (eve.id, 1)))
            }
            let merged = try await world.store.read(world.asOperator()) { [eve] in try $0.contact(eve.id) }
            #expect([merged.name, merged.phone, merged.email] == ["Eve", "1", "eve@corvus.example"])
            #expect(merged.accountID == world.acme.id)
            try await world.store.write(world.asOperator(1)) { [eve, double] db in
                _ = try db.undo(merge.id)
                #expect(try db.contact(eve.id).email == nil)
                #expect(try db.contact(double.id).email == "eve@corvus.example")
            }
        }
    }
}

extension NamedWorld {
    struct MergedParts: Sendable {
        var contact: Identifier<Contact>
        var opportunity: Identifier<Opportunity>
        var child: Identifier<Account>
    }

    /// Globex gets an external key, an industry, a contact, an opportunity and a child; both get a region.
    func fillForMerging() async throws -> MergedParts {
        let made = try await make("Renewal", owner: ben)
        return try await store.write(asOperator()) { [self] db in
            _ = try db.edit(acme.id) { (account: inout Account) in account.region = "East" }
            _ = try db.edit(globex.id) { (account: inout Account) in
                (account.industry, account.region, account.externalKey) = ("Software", "West", "G-1")
            }
            let contact = Contact(id: Identifier(high: 21, low: 1), name: "Eve", accountID: globex.id)
            try db.create(contact)
            var child = Account(id: Identifier(high: 20, low: 1), name: "Globex south")
            child.parentID = globex.id
            try db.create(child)
            let run = try db.beginImport()
            var moved = made
            moved.accountID = globex.id
            try db.write([.change(moved, from: made, [], voided: [])], in: run)
            return MergedParts(contact: contact.id, opportunity: made.id, child: child.id)
        }
    }

    /// The records without their versions.
    func parts(_ parts: MergedParts) async throws -> [String] {
        try await store.read(asOperator()) { [self] db in
            var accounts = [try db.account(acme.id), try db.account(globex.id), try db.account(parts.child)]
            for index in accounts.indices { accounts[index].version = 0 }
            let contact = try db.contact(parts.contact).accountID
            return accounts.map { "\($0)" } + ["\(String(describing: contact))"]
                + ["\(String(describing: try db.opportunity(parts.opportunity).accountID))"]
        }
    }
}
