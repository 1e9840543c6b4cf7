import Sales

extension ImportMapping {
    /// Refuses fields that the kind lacks, and the absence of those it needs.
    func checkFields() throws(MappingError) {
        for field in fields.keys.sorted() where kind.field(field) == nil && !kind.mayHave(own: field) {
            let nearest = NearestName.of(field, among: kind.fields.map(\.name))
            throw .unknownField(field, kind: kind, nearest: nearest)
        }
        for field in kind.fields where field.isRequired && fields[field.name] == nil {
            throw .fieldMissing(field.name, kind: kind)
        }
        if kind == .opportunities && fields["name"] == nil && key.isEmpty { throw .fieldMissing("name", kind: kind) }
    }

    /// Refuses stages that the mapping's own pipeline lacks.
    func checkStages() throws(MappingError) {
        guard let pipeline, let stages = pipeline.stages else { return }
        var named = openedIn.map { [("openedIn", $0)] } ?? []
        if let stage = fields["stage"] {
            named += stage.values.sorted { $0.key < $1.key }.map { ("fields.stage.values", $0.value) }
            named += stage.otherwise.map { [("fields.stage.otherwise", $0)] } ?? []
            if case .constant(let text) = stage.source { named.append(("fields.stage.constant", text)) }
        }
        for (place, stage) in named where pipeline.stage(stage) == nil {
            throw .unknownStage(stage, place: place, nearest: NearestName.of(stage, among: stages.map(\.name)))
        }
        if let openedIn, let stage = pipeline.stage(openedIn), stage.kind != .open {
            throw .invalid("openedIn", value: openedIn, expected: "an open stage")
        }
    }

    /// Every column that the mapping reads.
    package var columns: Set<String> {
        Set(key).union(skipWhere.keys).union(fields.values.flatMap(\.columns))
    }

    /// Refuses a file that lacks columns, naming all of them and what they may be called.
    package func validate(against header: [String]) throws(MappingError) {
        let known = Set(header)
        let absent = columns.filter { !known.contains($0) }.sorted().map { name in
            MappingError.AbsentColumn(name: name, nearest: NearestName.of(name, among: header))
        }
        if !absent.isEmpty { throw .columnsAbsent(absent) }
    }
}

extension MappingError {
    /// What a decoder threw, as a sentence about the mapping.
    init(_ error: any Error) {
        switch error {
        case let error as MappingError: self = error
        case DecodingError.keyNotFound(let key, let context):
            self = .missing((context.codingPath + [key]).place)
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            let place = context.codingPath.place
            self = .wrongType(place.isEmpty ? "the whole" : place, expected: MappingError.name(of: type))
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            self = .wrongType(context.codingPath.place, expected: "a whole number")
        case DecodingError.dataCorrupted(let context): self = .notJSON(context.debugDescription)
        default: self = .notJSON("\(error)")
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is Int.Type: "a whole number"
        case is [String].Type, is [any Decodable].Type: "a list"
        default: "\(type)".hasPrefix("Array") ? "a list" : "an object"
        }
    }
}
