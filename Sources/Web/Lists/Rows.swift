import Sales
import Storage

/// Makes rows of records: each column's value in words.
struct RowTeller {
    let access: Access
    let words: Words
    /// Whether fields may be changed in their place.
    var isEditable = false

    func row(_ row: OpportunityRow, _ columns: [OpportunityColumn]) -> TableRow {
        let opportunity = row.opportunity
        return TableRow(
            id: opportunity.id.description,
            href: "/opportunities/\(opportunity.id)",
            name: opportunity.name,
            version: String(opportunity.version),
            cells: columns.map { cell($0, row) }
        )
    }

    private func cell(_ column: OpportunityColumn, _ row: OpportunityRow) -> TableRow.Cell {
        let (opportunity, values) = (row.opportunity, row.opportunity.values)
        var cell = TableRow.Cell(text: "", isNumber: column.isNumber, label: column.name(words))
        switch column {
        case .name: (cell.text, cell.href) = (opportunity.name, "/opportunities/\(opportunity.id)")
        case .account:
            cell.text = row.accountName ?? ""
            cell.href = opportunity.accountID.map { "/accounts/\($0)" }
        case .amount:
            cell.text = values.amount.map { words.shortMoney($0) } ?? ""
            cell.exact = values.amount.map { words.money($0) } ?? ""
        case .stage: cell.text = row.stage?.name ?? "–"
        case .owner: cell.text = row.ownerName ?? ""
        case .expectedCloseDate:
            cell.text = day(values.expectedCloseDate)
            cell.isLate = values.outcome == .open && values.expectedCloseDate.map { $0 < access.today } ?? false
        case .daysInStage: cell.text = words.count(row.daysInStage(access.now))
        case .product: cell.text = row.productName ?? ""
        case .source: cell.text = opportunity.source ?? ""
        case .type: cell.text = opportunity.type ?? ""
        case .created: cell.text = day(access.calendar.day(of: row.beganAt))
        case .changed: cell.text = words.moment(row.changedAt, access.calendar)
        case .outcome: cell.text = words("opportunity.outcome", values.outcome ?? .open)
        case .closed: cell.text = row.closedAt.map { day(access.calendar.day(of: $0)) } ?? ""
        case .winProbability:
            cell.text = (values.winProbability ?? row.stage?.winProbability).map { "\($0)%" } ?? ""
        case .forecastCategory:
            cell.text = values.forecastCategory.map { words("lists.forecast", $0) } ?? ""
        case .tags: cell.text = row.tags.names
        }
        if isEditable, [.amount, .stage, .owner, .expectedCloseDate].contains(column) {
            cell.field = column.rawValue
            if cell.text.isEmpty { cell.text = "–" }
        }
        return cell
    }

    func row(_ row: CustomerRow<Account>, _ columns: [AccountColumn]) -> TableRow {
        let account = row.record
        return TableRow(
            id: account.id.description,
            href: "/accounts/\(account.id)",
            name: account.name,
            version: String(account.version),
            cells: columns.map { cell($0, row) }
        )
    }

    private func cell(_ column: AccountColumn, _ row: CustomerRow<Account>) -> TableRow.Cell {
        let account = row.record
        var cell = TableRow.Cell(text: "", isNumber: column.isNumber, label: column.name(words))
        switch column {
        case .name: (cell.text, cell.href) = (account.name, "/accounts/\(account.id)")
        case .owner: cell.text = row.ownerName ?? ""
        case .industry: cell.text = account.industry ?? ""
        case .region: cell.text = account.region ?? ""
        case .type: cell.text = account.type ?? ""
        case .size: cell.text = account.size ?? ""
        case .employees: cell.text = account.employees.map { words.count($0) } ?? ""
        case .annualRevenue:
            cell.text = account.annualRevenue.map { words.shortMoney($0) } ?? ""
            cell.exact = account.annualRevenue.map { words.money($0) } ?? ""
        case .phone: cell.text = account.phone ?? ""
        case .website: cell.text = account.website ?? ""
        case .tags: cell.text = row.tags.names
        case .created: cell.text = day(access.calendar.day(of: row.createdAt))
        }
        return cell
    }

    func row(_ row: CustomerRow<Contact>, _ columns: [ContactColumn]) -> TableRow {
        let contact = row.record
        return TableRow(
            id: contact.id.description,
            href: "/contacts/\(contact.id)",
            name: contact.name,
            version: String(contact.version),
            cells: columns.map { cell($0, row) }
        )
    }

    private func cell(_ column: ContactColumn, _ row: CustomerRow<Contact>) -> TableRow.Cell {
        let contact = row.record
        var cell = TableRow.Cell(text: "", isNumber: column.isNumber, label: column.name(words))
        switch column {
        case .name: (cell.text, cell.href) = (contact.name, "/contacts/\(contact.id)")
        case .account:
            cell.text = row.accountName ?? ""
            cell.href = contact.accountID.map { "/accounts/\($0)" }
        case .jobTitle: cell.text = contact.jobTitle ?? ""
        case .email: cell.text = contact.email ?? ""
        case .phone: cell.text = contact.phone ?? ""
        case .tags: cell.text = row.tags.names
        case .owner: cell.text = row.ownerName ?? ""
        case .created: cell.text = day(access.calendar.day(of: row.createdAt))
        }
        return cell
    }

    private func day(_ day: Day?) -> String { day.map { words.day($0, today: access.today) } ?? "" }
}
