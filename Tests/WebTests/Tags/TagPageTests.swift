import Hummingbird
import Sales
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct `The settings of tags` {
    @Test(arguments: Engine.available) func `rename, merge and retire them`(_ engine: Engine) async throws {
        try await engine.withSignedInWorld { signedIn in
            let world = signedIn.world
            let admin = try await signedIn.signIn(world.ana, as: .admin)
            let path = "/settings/tags"
            _ = try await admin.get(path)
            for name in ["VIP", "Key & <b>"] { #expect(try await admin.post(path, ["name": name]).location == path) }
            #expect(try await admin.get(path).text.contains("Key &amp; &lt;b&gt;"))
            let taken = try await admin.post(path, ["name": "ｖｉｐ"])
            #expect(taken.status == .unprocessableContent)
            #expect(taken.text.contains("There is such a tag already"))
            let tags = try await world.store.read(world.asOperator(90)) { try $0.tags() }
            let (key, vip) = (tags[0].id, tags[1].id)
            let change = ["version": "1", "act": "save", "name": "Key", "colour": "red"]
            #expect(try await admin.post("\(path)/\(key)", change).location == path)
            let merge = ["version": "1", "act": "merge", "other": key.description]
            #expect(try await admin.post("\(path)/\(vip)", merge).location == path)
            let left = try await world.store.read(world.asOperator(90)) { try $0.tags() }
            #expect(left.map(\.name) == ["Key", "VIP"])
            #expect(left.map(\.isRetired) == [false, true])
            #expect(left[0].colour == .red)
            #expect(try await admin.post("\(path)/\(vip)", ["version": "2", "act": "offer"]).location == path)
        }
    }
}
