import Automation
import Foundation
import Sales
import Storage
import Testing

@testable import Automation
@testable import Web

@Suite struct `The sentences of an import` {
    private static let values: [ValueError] = [
        .notANumber, .notAWholeNumber, .numberTooLarge, .numberAmbiguous(example: "1,234"),
        .numberFormatsMixed(point: "1.5", comma: "1,5"), .grouping, .outOfRange(0...100),
        .tooManyDecimals(Currency("EUR")!), .currencyUnknown("RMB"),
        .currencyDiffers(found: "USD", expected: Currency("EUR")!), .notADate, .notAfter(Day("2026-01-01")!),
        .noSuchDate, .noSuchTime, .twoDigitYear, .dateOrderAmbiguous(example: "1/2/2026"),
        .dateOrdersMixed(dayFirst: "31/1/2026", monthFirst: "1/31/2026"), .blank, .tooLong(500),
        .notOneOf(["a", "b"]), .unknownStage(nearest: nil), .unknownStage(nearest: "Won"), .spreadsheetFault,
    ]
    private static let tables: [TableError] = [
        .unreadable(path: "x", reason: "y"), .empty, .invalidText(row: 3, offset: 9, encoding: .utf8),
        .unclosedQuote(row: 1, column: 2), .nul(row: 1, column: 2), .rowTooLong(row: 1, openQuoteInColumn: 2),
        .rowTooLong(row: 1, openQuoteInColumn: nil), .tooManyColumns(row: 1), .encodingUnavailable(.gb18030),
    ]
    private static let others: [any Error] = [
        MappingError.fieldMissing("name", kind: .accounts), MappingError.column("Date", .notADate),
        MappingError.columnsAbsent([.init(name: "x", nearest: nil)]), ImportError.pipelineMissing,
        ImportError.unknownPipeline("x", known: []), ImportError.stageMissing("x", pipeline: "y"),
        ImportError.leadPipeline("x"), ImportError.undoneAlready, ImportError.undoneMeanwhile, ImportError.demoStays,
        ImportFileError.empty, ImportFileError.gone, ImportFileError.cannotKeep,
        ImportFileError.tooLarge(limit: 5_000_000), ImportFileError.tooManyColumns(600),
    ]

    @Test func `are all known to the catalogues`() {
        let sentences = Self.values.map { "\($0)" } + Self.tables.map { "\($0)" } + Self.others.map { "\($0)" }
        for sentence in sentences { #expect(ImportSentences.key(of: sentence) != nil, "\(sentence)") }
    }

    /// Every sentence that the engine writes itself stands in its sources as a text.
    @Test func `of the engine's sources are among them`() throws {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let engine = root.appending(path: "Sources/Automation/Imports/Engine")
        for file in try FileManager.default.contentsOfDirectory(atPath: engine.path) where file.hasSuffix(".swift") {
            let text = try String(contentsOf: engine.appending(path: file), encoding: .utf8)
            for found in text.matches(of: #/sentence: "([A-Z][^"\\]+\.)"/#) {
                #expect(ImportSentences.key(of: String(found.1)) != nil, "\(file): \(found.1)")
            }
        }
    }

    @Test func `keep what they tell of`() throws {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let messages = try Messages(folder: root.appending(path: "Sources/Web/Messages"))
        let words = Words(messages: messages, language: .simplifiedChinese)
        #expect(words.imported("\(ValueError.tooLong(500))") == "超过 500 个字符，请缩短。")
        #expect(words.imported("Column \"日期\": There is no such day in the calendar.") == "列“日期”：日历上没有这一天。")
        #expect(words.imported("A new contact needs a name.") == "新建联系人需要名称。")
        #expect(words.imported("Something quite new.") == "Something quite new.")
    }
}
