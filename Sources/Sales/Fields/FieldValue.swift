/// What an own field of one record holds; what is blank is not there.
package enum FieldValue: Hashable, Sendable {
    case text(String)
    case number(FieldNumber)
    case money(Amount)
    case day(Day)
    case yesNo(Bool)
    /// One or several names of the field's list, in the list's order.
    case choices([Identifier<FieldOption>])
    case link(String)
    case member(Identifier<Member>)
}

/// A decimal number in millionths, exact and ordered the same by every engine.
package struct FieldNumber: Hashable, Sendable, Comparable {
    package static let decimals = 6

    package var millionths: Int64

    package init(millionths: Int64) { self.millionths = millionths }

    package static func < (left: Self, right: Self) -> Bool { left.millionths < right.millionths }

    /// Reads `-1,234.5`, full-width digits too.
    package init(typed text: String) throws(FieldProblem) {
        var digits: [UInt8] = []
        var decimals: Int?
        var isNegative = false
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace && scalar != "," && scalar != "，" {
            switch scalar {
            case "0"..."9": digits.append(UInt8(scalar.value - 0x30))
            case "０"..."９": digits.append(UInt8(scalar.value - 0xFF10))
            case ".", "．":
                if decimals != nil { throw .noNumber }
                decimals = 0
                continue
            case "-", "−", "－":
                if isNegative || !digits.isEmpty || decimals != nil { throw .noNumber }
                isNegative = true
                continue
            default: throw .noNumber
            }
            decimals = decimals.map { $0 + 1 }
        }
        if digits.isEmpty { throw .noNumber }
        while let given = decimals, given > Self.decimals, digits.last == 0 {
            digits.removeLast()
            decimals = given - 1
        }
        let missing = Self.decimals - (decimals ?? 0)
        if missing < 0 { throw .tooFine }
        var sum: Int64 = 0
        for digit in digits + Array(repeating: 0, count: missing) {
            let (tens, overflow) = sum.multipliedReportingOverflow(by: 10)
            let (next, carry) = tens.addingReportingOverflow(Int64(digit))
            if overflow || carry { throw .tooLarge }
            sum = next
        }
        millionths = isNegative ? -sum : sum
    }
}

extension FieldNumber: CustomStringConvertible {
    /// `-1234.5`, without zeros at the end of the fraction.
    package var description: String {
        let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        var fraction = String(String(1_000_000 + rest).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(millionths < 0 ? "-" : "")\(whole)\(fraction.isEmpty ? "" : ".\(fraction)")"
    }
}

/// Why a text is no value of a field.
package enum FieldProblem: Error, Hashable, Sendable {
    case noNumber, tooFine, tooLarge
    case noAmount(AmountError)
    case noDay, noYesNo, noLink, tooLong, unstorable
    case unknownOption(String)
    case severalOptions
    case unknownMember(String)
}

extension FieldProblem {
    /// Whether typing it better helps; what is chosen from a list is gone from there.
    package var isOfTyping: Bool {
        switch self {
        case .unknownOption, .severalOptions, .unknownMember: false
        default: true
        }
    }
}

/// A text that a field cannot have, with the field's name.
package struct FieldFault: Error, Hashable, Sendable {
    package var field: FieldName
    package var problem: FieldProblem

    package init(_ field: FieldName, _ problem: FieldProblem) {
        self.field = field
        self.problem = problem
    }
}

extension FieldFault: CustomStringConvertible {
    package var description: String { "\(field.shown(in: .english)): \(problem)" }
}

extension FieldProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noNumber: "This is no number; write one such as 1200 or -3.5."
        case .tooFine: "A number has at most \(FieldNumber.decimals) decimals."
        case .tooLarge: "This number is too large to be kept."
        case .noAmount(let error): error.description
        case .noDay: "This is no day of the calendar; write it as 2026-03-31."
        case .noYesNo: "This is neither yes nor no."
        case .noLink: "A link begins with https:// or http://."
        case .tooLong: "A text has at most \(FieldRule.textLimit) characters; shorten it."
        case .unstorable: "The text has a character that cannot be kept."
        case .unknownOption(let name): "\(name) is not in the field's list."
        case .severalOptions: "The field takes one of its list, not several."
        case .unknownMember(let name): "\(name) is no member of the workspace."
        }
    }
}
