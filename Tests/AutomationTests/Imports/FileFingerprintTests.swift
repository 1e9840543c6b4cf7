import Testing

@testable import Automation

@Suite struct `A file's fingerprint` {
    @Test func `is its SHA-256, however it is read`() throws {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        for piece in [1, 2, 100] {
            #expect(try FileFingerprint(of: MemoryBytes(Array("abc".utf8), piece: piece)).text == abc)
        }
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(try FileFingerprint(of: MemoryBytes([])).text == empty)
    }
}
