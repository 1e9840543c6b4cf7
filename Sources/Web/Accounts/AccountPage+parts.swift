import Sales
import SalesAnalytics
import Storage

extension AccountPage {
    static func facts(_ dossier: AccountDossier, _ words: Words) -> [OpportunityPage.Fact] {
        let account = dossier.account
        let all: [(String, String?)] = [
            (words("lists.account.owner"), dossier.name(of: account.ownerID) ?? words("lists.nobody")),
            (words("accounts.registrationNumber"), account.registrationNumber),
            (words("lists.account.industry"), account.industry), (words("lists.account.region"), account.region),
            (words("lists.account.type"), account.type), (words("lists.account.size"), account.size),
            (words("lists.account.employees"), account.employees.map { words.count($0) }),
            (words("lists.account.annualRevenue"), account.annualRevenue.map { words.money($0) }),
            (words("accounts.foundedYear"), account.foundedYear.map { String($0) }),
            (words("lists.account.phone"), account.phone), (words("lists.account.website"), account.website),
            (words("accounts.address"), account.address),
        ]
        return all.compactMap { name, value in value.map { OpportunityPage.Fact(name: name, value: $0) } }
    }

    static func contacts(_ dossier: AccountDossier, _ teller: RowTeller, _ words: Words) -> MiniTable {
        let columns: [ContactColumn] = [.name, .jobTitle, .email, .phone]
        return MiniTable(
            words("places.contacts"),
            columns,
            dossier.contacts.rows.map { teller.row($0, columns) },
            more: dossier.contacts.next == nil ? nil : "/contacts?account=\(dossier.account.id)",
            words
        )
    }

    static func opportunities(
        _ dossier: AccountDossier,
        _ teller: RowTeller,
        _ words: Words
    ) -> (open: MiniTable, closed: MiniTable) {
        let open: [OpportunityColumn] = [.name, .stage, .amount, .expectedCloseDate, .owner]
        let closed: [OpportunityColumn] = [.name, .outcome, .amount, .closed, .owner]
        let path = "/opportunities?account=\(dossier.account.id)"
        return (
            MiniTable(
                words("accounts.openSales"),
                open,
                dossier.open.rows.map { teller.row($0, open) },
                more: dossier.open.next == nil ? nil : "\(path)&outcome=open",
                words
            ),
            MiniTable(
                words("accounts.closedSales"),
                closed,
                dossier.closed.rows.map { teller.row($0, closed) },
                more: dossier.closed.next == nil ? nil : "\(path)&outcome=won&outcome=lost",
                words
            )
        )
    }
}

extension AccountPage.Figures {
    init(_ account: AccountFigures, isOnly: Bool, _ words: Words) {
        let figures = account.figures
        pipeline = isOnly ? nil : account.pipeline
        let open = figures.stages.filter { $0.kind == .open }.map(\.standingAmount)
        let currency = figures.wonAmount.currency
        let openSum = Int64(clamping: open.reduce(Int128(0)) { $0 + Int128($1.minor) })
        func sum(_ minor: Int64) -> (String, String) {
            let amount = Amount(minor: minor, currency: currency)
            return (words.shortMoney(amount), words.money(amount))
        }
        let (wonText, openText) = (sum(figures.wonAmount.minor), sum(openSum))
        let closed = figures.won + figures.lost
        tiles = [
            .init(
                name: words("funnel.won"),
                value: words.count(figures.won),
                exact: wonText.1,
                detail: wonText.0
            ),
            .init(
                name: words("funnel.open"),
                value: words.count(figures.open),
                exact: openText.1,
                detail: openText.0
            ),
            .init(
                name: words("funnel.winRate"),
                value: words.percent(figures.winRate, of: closed),
                exact: "",
                detail: words("funnel.ofClosed", count: closed),
                isSentence: figures.winRate != nil && closed < Enough.forShare
            ),
            .init(
                name: words("funnel.cycle"),
                value: words.median(figures.cycleDays.median, of: figures.cycleDays.n),
                exact: "",
                detail: words("funnel.ofWon", count: figures.cycleDays.n),
                isSentence: figures.cycleDays.median != nil && figures.cycleDays.n < Enough.forMedian
            ),
        ]
    }
}

extension AccountPage.UndoableMerge {
    init(_ merge: Merge, _ access: Access, _ words: Words) {
        id = merge.id.description
        text = words("record.mergedOn", ["time": words.moment(merge.mergedAt, access.calendar)])
    }
}

extension AccountPage.Deletion {
    init(_ children: AccountChildren, _ words: Words) {
        mayTakeAlong = children.contacts + children.opportunities > 0
        guard !children.isEmpty else { return }
        question = words(
            "accounts.hanging",
            [
                "contacts": words.count(children.contacts), "opportunities": words.count(children.opportunities),
                "subsidiaries": words.count(children.subsidiaries),
            ]
        )
    }
}

extension RecordDialog {
    static func edit(
        _ dossier: AccountDossier,
        _ form: RecordForm?,
        error: (any Error)?,
        _ words: Words
    ) -> RecordDialog {
        let account = dossier.account
        let shown = form ?? RecordForm(account, parent: dossier.parent?.name)
        return RecordDialog(
            heading: words("accounts.edit"),
            action: "/accounts/\(account.id)/changes",
            hintsPath: "/accounts/hints?id=\(account.id)",
            version: form.flatMap { error is ChangedMeanwhile ? nil : $0["version"] } ?? String(account.version),
            fields: shown.accountFields(dossier.owners, words),
            fault: form == nil ? nil : error.map { Fault($0).sentence(words) },
            isOpen: form != nil,
            isConfirmed: false,
            save: words("opportunity.save"),
            own: dossier.own.inputs(form, words)
        )
    }
}
