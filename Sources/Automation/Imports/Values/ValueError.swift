import Sales

/// Why a cell's value cannot be read; its description is one sentence that says what to do.
package enum ValueError: Error, Equatable {
    case notANumber
    case notAWholeNumber
    case numberTooLarge
    case numberAmbiguous(example: String)
    case numberFormatsMixed(point: String, comma: String)
    case grouping
    case outOfRange(ClosedRange<Int>)
    case tooManyDecimals(Currency)
    case currencyUnknown(String)
    case currencyDiffers(found: String, expected: Currency)
    case notADate
    /// The end of a span that does not lie after its beginning.
    case notAfter(Day)
    case noSuchDate
    case noSuchTime
    case twoDigitYear
    case dateOrderAmbiguous(example: String)
    case dateOrdersMixed(dayFirst: String, monthFirst: String)
    case patternDiffers(String)
    case notYesOrNo
    case blank
    case tooLong(Int)
    case notOneOf([String])
    case unknownStage(nearest: String?)
    /// `#REF!` and its like, where a formula found nothing.
    case spreadsheetFault
    /// Why a text is no value of a field that the workspace made itself.
    case own(FieldProblem)
}

extension ValueError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notANumber: "This is not a number; write it in digits, as 1234.56."
        case .notAWholeNumber: "This is not a whole number; leave out the decimals."
        case .numberTooLarge: "This number is too large to be kept exactly."
        case .numberAmbiguous(let example):
            "\"\(example)\" can be read in two ways; say in the mapping's format "
                + "\"numberFormat\": {\"decimal\": \".\"} or {\"decimal\": \",\"}."
        case .numberFormatsMixed(let point, let comma):
            "\"\(point)\" has a decimal point and \"\(comma)\" a decimal comma; write all numbers of the column alike."
        case .grouping: "The digits are not grouped by threes; check the decimal sign in the mapping's numberFormat."
        case .outOfRange(let range): "This must lie between \(range.lowerBound) and \(range.upperBound)."
        case .tooManyDecimals(let currency):
            "\(currency) has \(currency.minorDigits) decimals; "
                + "round the amount, or say \"rounding\": \"halfUp\" for the field in the mapping."
        case .currencyUnknown(let text):
            "\"\(text)\" is not a currency; write its code of ISO 4217, as \(Currency.meant(by: text)?.code ?? "EUR")."
        case .currencyDiffers(let found, let expected): "The amount is in \(found), but the mapping says \(expected)."
        default: dateDescription ?? choiceDescription
        }
    }

    private var dateDescription: String? {
        switch self {
        case .notADate: "This is not a date that Sluice knows; write it as 2026-03-31, or give a \"datePattern\"."
        case .notAfter(let from): "This must lie after \(from), the day on which it begins."
        case .noSuchDate: "There is no such day in the calendar."
        case .noSuchTime: "There is no such time of day."
        case .twoDigitYear: "The year has two digits; write four, or give a \"datePattern\" with \"yy\"."
        case .dateOrderAmbiguous(let example):
            "\"\(example)\" can be read in two ways and no date of the column decides; "
                + "say \"dateOrder\": \"dmy\" or \"mdy\" in the mapping's format."
        case .dateOrdersMixed(let day, let month):
            "\"\(day)\" begins with the day and \"\(month)\" with the month; write all dates of the column alike."
        case .patternDiffers(let pattern): "The date is not written as the mapping's pattern \(pattern) says."
        default: nil
        }
    }

    private var choiceDescription: String {
        switch self {
        case .notYesOrNo: "This is neither yes nor no; write yes or no, true or false, 1 or 0."
        case .own(let problem): problem.description
        case .spreadsheetFault: "This is a fault that the spreadsheet calculated; correct the formula."
        case .blank: "This must not be blank."
        case .tooLong(let limit): "This is longer than \(limit) characters; shorten it."
        case .notOneOf(let allowed):
            "This must be one of \(allowed.joined(separator: ", ")); translate it with \"values\" in the mapping."
        case .unknownStage(let nearest?):
            "The pipeline has no stage of this name; translate it with \"values\" in the mapping (\"\(nearest)\"?)."
        default: "The pipeline has no stage of this name; translate it with \"values\" in the mapping."
        }
    }
}
