/// A value, or a record of several, that is read from a row.
package protocol SQLReadable {
    init(from row: inout Row) throws
}

extension Int: SQLReadable {
    package init(from row: inout Row) throws {
        self = Int(row.integer())
        try row.check()
    }
}

extension Int64: SQLReadable {
    package init(from row: inout Row) throws {
        self = row.integer()
        try row.check()
    }
}

extension SQLReadable where Self: FixedWidthInteger {
    package init(from row: inout Row) throws {
        let value = row.integer()
        try row.check()
        guard let exact = Self(exactly: value) else { throw UnknownValue(type: "\(Self.self)", value: "\(value)") }
        self = exact
    }
}

extension Int32: SQLReadable {}
extension Int16: SQLReadable {}
extension UInt32: SQLReadable {}
extension UInt16: SQLReadable {}
extension UInt8: SQLReadable {}

extension Double: SQLReadable {
    package init(from row: inout Row) throws {
        self = row.double()
        try row.check()
    }
}

extension String: SQLReadable {
    package init(from row: inout Row) throws {
        self = row.text()
        try row.check()
    }
}

extension Bool: SQLReadable {
    package init(from row: inout Row) throws {
        let value = row.integer()
        try row.check()
        guard value == 0 || value == 1 else { throw UnknownValue(type: "Bool", value: "\(value)") }
        self = value == 1
    }
}

extension [UInt8]: SQLReadable {
    package init(from row: inout Row) throws {
        self = row.blob()
        try row.check()
    }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    package init(from row: inout Row) throws {
        if row.isNull {
            row.skip()
            self = nil
        } else {
            self = try Wrapped(from: &row)
        }
    }
}

extension SQLReadable where Self: RawRepresentable, RawValue: SQLReadable {
    package init(from row: inout Row) throws {
        let value: RawValue = try row.next()
        guard let known = Self(rawValue: value) else { throw UnknownValue(type: "\(Self.self)", value: "\(value)") }
        self = known
    }
}
