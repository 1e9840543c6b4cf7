import Hummingbird
import Sales

// The faults of own fields.

extension Fault {
    init(_ error: FieldError) {
        switch error {
        case .nameTaken: self.init(rule: "fieldNameTaken")
        case .tooMany: self.init(rule: "tooManyFields")
        case .tooManyOptions: self.init(rule: "tooManyOptions")
        case .optionMissing: self.init(rule: "optionMissing")
        case .optionTaken(let name):
            self.init(rule: "optionTaken")
            values = ["name": name]
        }
    }

    /// A value that a field cannot have; the sentence begins with the field's name.
    init(_ error: FieldFault) {
        self.init(status: .unprocessableContent, key: error.problem.key)
        field = error.field
        if case .unknownOption(let name) = error.problem { values["value"] = name }
        if case .unknownMember(let name) = error.problem { values["value"] = name }
    }
}

extension FieldProblem {
    fileprivate var key: String {
        switch self {
        case .noNumber: "fields.fault.noNumber"
        case .tooFine: "fields.fault.tooFine"
        case .tooLarge: "fields.fault.tooLarge"
        case .noAmount: "fields.fault.noAmount"
        case .noDay: "fields.fault.noDay"
        case .noYesNo: "fields.fault.noYesNo"
        case .noLink: "fields.fault.noLink"
        case .tooLong: "fields.fault.tooLong"
        case .unstorable: "fields.fault.unstorable"
        case .unknownOption: "fields.fault.unknownOption"
        case .severalOptions: "fields.fault.severalOptions"
        case .unknownMember: "fields.fault.unknownMember"
        }
    }
}
