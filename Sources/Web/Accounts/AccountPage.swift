import Sales
import SalesAnalytics
import Storage

/// What the page of an account shows, in words.
struct AccountPage: Encodable {
    var title: String
    var id: String
    var path: String
    var version: String
    var subtitle: String?
    var parent: Link?
    var children: [Link]
    var hasChildren: Bool
    var hasFamily: Bool
    var facts: [OpportunityPage.Fact]
    var note: String?
    var figures: [Figures]
    var contacts: MiniTable
    var newContact: String?
    var newOpportunity: String?
    var open: MiniTable
    var closed: MiniTable
    var history: [RecordHistory.Line]
    var sharing: SharingPart
    var merges: [UndoableMerge]
    var dialog: RecordDialog?
    var deletion: Deletion?
    var mayMerge: Bool
    var tags: RecordTagsPart
    var fault: String?
    var own: [OwnFacts]

    struct Link: Encodable {
        var name: String
        /// Absent where the member may not see the record.
        var href: String?
    }

    /// An account's figures in one pipeline.
    struct Figures: Encodable {
        var pipeline: String?
        var tiles: [Tile]
    }

    struct Tile: Encodable {
        var name: String
        var value: String
        var exact: String
        var detail: String?
        /// Where it says in words why there is no figure.
        var isSentence = false
    }

    struct UndoableMerge: Encodable {
        var id: String
        var text: String
    }

    /// The question what becomes of what hangs on the account.
    struct Deletion: Encodable {
        var question: String?
        var mayTakeAlong: Bool
    }
}

extension AccountPage {
    init(
        _ dossier: AccountDossier,
        _ figures: [AccountFigures],
        _ refused: RefusedForm,
        _ access: Access,
        _ words: Words
    ) {
        let account = dossier.account
        let teller = RowTeller(access: access, words: words)
        title = account.name
        id = account.id.description
        path = "/accounts/\(account.id)"
        version = String(account.version)
        let kind = [account.industry, account.region].compactMap { $0 }
        subtitle = kind.isEmpty ? nil : kind.joined(separator: " · ")
        parent = dossier.parent.map { Link(name: $0.name, href: $0.isVisible ? "/accounts/\($0.id)" : nil) }
        children = dossier.children.map { Link(name: $0.name, href: "/accounts/\($0.id)") }
        hasChildren = !children.isEmpty
        hasFamily = parent != nil || !children.isEmpty
        facts = Self.facts(dossier, words)
        if case .mistyped(let expected) = CreditCode.finding(account.registrationNumber ?? "") {
            note = words("accounts.checkDigit", ["expected": String(expected)])
        }
        self.figures = figures.map { Figures($0, isOnly: figures.count == 1, words) }
        contacts = Self.contacts(dossier, teller, words)
        newContact =
            access.may(.create, .contacts) ? "/contacts?account=\(account.id)&new=yes" : nil
        newOpportunity =
            access.may(.create, .opportunities) ? "/opportunities/new?account=\(account.id)" : nil
        (open, closed) = Self.opportunities(dossier, teller, words)
        history = RecordHistory(
            access: access,
            words: words,
            currency: account.annualRevenue?.currency ?? access.workspace.currency,
            own: dossier.own.teller(words)
        ).lines(dossier.history)
        let mayEdit = access.may(.edit, .accounts)
        sharing = SharingPart(
            "/accounts/\(account.id)/shares",
            dossier.shares,
            dossier.members,
            dossier.teams,
            mayShare: mayEdit,
            words
        )
        mayMerge = mayEdit && access.may(.delete, .accounts)
        tags = dossier.tags.refused(refused, words)
        merges = mayMerge ? dossier.merges.map { UndoableMerge($0, access, words) } : []
        if mayEdit { dialog = .edit(dossier, refused.form, error: refused.error, words) }
        if access.may(.delete, .accounts) { deletion = Deletion(dossier.hanging, words) }
        own = dossier.own.facts(words)
        fault = refused.fault(words)
    }
}
