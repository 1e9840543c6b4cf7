import Automation
import Hummingbird
import Storage

/// The engine's sentences by the keys of the catalogues.
///
/// The engine writes its findings in English into the database and the command line's report. A sentence is known here
/// by its own words, as in gettext, so that findings stored by any version and any face can be told in any language.
enum ImportSentences {
    /// The key of a sentence and what stands in its places; nil for one that is not known.
    static func key(of sentence: String) -> (key: String, values: [String: String])? {
        for (key, pattern) in patterns {
            if let values = values(in: sentence[...], of: pattern[...]) { return (key, values) }
        }
        return nil
    }

    /// The texts in the places of the pattern, where the sentence has its words.
    private static func values(in sentence: Substring, of pattern: Substring) -> [String: String]? {
        guard let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}") else {
            return sentence == pattern ? [:] : nil
        }
        let before = pattern[..<open]
        guard sentence.hasPrefix(before) else { return nil }
        let rest = sentence.dropFirst(before.count)
        let after = pattern[pattern.index(after: close)...]
        let name = String(pattern[pattern.index(after: open)..<close])
        let next = after.prefix { $0 != "{" }
        if after.isEmpty { return [name: String(rest)] }
        if next.count == after.count {
            guard rest.hasSuffix(next) else { return nil }
            return [name: String(rest.dropLast(next.count))]
        }
        guard let found = rest.firstRange(of: next) else { return nil }
        guard var values = values(in: rest[found.lowerBound...], of: after) else { return nil }
        values[name] = String(rest[..<found.lowerBound])
        return values
    }

    static let patterns: [(key: String, sentence: String)] = [
        ("notANumber", "This is not a number; write it in digits, as 1234.56."),
        ("notAWholeNumber", "This is not a whole number; leave out the decimals."),
        ("numberTooLarge", "This number is too large to be kept exactly."),
        (
            "numberAmbiguous",
            "\"{example}\" can be read in two ways; say in the mapping's format \"numberFormat\": {rest}"
        ),
        (
            "numbersMixed",
            "\"{point}\" has a decimal point and \"{comma}\" a decimal comma; write all numbers of the column alike."
        ),
        ("grouping", "The digits are not grouped by threes; check the decimal sign in the mapping's numberFormat."),
        ("outOfRange", "This must lie between {least} and {most}."),
        ("tooManyDecimals", "{currency} has {digits} decimals; {rest}"),
        ("currencyUnknown", "\"{text}\" is not a currency; write its code of ISO 4217, as {code}."),
        ("currencyDiffers", "The amount is in {found}, but the mapping says {expected}."),
        ("notADate", "This is not a date that Sluice knows; {rest}"),
        ("notAfter", "This must lie after {day}, the day on which it begins."),
        ("noSuchDate", "There is no such day in the calendar."), ("noSuchTime", "There is no such time of day."),
        ("twoDigitYear", "The year has two digits; {rest}"),
        ("dateAmbiguous", "\"{example}\" can be read in two ways and no date of the column decides; {rest}"),
        (
            "datesMixed",
            "\"{day}\" begins with the day and \"{month}\" with the month; write all dates of the column alike."
        ),
        ("blank", "This must not be blank."), ("tooLong", "This is longer than {limit} characters; shorten it."),
        ("notOneOf", "This must be one of {allowed}; translate it with {rest}"),
        ("unknownStage", "The pipeline has no stage of this name; {rest}"),
        ("noSuchStage", "The pipeline has no such stage."),
        ("spreadsheetFault", "This is a fault that the spreadsheet calculated; correct the formula."),
        ("ownTooFine", "A number has at most 6 decimals."), ("ownYesNo", "This is neither yes nor no."),
        ("ownLink", "A link begins with https:// or http://."),
        ("ownTooLong", "A text has at most {limit} characters; shorten it."),
        ("ownUnstorable", "The text has a character that cannot be kept."),
        ("ownOption", "{name} is not in the field's list."),
        ("ownSeveral", "The field takes one of its list, not several."),
        ("ownMember", "{name} is no member of the workspace."),
        ("ownGone", "{kind} have no field \"field-{rest}"),
        ("recordKeyBlank", "The record's key is blank."),
        ("surplusCells", "The row has {cells} cells, the header {columns}; {rest}"),
        ("nameMissing", "A new {kind} needs a name."),
        ("severalOfName", "There are {count} {kind}s of that name; give the mapping a key column."),
        ("severalReferences", "There are several {kind}s {rest}; match them by key."),
        ("noReference", "There is no {kind} {how}; import it first, {rest}"),
        ("noOpportunity", "There is no opportunity with this key; import the opportunities first."),
        ("otherPipeline", "The opportunity is in another pipeline; name that pipeline in the mapping."),
        ("ownParent", "An account cannot be its own parent, nor stand below itself."),
        ("closedBeforeBegun", "The record closes before it begins; the beginning was moved to the close."),
        ("closeMoved", "The record closed, by its own dates, before this row; the close was moved here."),
        (
            "otherCurrency",
            "The amount is in {found}, the workspace counts in {own}; it is kept, but is in no sum of amounts."
        ),
        ("fieldMissing", "The mapping of {kind} must say where \"{field}\" comes from."),
        ("columnsAbsent", "The file has no column {columns}."),
        ("columnSays", "Column \"{column}\": {sentence}"),
        ("pipelineMissing", "The mapping names no pipeline, and {rest}"),
        ("pipelineUnknown", "There is no pipeline named {name}, and {rest}"),
        ("stageMissing", "The pipeline {pipeline} is there already and has no stage named {stage}. {rest}"),
        ("leadPipeline", "The pipeline {name} is of leads; opportunities need one of their own."),
        ("stagesUnfit", "In the mapping, pipeline.stages {rest}"),
        ("mappingWrong", "In the mapping, {rest}"), ("undoneAlready", "This import was undone already."),
        ("demoStays", "A demo cannot be taken back. {rest}"),
        ("fileUnreadable", "The file {path} cannot be read: {reason}."), ("fileEmpty", "The file is empty{rest}"),
        ("invalidText", "Row {row} holds bytes that are not {encoding} (at{rest}"),
        ("encodingUnavailable", "This system cannot convert {encoding}; {rest}"),
        (
            "unclosedQuote",
            "The quotation mark that opens in row {row}, column {column} is never closed; close or double it."
        ),
        ("nul", "Row {row}, column {column} holds a NUL byte; {rest}"),
        ("rowTooLong", "Row {row} is longer than 1 MB; {rest}"),
        ("rowColumns", "Row {row} has more than 4,096 columns; leave out those you do not need."),
        ("tableColumns", "The table has {count} columns; {rest}"),
        ("fileTooLarge", "The file is over {megabytes} MB; {rest}"),
        ("fileNotKept", "The server could not keep the file; perhaps its disk is full."),
        ("fileGone", "The file is not on the server any more; bring it once more."),
        ("workbookProtected", "The workbook has a password or is of the old .xls format; {rest}"),
        ("workbookDamaged", "The workbook is damaged or was cut short; {rest}"),
        ("workbookDamaged", "The workbook's part {part} is damaged; {rest}"),
        ("workbookNone", "The file is an archive, but no .xlsx workbook; {rest}"),
        ("workbookSheet", "The workbook has no sheet named \"{name}\"; it has: {known}."),
        ("workbookLarge", "Unpacked, the workbook is over {megabytes} MB; {rest}"),
        ("movedOn", "Another process works on this import. {rest}"),
        ("undoneMeanwhile", "Someone undoes this import. {rest}"),
        ("notAllowed", "You may not do this; {rest}"),
    ]
}

extension Words {
    /// What the engine says, in the reader's language; as it is where nobody has told it yet.
    func imported(_ sentence: String) -> String {
        guard let (key, values) = ImportSentences.key(of: sentence) else { return sentence }
        let words = self
        var told = values
        if let inner = told["sentence"] { told["sentence"] = imported(inner) }
        if let kind = told["kind"], messages["importKinds.one.\(kind)", language] != nil {
            told["kind"] = words("importKinds.one.\(kind)")
        }
        if let field = told["field"] { told["field"] = words("importFields.\(field)") }
        return words("importFaults.\(key)", told)
    }
}

/// What is wrong with a file or with what was chosen for it, to be told on its page.
struct ImportRefused: Error {
    var sentence: String
    var status: HTTPResponse.Status = .unprocessableContent

    /// Nil for an error that is not the import's own.
    init?(_ error: any Error) {
        switch error {
        case ImportFileError.tooLarge: (sentence, status) = ("\(error)", .contentTooLarge)
        case let error where ImportSentences.key(of: "\(error)") != nil && !(error is NotAllowed):
            sentence = "\(error)"
        default: return nil
        }
    }
}
