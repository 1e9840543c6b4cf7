extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { segments = [.text(value)] }

    package init(stringInterpolation: StringInterpolation) { segments = stringInterpolation.segments }

    /// Collects text, bindings and fragments; no interpolation puts a value into the text.
    package struct StringInterpolation: StringInterpolationProtocol {
        var segments: [Segment] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            segments.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { segments.append(.text(literal)) }
        }

        package mutating func appendInterpolation(_ value: some SQLBindable) {
            segments.append(.binding(value.sqlValue))
        }

        /// Binds NULL where there is no value.
        package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            segments.append(.binding(value.sqlValue))
        }

        /// Splices a fragment; its placeholders are renumbered.
        package mutating func appendInterpolation(_ fragment: SQL) { segments += fragment.segments }

        /// Binds each value, with commas between them.
        ///
        /// No value at all reads `NULL`, so that `id IN (\(list: []))` is valid and matches nothing. Mind that
        /// `NOT IN (NULL)` matches nothing either.
        package mutating func appendInterpolation(list values: some Sequence<some SQLBindable>) {
            let bindings = values.map { SQL(segments: [.binding($0.sqlValue)]) }
            segments += (bindings.isEmpty ? "NULL" : bindings.joined(separator: ", ")).segments
        }
    }
}
