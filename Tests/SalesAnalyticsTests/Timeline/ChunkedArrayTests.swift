import Testing

@testable import SalesAnalytics

@Suite struct `An array in chunks` {
    @Test(arguments: [0, 1, 1023, 1024, 1025, 5000])
    func `keeps what is appended in its order`(_ count: Int) {
        var array = ChunkedArray<Int>()
        for number in 0..<count { array.append(number) }
        #expect(array.count == count)
        #expect(Array(array) == Array(0..<count))
        #expect((0..<count).allSatisfy { array[$0] == $0 })
    }

    @Test func `changes in one copy alone`() {
        var array = ChunkedArray<String>()
        for number in 0..<3000 { array.append("\(number)") }
        let before = array
        array[2047] = "changed"
        array.append("new")
        #expect(before.count == 3000)
        #expect(before[2047] == "2047")
        #expect(array[2047] == "changed")
        #expect(array[2046] == "2046")
        #expect(array[3000] == "new")
    }
}
