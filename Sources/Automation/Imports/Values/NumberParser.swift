import Sales

/// Reads numbers and amounts as people and programs write them.
package struct NumberParser: Sendable {
    package var format: NumberFormat

    package init(_ format: NumberFormat) { self.format = format }

    /// The number, without currency and percent sign: `1,234.56`, `(500)`, `500-`, `１２３`, `200万`, `1.5E+06`.
    package func number(_ bytes: ArraySlice<UInt8>) throws(ValueError) -> DecimalNumber {
        guard let text = NumberText(bytes), text.currency.isEmpty, !text.isPercent else { throw .notANumber }
        return try number(text)
    }

    /// The number of percent, with or without the sign; `fraction` where 0.13 stands for 13 percent.
    package func percent(_ bytes: ArraySlice<UInt8>, fraction: Bool = false) throws(ValueError) -> DecimalNumber {
        guard let text = NumberText(bytes), text.currency.isEmpty else { throw .notANumber }
        var percent = try number(text)
        if fraction && !text.isPercent { percent.scale -= 2 }
        return percent
    }

    /// The amount in the stated currency, or in the cell's own, or in the workspace's.
    package func amount(
        _ bytes: ArraySlice<UInt8>,
        stated: Currency?,
        otherwise currency: Currency,
        power: Int = 0,
        rounding: Bool = false
    ) throws(ValueError) -> Amount {
        guard let text = NumberText(bytes), !text.isPercent else { throw .notANumber }
        let number = try number(text).times(power)
        let written = text.currency.isEmpty ? nil : text.currency
        let own = try written.map { mark throws(ValueError) in
            try CurrencyMark.currency(mark, stated: stated, otherwise: currency)
        }
        return try number.amount(own ?? stated ?? currency, rounding: rounding)
    }

    private func number(_ text: NumberText) throws(ValueError) -> DecimalNumber {
        var number = try core(text.core)
        number.isNegative = text.isNegative && number.digits != 0
        number.scale -= text.power
        return number
    }

    private func core(_ core: ArraySlice<UInt8>) throws(ValueError) -> DecimalNumber {
        var number = DecimalNumber(digits: 0)
        var grouped = Grouping()
        var isFraction = false
        for (index, byte) in zip(core.indices, core) {
            if NumberText.isDigit(byte) {
                try append(byte - 0x30, to: &number, isFraction: isFraction)
                grouped.digit()
            } else if byte == format.decimal, !isFraction {
                try grouped.finish()
                isFraction = true
            } else if !isFraction, format.isGrouping(byte) {
                try grouped.separator()
            } else if byte == UInt8(ascii: "E") || byte == UInt8(ascii: "e") {
                number.scale -= try exponent(core[(index + 1)...])
                return number
            } else {
                throw byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") ? .grouping : .notANumber
            }
        }
        if !isFraction { try grouped.finish() }
        return number
    }

    private func append(_ digit: UInt8, to number: inout DecimalNumber, isFraction: Bool) throws(ValueError) {
        let (product, tooLarge) = number.digits.multipliedReportingOverflow(by: 10)
        let (sum, overflow) = product.addingReportingOverflow(UInt64(digit))
        if tooLarge || overflow {
            // Beyond nineteen digits decimals carry nothing that an amount could keep.
            if isFraction { return }
            throw .numberTooLarge
        }
        number.digits = sum
        if isFraction { number.scale += 1 }
    }

    private func exponent(_ bytes: ArraySlice<UInt8>) throws(ValueError) -> Int {
        guard let value = Int(String(decoding: bytes, as: UTF8.self)) else { throw .notANumber }
        guard (-30...30).contains(value) else { throw .numberTooLarge }
        return value
    }
}

/// Checks that separators stand before groups of three digits, or of two as in India before the last three.
private struct Grouping {
    private var separators = 0
    private var run = 0

    mutating func digit() { run += 1 }

    mutating func separator() throws(ValueError) {
        guard separators == 0 ? (1...3).contains(run) : (2...3).contains(run) else { throw .grouping }
        separators += 1
        run = 0
    }

    func finish() throws(ValueError) {
        guard separators == 0 || run == 3 else { throw .grouping }
    }
}
