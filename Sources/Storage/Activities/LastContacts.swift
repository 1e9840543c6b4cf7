import SQLEngines
import Sales

extension ScopedConnection {
    /// When somebody of the account, or about the opportunity, was reached last; nil where nobody was yet.
    package func lastContact(of subject: RecordSubject) throws -> Instant? {
        _ = try seen(subject)
        let instants: [Instant?]
        switch subject {
        case .account(let id):
            instants = try db.all("SELECT last_contact_at FROM accounts WHERE workspace_id = \(key) AND id = \(id)")
        case .opportunity(let id):
            instants = try db.all(
                "SELECT last_contact_at FROM opportunities WHERE workspace_id = \(key) AND id = \(id)"
            )
        case .contact(let id):
            let took: SQL =
                "SELECT activity_id FROM activity_contacts WHERE workspace_id = \(key) AND contact_id = \(id)"
            instants = try db.all(
                "SELECT \(latest("contact_id = \(id)")) UNION ALL SELECT \(latest("id IN (\(took))"))"
            )
        }
        return instants.compactMap(\.self).max()
    }

    /// Writes anew when there was contact last with what an activity is about: its opportunity, and the account of its
    /// record and of the people with whom it was.
    ///
    /// It is read off the activities, so that it stays right where one is moved to another day, or taken away.
    func refreshLastContact(of subject: RecordSubject, with contacts: [Identifier<Contact>]) throws {
        if case .opportunity(let id) = subject {
            try db.run(
                """
                UPDATE opportunities SET last_contact_at = \(latest("opportunity_id = \(id)"))
                WHERE workspace_id = \(key) AND id = \(id)
                """
            )
        }
        for account in try accounts(of: subject, contacts) { try db.refreshLastContact(of: account, in: key) }
    }

    private func accounts(
        of subject: RecordSubject,
        _ contacts: [Identifier<Contact>]
    ) throws -> Set<Identifier<Account>> {
        var ids: [Identifier<Account>?] = []
        switch subject {
        case .account(let id): ids = [id]
        case .contact: break
        case .opportunity(let id):
            ids = try db.all("SELECT account_id FROM opportunities WHERE workspace_id = \(key) AND id = \(id)")
        }
        var people = Set(contacts)
        if case .contact(let id) = subject { people.insert(id) }
        if !people.isEmpty {
            ids +=
                try db.all(
                    "SELECT account_id FROM contacts WHERE workspace_id = \(key) AND id IN (\(list: people.sorted()))"
                ) as [Identifier<Account>?]
        }
        return Set(ids.compactMap(\.self))
    }

    private func latest(_ condition: SQL) -> SQL { db.latestContact(condition, in: key) }
}

extension Connection {
    /// When there was contact last among activities of the condition.
    fileprivate func latestContact(_ condition: SQL, in workspace: Int64) -> SQL {
        """
        (SELECT max(happened_at) FROM activities WHERE workspace_id = \(workspace) AND \(condition)
            AND kind <> \(Activity.Kind.task) AND outcome = \(Activity.Outcome.reached) AND deleted_at IS NULL)
        """
    }

    /// The same for the accounts that a merge, or its undoing, was about.
    func refreshLastContacts(of merge: Merge, in workspace: Int64) throws {
        let both = [merge.survivorID, merge.mergedID]
        if merge.recordKind == Account.table.kind {
            for id in both { try refreshLastContact(of: Identifier<Account>(id), in: workspace) }
            return
        }
        let accounts: [Identifier<Account>?] = try all(
            "SELECT account_id FROM contacts WHERE workspace_id = \(workspace) AND id IN (\(list: both))"
        )
        for account in Set(accounts.compactMap(\.self)).sorted() { try refreshLastContact(of: account, in: workspace) }
    }

    /// The account's latest contact: of itself, of its people, of its opportunities, and of those in which its people
    /// took part.
    fileprivate func refreshLastContact(of account: Identifier<Account>, in workspace: Int64) throws {
        let people: SQL = "SELECT id FROM contacts WHERE workspace_id = \(workspace) AND account_id = \(account)"
        let latest: [Instant?] = try all(
            """
            SELECT \(latestContact("account_id = \(account)", in: workspace))
            UNION ALL SELECT \(latestContact("contact_id IN (\(people))", in: workspace))
            UNION ALL SELECT max(last_contact_at) FROM opportunities
                WHERE workspace_id = \(workspace) AND account_id = \(account)
            UNION ALL SELECT \(latestContact(
                """
                id IN (SELECT activity_id FROM activity_contacts WHERE workspace_id = \(workspace)
                    AND contact_id IN (\(people)))
                """,
                in: workspace
            ))
            """
        )
        try run(
            """
            UPDATE accounts SET last_contact_at = \(latest.compactMap(\.self).max())
            WHERE workspace_id = \(workspace) AND id = \(account)
            """
        )
    }
}
