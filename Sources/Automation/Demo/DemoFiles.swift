import Foundation
import Sales
import Simulation
import Spreadsheets
import Storage

/// Puts quotes as workbooks beside some of a demonstration's open sales, with the lines that the sales have.
struct DemoFiles {
    let company: SalesCompany
    let store: Store
    let access: Access

    private var language: Language { company.plan.language }

    /// One quote in three of the sales that have lines.
    func add(to batch: [SimulatedOpportunity]) async throws {
        let sales = batch.filter { $0.index % 3 == 0 && company.hasDetails($0) }
        for sale in sales {
            let details = company.details(of: sale)
            let isOpen = sale.opportunity(observedAt: company.observedAt).values.outcome == .open
            guard isOpen, !details.lines.isEmpty else { continue }
            try await add(details, to: sale)
        }
    }

    private func add(_ details: SimulatedDetails, to sale: SimulatedOpportunity) async throws {
        var earlier = access
        earlier.now = details.enteredAt
        if let owner = details.owner { earlier.member = try await store.read(access) { try $0.member(owner) } }
        let name = LocalizedText("Quote", "报价单", "報價單")[language] + " \(1000 + sale.index).xlsx"
        var arrival = try await FileArrival(
            store,
            earlier,
            to: .opportunity(sale.id),
            name: name,
            kind: .quote,
            limit: 1 << 20
        )
        try await arrival.append(try workbook(details.lines))
        _ = try await arrival.finish()
    }

    private func workbook(_ lines: [OpportunityLine]) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quote-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "quote.xlsx")
        let header = [
            LocalizedText("Product", "产品", "產品"), LocalizedText("Quantity", "数量", "數量"),
            LocalizedText("Unit price", "单价", "單價"), LocalizedText("Discount %", "折扣 %", "折扣 %"),
            LocalizedText("Amount", "金额", "金額"),
        ]
        let writer = try SheetWriter(
            path: file.path,
            folder: folder.path,
            sheet: LocalizedText("Quote", "报价单", "報價單")[language],
            header: header.map { $0[language] },
            widths: [32, 12, 16, 12, 16]
        )
        for line in lines { try writer.append(try cells(line)) }
        try writer.close()
        return try Data(contentsOf: file)
    }

    private func cells(_ line: OpportunityLine) throws -> [SheetWriter.Value] {
        let digits = line.unitPrice.currency.minorDigits
        let unit = (0..<digits).reduce(1.0) { unit, _ in unit * 10 }
        return [
            .text(company.products.first { $0.id == line.productID }?.name ?? ""),
            .number(Double(line.quantity.thousandths) / 1000, decimals: 0),
            .number(Double(line.unitPrice.minor) / unit, decimals: digits),
            .number(Double(line.discount.hundredths) / 100, decimals: 0),
            .number(Double(try line.amount().minor) / unit, decimals: digits),
        ]
    }
}
