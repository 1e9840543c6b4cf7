import SQLEngines
import Sales
import Storage
import TestSupport
import Testing

@Suite struct `Lists, look-ups and saves` {
    @Test func `use an index on every table that grows`() async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            let live = LiveTimeline(world.store, of: world.workspace)
            try await editAsPeopleDo(world)
            try await readAsPeopleDo(world)
            try await listAsPeopleDo(world)
            try await talkAsPeopleDo(world)
            try await deleteAndUndoInBulk(world)
            try await workWithParts(world)
            try await importAndUndo(world)
            try await signInAndAdminister(world)
            var statements = recording.statements
            // The first load means to read everything; only what follows it is to be small.
            _ = try await live.current()
            let loaded = recording.statements.count
            _ = try await world.make("Another", owner: world.ben)
            _ = try await live.current()
            statements += recording.statements.dropFirst(loaded)
            for statement in statements where !statement.text.hasPrefix("INSERT") {
                let plan = try await database.plan(of: statement)
                #expect(plan.wholeReads(of: Self.growing) == [], "\(statement.text)")
            }
            #expect(statements.count > 100)
        }
    }

    @Test func `of all opportunities by name read those that are closed from an index that holds their names`()
        async throws
    {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.store.read(world.asOperator(6)) { db in
                _ = try db.opportunities(OpportunityFilter(), by: ListOrder(.name))
            }
            let isUnion = { (statement: SQL) in statement.text.contains("UNION ALL") }
            let statement = try #require(recording.statements.first(where: isUnion))
            let steps = try await database.plan(of: statement).steps
            #expect(steps.contains { $0.contains("USING INDEX opportunities_name_order") })
            #expect(steps.contains { $0.contains("USING COVERING INDEX opportunities_closed") })
        }
    }

    @Test(arguments: [nil, Identifier<Opportunity>(high: 100, low: 1)])
    func `of a rep's opportunities use the index by owner, in its order`(_ before: Identifier<Opportunity>?)
        async throws
    {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let recording = RecordingDatabase(database)
            let world = try await NamedWorld(recording)
            try await world.store.read(world.access(world.ben)) { _ = try $0.opportunities(before: before) }
            let plan = try await database.plan(of: try #require(recording.statements.last))
            let bound = before == nil ? "" : " AND id<?"
            #expect(
                plan.steps == [
                    "SEARCH opportunities USING INDEX opportunities_owner (workspace_id=? AND owner_id=?\(bound))"
                ]
            )
        }
    }

    static let scans: [SQL] = [
        "SELECT id FROM accounts WHERE phone = '1'", "SELECT a.id FROM accounts a WHERE a.phone = '1'",
        "SELECT id FROM accounts WHERE workspace_id = 1 AND phone = '1'",
        "SELECT c.id FROM teams AS t JOIN changes AS c ON c.workspace_id = t.workspace_id AND c.action = t.name",
        "SELECT id FROM accounts WHERE workspace_id = 1 ORDER BY phone LIMIT 1",
        "UPDATE accounts SET phone = NULL WHERE workspace_id = 1",
    ]

    @Test(arguments: scans) func `would be caught at a scan, of a workspace too`(_ statement: SQL) async throws {
        try await Engine.sqlite.withDatabase(migrations) { database in
            let plan = try await database.plan(of: statement)
            #expect(plan.wholeReads(of: Self.growing).count == 1)
        }
    }

    private static let growing: Set<String> = [
        "opportunities", "opportunity_revisions", "opportunity_voids", "changes", "accounts", "contacts",
        "import_findings", "team_memberships", "sessions", "one_time_links", "failed_sign_ins", "record_shares",
        "bulk_action_records", "search_entries", "merges", "merge_moves", "merge_parts", "record_tags",
        "opportunity_lines", "opportunity_contacts", "opportunity_competitors",
        "notes", "note_mentions", "files", "file_pieces", "field_values", "field_merge_moves",
    ]

    /// Every order that has an index, some of the open ones only; the others read and sort what the filter leaves.
    private func listAsPeopleDo(_ world: NamedWorld) async throws {
        let keys: [OpportunityKey] = [.name, .amount, .expectedCloseDate, .stage, .owner, .changed]
        try await world.store.read(world.asOperator(6)) { db in
            for key in keys {
                var filter = OpportunityFilter()
                if [.name, .amount, .expectedCloseDate].contains(key) { filter.outcomes = [.open] }
                for order in [ListOrder(key), ListOrder(key, descending: true)] {
                    _ = try db.opportunities(filter, by: order)
                    if key == .amount || key == .expectedCloseDate {
                        _ = try db.opportunities(OpportunityFilter(), by: order)
                    }
                }
            }
            let first = try db.accounts(AccountFilter(), limit: 1)
            for next in [first.next].compactMap(\.self) { _ = try db.accounts(AccountFilter(), at: .after(next)) }
            _ = try db.accounts(AccountFilter(), by: ListOrder(.owner))
            _ = try db.contacts(ContactFilter(), by: ListOrder(.name, descending: true))
            _ = try db.savedViews()
        }
        for access in [world.access(world.ben, after: 6), world.asOperator(6)] {
            try await world.store.read(access) { db in
                var question = BoardQuestion(pipelineID: world.pipeline.id)
                for key in [OpportunityKey.name, .amount, .expectedCloseDate, .stageEntered, .changed] {
                    question.order = ListOrder(key)
                    _ = try db.board(question)
                }
                for kind in BinKind.allCases { _ = try db.bin(kind) }
            }
        }
    }

    private func talkAsPeopleDo(_ world: NamedWorld) async throws {
        let made = RecordSubject.opportunity(try await world.make("Talked about", owner: world.ben).id)
        let ben = world.access(world.ben, after: 6)
        for subject in [made, .account(world.acme.id)] {
            let note = try await world.store.write(
                NewNote(id: Identifier(at: ben.now), subject: subject, typed: "Look"),
                ben
            )
            let file = NewRecordFile(id: Identifier(at: ben.now), subject: subject, kind: .other, name: "a")
            try await world.store.begin(file, ben)
            try await world.store.append([1], number: 0, to: file.id, ben)
            let digest = String(repeating: "0", count: 64)
            try await world.store.write(ben) { db in
                _ = try db.finish(file.id, FileContent(mediaType: .bytes, size: 1, digest: digest))
                _ = try db.edit(note.id, version: 1, typed: "Look here")
                for sort in JournalSort.allCases {
                    let page = try db.journal(of: subject, sort, limit: 1)
                    _ = try db.journal(of: subject, sort, before: page.next)
                }
                _ = try (db.mentions(), db.unreadMentions(), db.files(of: subject), db.piece(0, of: file.id))
            }
            try await world.store.readMentions(ben)
        }
        try await world.store.sweepFiles(in: world.workspace, now: world.time(5000))
    }

    private func deleteAndUndoInBulk(_ world: NamedWorld) async throws {
        let made = try await world.make("For the bin", owner: world.ben).id
        try await world.store.write(world.asOperator(7)) { db in
            var family = Contact(id: Identifier(high: 7, low: 9), name: "Ian")
            family.accountID = world.acme.id
            try db.create(family)
            try db.delete(world.acme.id, children: .deleteToo)
            try db.restore(world.acme.id)
            var run = try db.beginBulkAction(.setOwner(nil), on: .opportunity, .ids([made.erased]), selected: 1)
            try db.collect([made.erased], for: run)
            var running = run
            running.state = .running
            try db.save(running, after: run)
            run = try db.advance(running, limit: 5)
            _ = try db.bulkCounts(of: run)
            var undoing = run
            (undoing.state, undoing.processed) = (.undoing, 0)
            try db.save(undoing, after: run)
            _ = try db.undo(undoing, limit: 5)
        }
    }

    private func editAsPeopleDo(_ world: NamedWorld) async throws {
        let made = try await world.make("Acme renewal", owner: world.ben, amount: 100)
        try await world.store.write(world.access(world.ben, after: 5)) { db in
            try db.move(made.id, NewStageChange(stageID: world.proposal.id, happenedAt: world.time(4)))
            _ = try db.revise(made.id) { $0.expectedCloseDate = Day("2026-03-01") }
            _ = try db.edit(world.acme.id, version: 1) { (account: inout Account) in account.region = "East" }
            _ = try db.edit(world.acme.id, version: 1) { (account: inout Account) in account.industry = "Retail" }
            _ = try db.void([3], of: made.id)
            try db.delete(world.globex.id)
        }
        try await mergeAndUndo(world)
    }

    private func mergeAndUndo(_ world: NamedWorld) async throws {
        let other = Account(id: Identifier(high: 8, low: 1), name: "Acme north")
        try await world.store.write(world.asOperator(6)) { db in
            try db.create(other)
            let acme = try db.account(world.acme.id)
            let merge = try db.merge(NewMerge((acme.id, acme.version), into: (other.id, 1)))
            _ = try db.survivor(of: acme.id)
            _ = try db.undo(merge.id)
            _ = try db.merges(into: other.id.erased)
        }
        _ = try await world.store.fillSearchBacklog()
    }

    private func readAsPeopleDo(_ world: NamedWorld) async throws {
        let after = Identifier<Opportunity>(high: 100, low: 1)
        for access in [world.access(world.ben, after: 6), world.asOperator(6)] {
            try await world.store.read(access) { db in
                _ = try db.opportunities()
                _ = try db.opportunities(before: after)
                _ = try db.accounts()
                _ = try db.accounts(after: world.acme)
                _ = try db.contacts()
                for text in ["acme", "ac", "renewal 2"] { _ = try db.search(text) }
                _ = try db.duplicates(of: Account(id: Identifier(high: 99, low: 1), name: "Acme North Ltd"))
                _ = try db.duplicates(of: Contact(id: Identifier(high: 99, low: 1), name: "Eve"))
                for made in try db.opportunities() { _ = try db.revisions(of: made.id) }
            }
        }
        _ = try await world.store.changeCount()
    }

    private func signInAndAdminister(_ world: NamedWorld) async throws {
        let store = world.store
        let ana = try await world.letIn(world.ana, as: .admin, token: "a")
        let subjects = [SignInSubject(.of("1"), .address), SignInSubject(.of("2"), .client)]
        try await store.beginSignIn(subjects, now: world.now)
        try await store.succeedSignIn(address: subjects[0], client: subjects[1])
        _ = try await store.credentials(of: "ana@example.com")
        _ = try await store.signedIn(by: .of("a"), now: world.time(2))
        _ = try await store.sessions(of: ana.person.id, now: world.time(2))
        try await store.write(world.asOperator(8)) { db in
            try db.share(world.acme.id, with: .team(world.north.id), mayEdit: true)
            _ = try db.shares(of: world.acme.id)
            _ = try db.deactivate(world.ben.id, handingOverTo: world.cleo.id)
            _ = try db.handOver(from: world.ben.id, to: world.cleo.id)
            try db.dissolve(world.south.id, movingTo: world.north.id)
            _ = try db.openCounts(of: world.pipeline.id)
            for filter in [
                HistoryFilter(), HistoryFilter(actor: world.ana.id), HistoryFilter(record: world.acme.id.erased),
                HistoryFilter(from: db.access.today, until: db.access.today), HistoryFilter(kind: "team"),
                HistoryFilter(kind: "account"),
            ] {
                let page = try db.history(filter)
                _ = try db.history(filter, before: page.last?.id)
            }
        }
        try await store.revokeSessions(of: ana.person.id, now: world.time(9))
    }

    private func importAndUndo(_ world: NamedWorld) async throws {
        let member = Member(id: Identifier(high: 7, low: 1), name: "Dora")
        try await world.store.write(world.asOperator(7)) { db in
            let run = try db.beginImport()
            try db.create([member], in: run)
            _ = try db.place(member.id, in: world.north.id, run: run)
            _ = try db.place(member.id, in: world.south.id, run: run)
            try db.create([Product(id: Identifier(high: 7, low: 2), name: "GTX")], in: run)
            try db.create([Account(id: Identifier(high: 7, low: 3), name: "New")], in: run)
            try db.create([Contact(id: Identifier(high: 7, low: 4), name: "Eve")], in: run)
            let _: [String: Found<Account>] = try db.records(externalKeys: ["1"])
            let _: [String: [Account]] = try db.records(foldedNames: ["acme"])
            let _: [String: [Contact]] = try db.records(foldedNames: ["eve"])
            _ = try db.opportunities(externalKeys: ["1"])
            try importOpportunity(world, run, db)
            _ = try db.findings(of: run, failures: true, limit: 10)
            _ = try db.failedRows(of: run.id)
            _ = try db.noteCount(of: run)
            _ = try db.undoOpportunities(of: run, ImportUndo())
            _ = try db.undoRecords(of: run, ImportUndo())
        }
    }

    private func importOpportunity(_ world: NamedWorld, _ run: Import, _ db: ScopedConnection) throws {
        let made = try db.create(NewOpportunity(name: "Known", pipelineID: world.pipeline.id))
        var changed = made
        changed.source = "Fair"
        var amount = Revision(
            number: 2,
            happenedAt: db.access.now,
            recordedAt: db.access.now,
            cause: .imported,
            fields: .amount,
            values: TrackedValues()
        )
        amount.values.amount = Amount(minor: 5, currency: world.workspace.currency)
        try db.write([.change(changed, from: made, [amount], voided: [])], in: run)
        _ = try db.histories(of: [made.id])
        _ = try db.historyParts(of: [made.id], run)
        try db.revive(opportunities: [made.id], in: run)
    }
}
