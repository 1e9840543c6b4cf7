import Sales
import Storage
import TestSupport
import Testing

/// Something that a right is needed for, done to records that the member sees.
struct GuardedStep: Sendable, CustomTestStringConvertible {
    var kind: RecordKind
    var right: Rights
    var testDescription: String
    var run: @Sendable (ScopedConnection, NamedWorld, Opportunity) throws -> Void

    init(
        _ right: Rights,
        _ kind: RecordKind,
        _ name: String,
        _ run: @escaping @Sendable (ScopedConnection, NamedWorld, Opportunity) throws -> Void
    ) {
        (self.kind, self.right, testDescription, self.run) = (kind, right, name, run)
    }

    private static let token = TokenHash(hex: String(repeating: "a", count: 64))

    static let all: [GuardedStep] = [
        GuardedStep(.create, .accounts, "create an account") { db, _, _ in
            try db.create(Account(id: Identifier(high: 9, low: 1), name: "New"))
        },
        GuardedStep(.edit, .accounts, "edit an account") { db, world, _ in
            _ = try db.edit(world.acme.id) { (account: inout Account) in account.phone = "1" }
        },
        GuardedStep(.edit, .accounts, "share an account") { db, world, _ in
            try db.share(world.acme.id, with: .member(world.cleo.id), mayEdit: false)
        },
        GuardedStep(.delete, .accounts, "delete an account") { db, world, _ in try db.delete(world.globex.id) },
        GuardedStep(.create, .contacts, "create a contact") { db, _, _ in
            try db.create(Contact(id: Identifier(high: 9, low: 1), name: "New"))
        },
        GuardedStep(.edit, .contacts, "edit a contact") { db, _, _ in
            _ = try db.edit(Rights.contact) { (contact: inout Contact) in contact.phone = "1" }
        },
        GuardedStep(.create, .opportunities, "create an opportunity") { db, world, _ in
            _ = try db.create(NewOpportunity(name: "New", pipelineID: world.pipeline.id))
        },
        GuardedStep(.edit, .opportunities, "move an opportunity") { db, world, made in
            try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: db.access.now))
        },
        GuardedStep(.edit, .opportunities, "revise an opportunity") { db, _, made in
            _ = try db.revise(made.id) { $0.expectedCloseDate = .last }
        },
        GuardedStep(.edit, .opportunities, "void a revision") { db, _, made in _ = try db.void([1], of: made.id) },
        GuardedStep(.edit, .opportunities, "put a tag on an opportunity") { db, _, made in
            try db.addTags("VIP", to: .opportunity, made.id.erased)
        },
        GuardedStep(.edit, .opportunities, "fill in an own field") { db, _, made in
            try db.setFields([FieldWorld.field(.yesNo).id: .yesNo(true)], of: made.id.erased, .opportunity)
        },
        GuardedStep(.edit, .settings, "add an own field") { db, _, _ in
            try db.addField(FieldWorld.field(.text, .account))
        },
        GuardedStep(.edit, .settings, "retire an own field") { db, _, _ in
            try db.editField(FieldWorld.field(.yesNo).id, version: 1) { $0.isRetired = true }
        },
        GuardedStep(.edit, .settings, "move an own field") { db, _, _ in
            try db.moveField(FieldWorld.field(.yesNo).id, up: true, version: 1)
        },
        GuardedStep(.see, .settings, "count the use of own fields") { db, _, _ in _ = try db.fieldUse() },
        GuardedStep(.edit, .opportunities, "name a competitor") { db, _, made in
            let rival = try db.competitor(named: "Globex")
            try db.add(OpportunityCompetitor(id: Identifier(high: 9, low: 1), competitorID: rival), to: made.id)
        },
        GuardedStep(.edit, .opportunities, "take the sum of the lines") { db, _, made in
            try db.takeSumOfLines(made.id)
        },
        GuardedStep(.edit, .opportunities, "put a contact into an opportunity") { db, _, made in
            try db.add(
                OpportunityContact(id: Identifier(high: 9, low: 1), contactID: Rights.contact),
                to: made.id
            )
        },
        GuardedStep(.edit, .accounts, "put a tag on an account") { db, world, _ in
            try db.addTags("VIP", to: .account, world.acme.id.erased)
        },
        GuardedStep(.create, .pipelines, "add a tag") { db, _, _ in try db.addTag("VIP") },
        GuardedStep(.create, .products, "create a product") { db, _, _ in
            try db.create(Product(id: Identifier(high: 9, low: 1), name: "New"))
        },
        GuardedStep(.create, .pipelines, "create a loss reason") { db, _, _ in
            try db.create(LossReason(id: Identifier(high: 9, low: 1), name: "New"))
        },
        GuardedStep(.edit, .pipelines, "publish a process") { db, world, _ in
            var process = world.process
            process.number = 2
            try db.publish(process)
        },
        GuardedStep(.edit, .pipelines, "publish a draft") { db, world, _ in
            var stages = world.process.stages
            stages[0].name = "New"
            _ = try db.publish(ProcessDraft(pipelineID: world.pipeline.id, base: 1, stages: stages))
        },
        GuardedStep(.edit, .pipelines, "rename a pipeline") { db, world, _ in
            try db.rename(world.pipeline.id, to: "New", version: 1)
        },
        GuardedStep(.create, .pipelines, "add a source") { db, _, _ in try db.addChoice("Fair", to: .sources) },
        GuardedStep(.edit, .pipelines, "rename a loss reason") { db, world, _ in
            try db.edit(Identifier(world.price.id.erased), of: .lossReasons, version: 1) { $0.name = "New" }
        },
        GuardedStep(.edit, .pipelines, "put a loss reason in order") { db, world, _ in
            try db.move(Identifier(world.price.id.erased), in: .lossReasons, up: true, version: 1)
        },
        GuardedStep(.see, .settings, "look at the workspace's settings") { db, _, _ in _ = try db.workspaceSetting() },
        GuardedStep(.edit, .settings, "change the workspace's settings") { db, world, _ in
            let setting = WorkspaceSetting(
                name: "Other",
                currency: world.workspace.currency,
                timeZone: "UTC",
                language: .english
            )
            try db.edit(setting, version: 1)
        },
        GuardedStep(.edit, .settings, "add a currency") { db, _, _ in try db.addCurrency("USD") },
        GuardedStep(.create, .members, "create a member") { db, _, _ in
            try db.create(Member(id: Identifier(high: 9, low: 1), name: "New"))
        },
        GuardedStep(.create, .members, "invite") { db, _, _ in
            _ = try db.invite(Invitation(email: "new@example.com", name: "New", role: .readOnly), link: token)
        },
        GuardedStep(.edit, .members, "rename a member") { db, world, _ in
            _ = try db.edit(world.cleo.id) { (member: inout Member) in member.name = "Cleo B." }
        },
        GuardedStep(.edit, .members, "give a role") { db, world, _ in _ = try db.setRole(.readOnly, of: world.cleo.id)
        },
        GuardedStep(.delete, .members, "deactivate") { db, world, _ in _ = try db.deactivate(world.cleo.id) },
        GuardedStep(.edit, .members, "hand over") { db, world, _ in
            _ = try db.handOver(from: world.cleo.id, to: world.ana.id)
        },
        GuardedStep(.create, .members, "create a team") { db, _, _ in
            try db.create(Team(id: Identifier(high: 9, low: 1), name: "New"))
        },
        GuardedStep(.edit, .members, "move a team") { db, world, _ in
            _ = try db.edit(world.south.id) { (team: inout Team) in team.parentID = world.north.id }
        },
        GuardedStep(.delete, .members, "dissolve a team") { db, world, _ in
            try db.dissolve(world.south.id, movingTo: world.north.id)
        },
        GuardedStep(.edit, .members, "put into a team") { db, world, _ in
            try db.create([TeamMembership(memberID: world.ben.id, teamID: world.south.id)])
        },
        GuardedStep(.see, .settings, "look at what changed") { db, _, _ in _ = try db.history() },
        GuardedStep(.see, .settings, "look at a role's rights") { db, _, _ in _ = try db.rights(of: .rep) },
        GuardedStep(.edit, .settings, "change a role's rights") { db, _, _ in
            try db.setRights(RoleRights(defaultOf: .rep), of: .rep, version: 0)
        },
        GuardedStep(.edit, .settings, "change who sees what nobody owns") { db, _, _ in
            try db.setUnassignedRules(.standard, version: 0)
        },
    ]
}

extension Rights {
    fileprivate static let contact = Identifier<Contact>(high: 8, low: 1)
}

@Suite struct `What a right is needed for` {
    /// Runs a step by Ben with these rights, and takes everything back.
    private func attempt(_ step: GuardedStep, _ world: NamedWorld, _ rights: RoleRights, _ made: Opportunity)
        async throws
    {
        struct TakenBack: Error {}
        let access = Access(world.ben, in: world.workspace, rights: rights, now: world.time(1))
        do {
            try await world.store.write(access) { db in
                try step.run(db, world, made)
                throw TakenBack()
            }
        } catch is TakenBack {}
    }

    private func prepared(_ engine: Engine, _ body: (NamedWorld, Opportunity) async throws -> Void) async throws {
        try await engine.withWorld { world in
            try await world.addFields()
            let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
            try await world.store.write(world.asOperator()) { try $0.create(Contact(id: Rights.contact, name: "Eve")) }
            try await body(world, made)
        }
    }

    @Test(arguments: Engine.available) func `is refused without it and to be had with it`(_ engine: Engine) async throws
    {
        try await prepared(engine) { world, made in
            for step in GuardedStep.all {
                var rights = RoleRights.everything
                rights[step.kind].remove(step.right)
                await #expect(throws: NotAllowed(step.right, step.kind), "\(step.testDescription)") {
                    try await attempt(step, world, rights, made)
                }
                var least = RoleRights(dataScope: .own, [.accounts: .edit, .settings: .see])
                for kind in RecordKind.allCases { least[kind].insert(.see) }
                least[step.kind].insert(step.right)
                try await attempt(step, world, least, made)
            }
        }
    }

    @Test(arguments: Engine.available) func `is refused to each role by default that lacks it`(_ engine: Engine)
        async throws
    {
        try await prepared(engine) { world, made in
            for role in Role.allCases where role != .owner {
                let rights = RoleRights(defaultOf: role)
                for step in GuardedStep.all where !rights.allows(step.right, step.kind) {
                    await #expect(throws: NotAllowed.self, "\(role) \(step.testDescription)") {
                        try await attempt(step, world, rights, made)
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `is not enough to import for who does not see all`(_ engine: Engine)
        async throws
    {
        try await prepared(engine) { world, _ in
            var rights = RoleRights.everything
            rights.dataScope = .teamAndBelow
            let access = Access(world.ben, in: world.workspace, rights: rights, now: world.now)
            await #expect(throws: NotAllowed(.import, nil)) {
                try await world.store.write(access) { _ = try $0.beginImport() }
            }
            rights.dataScope = .all
            rights[.accounts].remove(.import)
            let partly = Access(world.ben, in: world.workspace, rights: rights, now: world.now)
            await #expect(throws: NotAllowed(.import, .accounts)) {
                try await world.store.write(partly) { try $0.create([Account](), in: try $0.beginImport()) }
            }
        }
    }

    @Test(arguments: Engine.available) func `is found only by who may see the kind at all`(_ engine: Engine)
        async throws
    {
        try await prepared(engine) { world, made in
            let blind = Access(world.ben, in: world.workspace, rights: RoleRights(dataScope: .all), now: world.now)
            try await world.store.read(blind) { db in
                let counts = try [db.opportunities().count, db.accounts().count, db.contacts().count]
                #expect(counts == [0, 0, 0])
                #expect(throws: NotFound.self) { try db.opportunity(made.id) }
                #expect(throws: NotFound.self) { try db.account(world.acme.id) }
                #expect(throws: NotFound.self) { try db.contact(Rights.contact) }
            }
        }
    }
}

@Suite struct `A workspace's rights` {
    @Test(arguments: Engine.available) func `are what it decides, from the next request on`(_ engine: Engine)
        async throws
    {
        try await engine.withWorld { world in
            let rights = RoleRights(dataScope: .team, [.accounts: [.see, .export], .members: .create])
            try await world.store.write(world.asOperator()) { try $0.setRights(rights, of: .rep, version: 0) }
            let access = try await world.store.access(of: world.ben, in: world.workspace, now: world.now)
            #expect(access.rights == rights && access.unassigned == .standard)
            await #expect(throws: ChangedMeanwhile()) {
                try await world.store.write(world.asOperator()) { try $0.setRights(.everything, of: .rep, version: 0) }
            }
            try await world.store.write(world.asOperator()) { try $0.setRights(.everything, of: .rep, version: 1) }
            let stored = try await world.store.read(world.asOperator()) { try $0.rights(of: .rep) }
            #expect(stored == StoredRights(rights: .everything, version: 2))
        }
    }

    @Test(arguments: Engine.available) func `are never taken from an owner`(_ engine: Engine) async throws {
        try await engine.withWorld { world in
            await #expect(throws: RightsError.ownersRights) {
                try await world.store.write(world.asOperator()) {
                    try $0.setRights(RoleRights(dataScope: .own), of: .owner, version: 0)
                }
            }
            var owner = world.ana
            owner.role = .owner
            let access = Access(owner, in: world.workspace, rights: RoleRights(dataScope: .own), now: world.now)
            #expect(access.rights == .everything)
        }
    }
}
