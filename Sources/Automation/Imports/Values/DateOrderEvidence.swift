/// What a column's dates tell about the order of day and month, value by value.
package struct DateOrderEvidence: Equatable, Sendable {
    private var dayFirst: String?
    private var monthFirst: String?
    private var ambiguous: String?

    package init() {}

    /// Takes in one cell; dates with the year first or the month in letters tell nothing.
    package mutating func take(_ bytes: ArraySlice<UInt8>) {
        guard dayFirst == nil || monthFirst == nil else { return }
        var cursor = ByteCursor(bytes)
        guard let (first, count) = cursor.digits(4), count <= 2, let separator = cursor.next,
            DateReader.separators.contains(separator)
        else { return }
        cursor.index += 1
        guard let (second, _) = cursor.digits(2), cursor.take(separator) else { return }
        let isDay = first > 12 && second <= 12
        if isDay && dayFirst == nil { dayFirst = String(decoding: bytes, as: UTF8.self) }
        let isMonth = second > 12 && first <= 12
        if isMonth && monthFirst == nil { monthFirst = String(decoding: bytes, as: UTF8.self) }
        let saysNothing = first <= 12 && second <= 12
        if saysNothing && ambiguous == nil { ambiguous = String(decoding: bytes, as: UTF8.self) }
    }

    /// The column's order, or none where no date needs one; never a guess.
    package func order() throws(ValueError) -> DateOrder? {
        switch (dayFirst, monthFirst, ambiguous) {
        case (let day?, let month?, _): throw .dateOrdersMixed(dayFirst: day, monthFirst: month)
        case (.some, nil, _): return .dayFirst
        case (nil, .some, _): return .monthFirst
        case (nil, nil, let example?): throw .dateOrderAmbiguous(example: example)
        case (nil, nil, nil): return nil
        }
    }
}
