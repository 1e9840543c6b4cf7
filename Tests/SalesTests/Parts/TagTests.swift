import Sales
import Testing

@Suite struct `A typed text of tags` {
    @Test func `has each name once, whatever separates them`() throws {
        #expect(try Tag.names(in: " VIP, 重点、vip；ＶＩＰ，  渠道 伙伴 ;;") == ["VIP", "重点", "渠道 伙伴"])
        #expect(try Tag.names(in: " , ") == [])
        #expect(throws: TagError.tooLong) { try Tag.names(in: String(repeating: "a", count: 61)) }
    }
}
