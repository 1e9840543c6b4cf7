import Sales
import Testing

@Suite struct `An identifier` {
    private let noon = Instant(milliseconds: 1_767_603_600_000)

    @Test func `is a UUIDv7 of its instant`() {
        for _ in 0..<1000 {
            let id = Identifier<Account>(at: noon)
            #expect(id.high >> 16 == 1_767_603_600_000)
            #expect(id.high >> 12 & 0xF == 7)
            #expect(id.low >> 62 == 0b10)
        }
    }

    @Test func `sorts by making within one process, in one millisecond and beyond`() {
        var previous = Identifier<Account>(at: noon)
        var ordered = true
        for _ in 0..<200_000 {
            let id = Identifier<Account>(at: noon)
            ordered = ordered && previous < id
            previous = id
        }
        #expect(ordered)
        #expect(previous < Identifier(at: Instant(milliseconds: noon.milliseconds + 1)))
    }

    @Test func `comes back from its text, in either case`() {
        let id = Identifier<Account>(high: 0x0191_E6A0_7C00_7000, low: 0x8000_0000_0000_0001)
        #expect(id.description == "0191e6a0-7c00-7000-8000-000000000001")
        #expect(Identifier(id.description) == id)
        #expect(Identifier(id.description.uppercased()) == id)
        for _ in 0..<1000 {
            let made = Identifier<Account>(at: noon)
            #expect(Identifier(made.description) == made)
        }
    }

    @Test(arguments: [
        "", "0191e6a0", "0191e6a07c0070008000000000000001", "0191e6a0-7c00-7000-8000-00000000000",
        "0191e6a0-7c00-7000-8000-0000000000012", "0191e6a0-7c00-7000-8000-00000000000g",
        "{0191e6a0-7c00-7000-8000-000000000001}", "0191e6a0-7c00-7000-8000-000000000001-",
        "0191e6a07-c00-7000-8000-000000000001", "０191e6a0-7c00-7000-8000-000000000001",
    ])
    func `refuses bad text`(_ text: String) {
        #expect(Identifier<Account>(text) == nil)
    }
}
