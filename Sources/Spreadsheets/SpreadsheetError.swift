/// Why a workbook cannot be read or written; its description is one sentence that says what to do.
package enum SpreadsheetError: Error, Equatable {
    /// A file with a password, or of the format before 2007: both are one kind of container.
    case protectedOrOld
    case damaged
    case notAWorkbook
    case unknownSheet(String, known: [String])
    case tooLarge(megabytes: Int)
    case badXML(part: String)
    case cannotWrite
}

extension SpreadsheetError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .protectedOrOld:
            "The workbook has a password or is of the old .xls format; save it as .xlsx without a password."
        case .damaged: "The workbook is damaged or was cut short; open it in its program, save it and try again."
        case .notAWorkbook: "The file is an archive, but no .xlsx workbook; save the table as .xlsx or .csv."
        case .unknownSheet(let name, let known):
            "The workbook has no sheet named \"\(name)\"; it has: \(known.joined(separator: ", "))."
        case .tooLarge(let megabytes):
            "Unpacked, the workbook is over \(megabytes) MB; save the sheet as .csv and import that."
        case .badXML(let part): "The workbook's part \(part) is damaged; open it in its program, save it and try again."
        case .cannotWrite: "The workbook could not be written; perhaps the disk is full."
        }
    }
}
