import Sales

/// Why a mapping cannot be used; its description is one sentence that says what to change.
package enum MappingError: Error, Equatable {
    case unreadable(path: String, reason: String)
    case notJSON(String)
    case unknownKey(String, place: String, nearest: String?)
    case unknownField(String, kind: ImportKind, nearest: String?)
    case fieldMissing(String, kind: ImportKind)
    case missing(String)
    case wrongType(String, expected: String)
    case invalid(String, value: String, expected: String)
    case sourceUnclear(String)
    /// A list of stages that makes no pipeline, and what to do.
    case stagesUnfit(place: String, ProcessError)
    case unknownStage(String, place: String, nearest: String?)
    case columnsAbsent([AbsentColumn])
    case column(String, ValueError)

    /// A column that the mapping names and the file lacks.
    package struct AbsentColumn: Equatable, Sendable {
        package var name: String
        package var nearest: String?
    }
}

extension MappingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "The mapping \(path) cannot be read: \(reason)."
        case .notJSON(let reason): "The mapping is not JSON: \(reason)."
        case .unknownKey(let key, let place, let nearest):
            "The mapping has the unknown key \"\(key)\"\(place.isEmpty ? "" : " in \(place)")\(MappingError.hint(nearest))."
        case .unknownField(let field, let kind, let nearest):
            "\(kind.rawValue) have no field \"\(field)\"\(MappingError.hint(nearest))."
        case .fieldMissing(let field, let kind):
            "The mapping of \(kind.rawValue) must say where \"\(field)\" comes from."
        case .missing(let place): "The mapping lacks \"\(place)\"."
        case .wrongType(let place, let expected): "In the mapping, \(place) must be \(expected)."
        case .invalid(let place, let value, let expected):
            "In the mapping, \(place) is \"\(value)\"; it must be \(expected)."
        case .sourceUnclear(let field):
            "In the mapping, \(field) needs exactly one of \"column\", \"columns\" and \"constant\"."
        case .stagesUnfit(let place, let error): "In the mapping, \(place) \(MappingError.fault(error))."
        case .unknownStage(let stage, let place, let nearest):
            "In the mapping, \(place) names the stage \"\(stage)\", which its pipeline lacks\(MappingError.hint(nearest))."
        case .columnsAbsent(let columns):
            "The file has no column "
                + columns.map { "\"\($0.name)\"\(MappingError.hint($0.nearest))" }.joined(separator: ", ") + "."
        case .column(let column, let error): "Column \"\(column)\": \(error)"
        }
    }

    private static func fault(_ error: ProcessError) -> String {
        switch error {
        case .noStages, .noOpenStage: "has no open stage; add at least one"
        case .openAfterClosed(let name):
            "has the open stage \"\(name)\" after a won or lost one; put the open stages first"
        case .emptyName: "has a stage without a name; name it"
        case .nameTooLong(let name):
            "has the stage \"\(name.prefix(40))…\", whose name is over \(NameRule.limit) characters; shorten it"
        case .duplicateName(let name): "has the stage \"\(name)\" twice; give each a name of its own"
        case .probabilityOutOfRange(let name):
            "gives the stage \"\(name)\" a probability that is no percentage; write 0 to 100, or leave it out"
        }
    }

    private static func hint(_ nearest: String?) -> String { nearest.map { " (\"\($0)\"?)" } ?? "" }
}
