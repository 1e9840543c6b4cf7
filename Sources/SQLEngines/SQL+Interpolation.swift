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

        /// Binds each value, with commas between them, as the values of a row.
        package mutating func appendInterpolation(values: some Sequence<some SQLBindable>) {
            append(values.map(\.sqlValue))
        }

        /// Binds each value, with commas between them, as what `IN` compares with.
        ///
        /// The last value is repeated until there is a power of two of them: lists of any length make a few texts, which
        /// connections have prepared. No value at all reads `NULL`, so that `id IN (\(list: []))` is valid and matches
        /// nothing. Mind that `NOT IN (NULL)` matches nothing either.
        package mutating func appendInterpolation(list values: some Sequence<some SQLBindable>) {
            var values = values.map(\.sqlValue)
            guard let last = values.last else { return appendLiteral("NULL") }
            if values.count < Self.longestPadded {
                values += repeatElement(last, count: values.count.roundedUpToPowerOf2 - values.count)
            }
            append(values)
        }

        private static let longestPadded = 1024

        private mutating func append(_ values: [SQL.Value]) {
            for (index, value) in values.enumerated() {
                if index > 0 { segments.append(.text(", ")) }
                segments.append(.binding(value))
            }
        }
    }
}

extension Int {
    fileprivate var roundedUpToPowerOf2: Int { self <= 1 ? 1 : 1 << (Self.bitWidth - (self - 1).leadingZeroBitCount) }
}
