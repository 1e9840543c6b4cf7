extension FunnelError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownPipeline: "There is no such pipeline, or it has no stages yet."
        case .unknownStage: "The pipeline has no such stage."
        case .unknownAccountField(let field):
            "Accounts have no field \(field) to slice by. Use industry, region, type, size or parent."
        case .unknownField: "There is no such field to slice by."
        case .periodEndsBeforeItBegins: "The period ends before it begins."
        }
    }
}
