/// The commonest types once more, without generics: between modules a generic call is not specialised, and finding its
/// witnesses costs more than the value.
extension Row {
    package mutating func next() throws -> Int { try Int(from: &self) }
    package mutating func next() throws -> Int64 { try Int64(from: &self) }
    package mutating func next() throws -> Double { try Double(from: &self) }
    package mutating func next() throws -> String { try String(from: &self) }
    package mutating func next() throws -> Int? { try Int?(from: &self) }
    package mutating func next() throws -> Int64? { try Int64?(from: &self) }
    package mutating func next() throws -> Double? { try Double?(from: &self) }
    package mutating func next() throws -> String? { try String?(from: &self) }
}
