extension ByteCursor {
    /// Takes a time of day with its offset where there is one: `9:05`, `09:05:59.123456Z`, `12:00:00.0 AM +02:00`.
    mutating func timeOfDay() throws(ValueError) -> (milliseconds: Int64, offset: Int64?) {
        let early: Bool? = take("上午") ? false : take("下午") ? true : nil
        guard let (hour, _) = digits(2), take(UInt8(ascii: ":")), let minute = twoDigits() else { throw .notADate }
        var second = 0
        var milliseconds = 0
        if take(UInt8(ascii: ":")) {
            guard let value = twoDigits() else { throw .notADate }
            second = value
            if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) { milliseconds = try fraction() }
        }
        skipBlanks()
        let late = meridiem()
        let full = try hour24(hour, isAfternoon: early ?? late)
        guard full < 24, minute < 60, second < 60 else { throw .noSuchTime }
        skipBlanks()
        let time = Int64(((full * 60 + minute) * 60 + second) * 1000 + milliseconds)
        return (time, try isAtEnd ? nil : zoneOffset())
    }

    /// Takes one to nine digits after the decimal sign, as milliseconds rounded down.
    mutating func fraction() throws(ValueError) -> Int {
        guard var (value, count) = digits(9) else { throw .notADate }
        while count < 3 { (value, count) = (value * 10, count + 1) }
        while count > 3 { (value, count) = (value / 10, count - 1) }
        return value
    }

    /// Takes AM or PM, true for PM; none where neither comes.
    mutating func meridiem() -> Bool? {
        guard let first = next,
            let marker = [UInt8(ascii: "a"), UInt8(ascii: "p")].first(where: { $0 == first | 0x20 })
        else { return nil }
        let start = index
        index += 1
        _ = take(UInt8(ascii: "."))
        guard let letter = next, letter | 0x20 == UInt8(ascii: "m") else {
            index = start
            return nil
        }
        index += 1
        _ = take(UInt8(ascii: "."))
        return marker == UInt8(ascii: "p")
    }

    func hour24(_ hour: Int, isAfternoon: Bool?) throws(ValueError) -> Int {
        guard let isAfternoon else { return hour }
        guard (1...12).contains(hour) else { throw .noSuchTime }
        return hour % 12 + (isAfternoon ? 12 : 0)
    }

    /// Takes `Z`, `UTC`, `+02:00`, `+0200` or `+02` as milliseconds ahead of UTC.
    mutating func zoneOffset() throws(ValueError) -> Int64 {
        if take("UTC") || take("GMT") || take("Z") || take("z"), isAtEnd { return 0 }
        let isWest = next == UInt8(ascii: "-")
        guard take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")), let hours = twoDigits() else { throw .notADate }
        _ = take(UInt8(ascii: ":"))
        var minutes = 0
        if !isAtEnd {
            guard let value = twoDigits() else { throw .notADate }
            minutes = value
        }
        guard hours <= 14, minutes < 60 else { throw .noSuchTime }
        return Int64(hours * 60 + minutes) * (isWest ? -60_000 : 60_000)
    }
}
