import Sales
import Storage

/// What the page of a contact shows, in words.
struct ContactPage: Encodable {
    var title: String
    var id: String
    var path: String
    var version: String
    var subtitle: String?
    var account: AccountPage.Link?
    var facts: [Fact]
    var history: [RecordHistory.Line]
    var sharing: SharingPart
    var merges: [AccountPage.UndoableMerge]
    var dialog: RecordDialog?
    var mayDelete: Bool
    var mayMerge: Bool
    var tags: RecordTagsPart
    var roles: ContactRolesPart
    var fault: String?
    var own: [OwnFacts]

    struct Fact: Encodable {
        var name: String
        var value: String
        /// `mailto:` or `tel:`.
        var href: String?
    }
}

/// All that the page of one contact tells, read in one transaction.
struct ContactDossier: Sendable {
    var contact: Contact
    var account: (id: Identifier<Account>, name: String, isVisible: Bool)?
    var history: [HistoryEntry]
    var shares: [RecordShare]
    var merges: [Merge]
    var members: [Member]
    var teams: [Team]
    var tags: RecordTagsPart
    var places: [(row: OpportunityRow, part: OpportunityContact)]
    var roles: [Choice]
    var own: OwnFields

    init(_ id: Identifier<Contact>, _ db: ScopedConnection) throws {
        contact = try db.contact(id)
        account = try contact.accountID.flatMap { account in
            guard let name = try db.accountNames([account])[account] else { return nil }
            return (account, name, try db.isVisible(account))
        }
        history = try db.history(of: id)
        shares = try db.shares(of: id)
        merges = try db.merges(into: id.erased).filter { $0.undoneAt == nil }
        members = try db.members()
        teams = try db.teams()
        tags = try RecordTagsPart(.contact, id.erased, db)
        places = try db.opportunities(of: id)
        roles = try db.choices(.contactRoles)
        own = try OwnFields(.contact, of: id.erased, db)
    }
}

extension ContactPage {
    init(
        _ dossier: ContactDossier,
        _ refused: RefusedForm,
        _ access: Access,
        _ words: Words
    ) {
        let contact = dossier.contact
        title = contact.name
        id = contact.id.description
        path = "/contacts/\(contact.id)"
        version = String(contact.version)
        subtitle = contact.jobTitle
        account = dossier.account.map {
            AccountPage.Link(name: $0.name, href: $0.isVisible ? "/accounts/\($0.id)" : nil)
        }
        facts = Self.facts(dossier, words)
        history = RecordHistory(
            access: access,
            words: words,
            currency: access.workspace.currency,
            own: dossier.own.teller(words)
        )
        .lines(dossier.history)
        let mayEdit = access.may(.edit, .contacts)
        sharing = SharingPart(
            "\(path)/shares",
            dossier.shares,
            dossier.members,
            dossier.teams,
            mayShare: mayEdit,
            words
        )
        mayDelete = access.may(.delete, .contacts)
        mayMerge = mayEdit && mayDelete
        tags = dossier.tags.refused(refused, words)
        roles = ContactRolesPart(dossier.places, dossier.roles, words)
        merges = mayMerge ? dossier.merges.map { AccountPage.UndoableMerge($0, access, words) } : []
        if mayEdit { dialog = .edit(dossier, refused.form, error: refused.error, words) }
        own = dossier.own.facts(words)
        fault = refused.fault(words)
    }

    private static func facts(_ dossier: ContactDossier, _ words: Words) -> [Fact] {
        let contact = dossier.contact
        let owner = dossier.members.first { $0.id == contact.ownerID }?.name
        return [
            Fact(
                name: words("lists.contact.email"),
                value: contact.email ?? "–",
                href: contact.email.map { "mailto:\($0.inQuery.replacing("%40", with: "@"))" }
            ),
            Fact(
                name: words("lists.contact.phone"),
                value: contact.phone ?? "–",
                href: contact.phone.map { "tel:\($0.hasPrefix("+") ? "+" : "")\($0.digits)" }
            ),
            Fact(name: words("lists.contact.jobTitle"), value: contact.jobTitle ?? "–"),
            Fact(name: words("lists.contact.owner"), value: owner ?? words("lists.nobody")),
        ]
    }
}

extension RecordDialog {
    fileprivate static func edit(
        _ dossier: ContactDossier,
        _ form: RecordForm?,
        error: (any Error)?,
        _ words: Words
    ) -> RecordDialog {
        let contact = dossier.contact
        let shown = form ?? RecordForm(contact, account: dossier.account?.name)
        let owners = dossier.members.filter { $0.isActive || $0.id == contact.ownerID }.map {
            Option(value: $0.id.description, name: $0.name, isChosen: false)
        }
        return RecordDialog(
            heading: words("contacts.edit"),
            action: "/contacts/\(contact.id)/changes",
            hintsPath: "/contacts/hints?id=\(contact.id)",
            version: form.flatMap { error is ChangedMeanwhile ? nil : $0["version"] } ?? String(contact.version),
            fields: shown.contactFields(owners, words),
            fault: form == nil ? nil : error.map { Fault($0).sentence(words) },
            isOpen: form != nil,
            isConfirmed: false,
            save: words("opportunity.save"),
            own: dossier.own.inputs(form, words)
        )
    }
}
