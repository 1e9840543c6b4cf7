import SQLEngines
import Sales

extension ScopedConnection {
    /// The people of an opportunity's decision chain: the primary one first, then by the order of the roles.
    ///
    /// Who is in the bin stands in none.
    package func contacts(of id: Identifier<Opportunity>) throws -> [OpportunityContact] {
        _ = try opportunity(id)
        return try storedContacts(of: id)
    }

    /// Of each of a contact's opportunities that the member sees: which, and the contact's place in it.
    package func opportunities(
        of id: Identifier<Contact>,
        limit: Int = 50
    ) throws -> [(row: OpportunityRow, part: OpportunityContact)] {
        _ = try contact(id)
        var parts: [(Identifier<Opportunity>, OpportunityContact)] = []
        try db.forEach(
            """
            SELECT p.opportunity_id, \(OpportunityContact.columns(of: "p")) FROM opportunity_contacts p
            JOIN opportunities o ON o.workspace_id = p.workspace_id AND o.id = p.opportunity_id
            WHERE p.workspace_id = \(key) AND p.contact_id = \(id) AND p.removed_at IS NULL
                AND o.deleted_at IS NULL AND o.withdrawn_at IS NULL
                AND \(sees(.opportunities, owner: "o.owner_id", id: "o.id"))
            ORDER BY o.changed_at DESC, o.id LIMIT \(limit)
            """
        ) { row in
            parts.append((try row.next(), try row.next()))
        }
        let rows = try opportunityRows(parts.map(\.0))
        return parts.compactMap { id, part in rows[id].map { ($0, part) } }
    }

    /// Names and whether the member may open them, of contacts that stand in an opportunity.
    package func contactNames(
        _ ids: [Identifier<Contact>]
    ) throws -> [Identifier<Contact>: (name: String, jobTitle: String?, isVisible: Bool)] {
        var names: [Identifier<Contact>: (name: String, jobTitle: String?, isVisible: Bool)] = [:]
        if ids.isEmpty { return names }
        try db.forEach(
            "SELECT id, name, job_title, owner_id FROM contacts WHERE workspace_id = \(key) AND id IN (\(list: ids))"
        ) { row in
            let id: Identifier<Contact> = try row.next()
            let (name, jobTitle): (String, String?) = (try row.next(), try row.next())
            let owner: Identifier<Member>? = try row.next()
            names[id] = (name, jobTitle, sees(.contacts, id.erased, owner: owner))
        }
        return names
    }

    /// The contacts of exactly that name that the member sees, those of an account first.
    package func contacts(named name: String, preferring account: Identifier<Account>?) throws -> [Contact] {
        let found: [Contact] = try db.all(
            """
            SELECT \(Contact.table.columns) FROM contacts
            WHERE workspace_id = \(key) AND name_sort = \(name.sortKey) AND name_folded = \(name.folded)
                AND deleted_at IS NULL AND \(sees(.contacts)) ORDER BY id LIMIT 20
            """
        )
        let own = found.filter { account != nil && $0.accountID == account }
        return own.isEmpty ? found : own
    }

    /// Puts a contact into an opportunity; one that stands there already stays as it is.
    package func add(_ part: OpportunityContact, to id: Identifier<Opportunity>) throws {
        _ = try withParts(id)
        _ = try contact(part.contactID)
        try requireOffered(part.roleID, .contactRoles)
        if try storedContacts(of: id).contains(where: { $0.contactID == part.contactID }) { return }
        try db.run(
            """
            INSERT INTO opportunity_contacts
                (workspace_id, id, opportunity_id, contact_id, role_id, attitude, is_primary, version)
            VALUES (\(key), \(part.id), \(id), \(part.contactID), \(part.roleID), \(part.attitude), 0, 1)
            """
        )
        try touch(id, before: nil, after: part.logged, usual: OpportunityContact.usual)
        if part.isPrimary { try setPrimary(part.id, of: id) }
    }

    /// Changes role and attitude, and who is the primary one.
    package func edit(
        _ part: Identifier<OpportunityContact>,
        of id: Identifier<Opportunity>,
        version: Int,
        _ change: (inout OpportunityContact) throws -> Void
    ) throws {
        _ = try withParts(id)
        guard let old = try storedContacts(of: id).first(where: { $0.id == part }) else {
            throw NotFound(kind: "contact role")
        }
        var new = old
        try change(&new)
        if new == old { return }
        if new.roleID != old.roleID { try requireOffered(new.roleID, .contactRoles) }
        try updatePart(
            "opportunity_contacts",
            part,
            version: version,
            "role_id = \(new.roleID), attitude = \(new.attitude), is_primary = \(new.isPrimary)"
        )
        try touch(id, before: old.logged, after: new.logged, usual: OpportunityContact.usual)
        if new.isPrimary { try setPrimary(part, of: id) }
    }

    /// Takes a contact out of an opportunity, or brings it back.
    package func setRemoved(
        _ isRemoved: Bool,
        _ part: Identifier<OpportunityContact>,
        of id: Identifier<Opportunity>,
        version: Int
    ) throws {
        _ = try withParts(id)
        guard let stored = try storedContacts(of: id, removed: !isRemoved).first(where: { $0.id == part }) else {
            throw NotFound(kind: "contact role")
        }
        if !isRemoved, try storedContacts(of: id).contains(where: { $0.contactID == stored.contactID }) {
            throw PartError.alreadyThere
        }
        // Whoever became the primary contact meanwhile stays it.
        var kept = stored
        if !isRemoved, try storedContacts(of: id).contains(where: \.isPrimary) { kept.isPrimary = false }
        let removedAt = isRemoved ? access.now : nil
        try updatePart(
            "opportunity_contacts",
            part,
            version: version,
            "removed_at = \(removedAt), is_primary = \(kept.isPrimary)"
        )
        let fields = kept.logged
        let (before, after) = isRemoved ? (fields, nil) : (nil, fields)
        try touch(id, before: before, after: after, usual: OpportunityContact.usual)
    }

    /// Lets one be the primary contact, and tells who was it before.
    private func setPrimary(_ part: Identifier<OpportunityContact>, of id: Identifier<Opportunity>) throws {
        let before = try storedContacts(of: id).filter { $0.isPrimary && $0.id != part }
        try db.run(
            """
            UPDATE opportunity_contacts SET is_primary = CASE WHEN id = \(part) THEN 1 ELSE 0 END, version = version + 1
            WHERE workspace_id = \(key) AND opportunity_id = \(id) AND removed_at IS NULL
                AND is_primary <> CASE WHEN id = \(part) THEN 1 ELSE 0 END
            """
        )
        for other in before {
            var plain = other
            plain.isPrimary = false
            try touch(id, before: other.logged, after: plain.logged, usual: OpportunityContact.usual)
        }
    }

    private func storedContacts(of id: Identifier<Opportunity>, removed: Bool = false) throws -> [OpportunityContact] {
        try db.all(
            """
            SELECT \(OpportunityContact.columns(of: "p")) FROM opportunity_contacts p
            JOIN contacts c ON c.workspace_id = p.workspace_id AND c.id = p.contact_id
            LEFT JOIN contact_roles r ON r.workspace_id = p.workspace_id AND r.id = p.role_id
            WHERE p.workspace_id = \(key) AND p.opportunity_id = \(id) AND c.deleted_at IS NULL
                AND p.removed_at IS \(removed ? "NOT NULL" as SQL : "NULL")
            ORDER BY p.is_primary DESC, r.position NULLS LAST, p.id
            """
        )
    }

    /// Refuses a choice that the workspace's list does not have, or does not offer any more.
    func requireOffered(_ id: Identifier<Choice>?, _ list: ChoiceList) throws {
        guard let id else { return }
        guard try choices(list).contains(where: { $0.id == id && !$0.isRetired }) else {
            throw NotFound(kind: "choice")
        }
    }
}
