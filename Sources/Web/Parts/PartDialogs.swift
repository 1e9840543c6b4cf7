import Sales
import Storage

/// Makes the dialogs of an opportunity's parts: one for a new one of each kind, and one for each that is there.
struct PartDialogs {
    let parts: OpportunityParts
    let access: Access
    let words: Words

    private var path: String { "/opportunities/\(parts.opportunity.id)" }

    var all: [PartDialog] {
        [line(nil), contact(nil), competitor(nil)] + parts.lines.map(line) + parts.chain.map(contact)
            + parts.competitors.map(competitor)
    }

    private func line(_ line: OpportunityLine?) -> PartDialog {
        let currency = parts.lineCurrency
        let price = "\(words("parts.unitPrice")) (\(currency))"
        var fields = [
            PartField.number("quantity", words("parts.quantity"), line?.quantity.typed ?? "1", isRequired: true),
            .number("unitPrice", price, line?.unitPrice.typed ?? ""),
            .number(
                "discount",
                "\(words("parts.discount")) (%)",
                line.map { $0.discount == .none ? "" : $0.discount.typed } ?? ""
            ),
        ]
        if line == nil {
            let offered = parts.products.filter { $0.retiredAt == nil }.map { product in
                PartOption(
                    value: product.id.description,
                    name: product.name,
                    price: product.prices.first { $0.currency == currency }?.typed ?? ""
                )
            }
            let first = PartOption(value: "", name: words("parts.chooseProduct"))
            fields.insert(.select("product", words("opportunity.product"), [first] + offered, isRequired: true), at: 0)
        }
        let name = line.map { parts.product($0.productID)?.name ?? "–" }
        return dialog("line", "lines", line?.id, line?.version, name ?? words("parts.addLine"), fields)
    }

    private func contact(_ part: OpportunityContact?) -> PartDialog {
        let offered = parts.roles.filter { !$0.isRetired || $0.id == part?.roleID }.map {
            PartOption(value: $0.id.description, name: $0.name, isChosen: $0.id == part?.roleID)
        }
        let attitudes = OpportunityContact.Attitude.allCases.map {
            PartOption(
                value: $0.rawValue,
                name: words("parts.attitude", $0),
                isChosen: $0 == part?.attitude ?? .unknown
            )
        }
        var fields = [
            PartField.select("role", words("parts.role"), [PartOption(value: "", name: "–")] + offered),
            .select("attitude", words("parts.attitudeLabel"), attitudes),
            .check("isPrimary", words("parts.primary"), part?.isPrimary ?? false),
        ]
        if part == nil {
            let known = Set(parts.chain.map(\.contactID))
            let names = parts.suggested.filter { !known.contains($0.id) }.map(\.name)
            fields.insert(.suggesting("contact", words("parts.contactName"), names, list: "contact-names"), at: 0)
        }
        let name = part.map { parts.people[$0.contactID]?.name ?? "–" }
        return dialog("contact", "contacts", part?.id, part?.version, name ?? words("parts.addContact"), fields)
    }

    private func competitor(_ part: OpportunityCompetitor?) -> PartDialog {
        var fields = [
            PartField.area("strengths", words("parts.strengths"), part?.strengths ?? ""),
            .area("weaknesses", words("parts.weaknesses"), part?.weaknesses ?? ""),
            .check("isLostTo", words("parts.lostTo"), part?.isLostTo ?? false),
        ]
        if part == nil {
            let known = Set(parts.competitors.map(\.competitorID))
            let names = parts.rivals.filter { !$0.isRetired && !known.contains($0.id) }.map(\.name)
            fields.insert(.suggesting("competitor", words("parts.competitor"), names, list: "competitor-names"), at: 0)
        }
        let name = part.map { parts.rival($0.competitorID) }
        return dialog(
            "competitor",
            "competitors",
            part?.id,
            part?.version,
            name ?? words("parts.addCompetitor"),
            fields
        )
    }

    private func dialog<Part>(
        _ kind: String,
        _ place: String,
        _ id: Identifier<Part>?,
        _ version: Int?,
        _ heading: String,
        _ fields: [PartField]
    ) -> PartDialog {
        PartDialog(
            key: "\(kind)-\(id.map(\.description) ?? "new")",
            heading: heading,
            action: "\(path)/\(place)\(id.map { "/\($0)" } ?? "")",
            partVersion: version.map { String($0) },
            newID: id == nil ? Identifier<Part>(at: access.now).description : nil,
            fields: fields,
            save: words(id == nil ? "parts.add" : "opportunity.save")
        )
    }
}
