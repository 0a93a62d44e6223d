import Foundation
import TestSupport
import Testing

@testable import Labels

@Suite("SM2 and SM3")
struct SM2Tests {
  @Test("SM3 of abc is what GB/T 32905-2016 prints")
  func printedHash() {
    let expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    #expect(SM3.hash(Array("abc".utf8)) == hex(expected))
  }

  @Test("SM3 agrees with OpenSSL for every length around its blocks", .enabled(if: OpenSSL.isThere))
  func hashAgrees() {
    var random = SeededRandom()
    for length in [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000] {
      let bytes = random.bytes(length)
      let theirs = OpenSSL.run(["dgst", "-sm3", "-binary"], input: bytes).output
      #expect(SM3.hash(bytes) == theirs, "\(length) bytes; \(random)")
    }
  }

  @Test("Arithmetic modulo the order holds its laws on random numbers")
  func laws() {
    var random = SeededRandom()
    for modulus in [SM2Curve.field, SM2Curve.order] {
      for _ in 0..<20 {
        let a = modulus.reduce(U256(bytes: random.bytes(32)) ?? .zero)
        let b = modulus.reduce(U256(bytes: random.bytes(32)) ?? .zero)
        #expect(modulus.leave(modulus.enter(a)) == a)
        #expect(modulus.multiply(a, b) == modulus.multiply(b, a))
        #expect(modulus.subtract(modulus.add(a, b), b) == a)
        #expect(modulus.multiply(modulus.enter(a), modulus.invert(modulus.enter(a))) == modulus.one)
      }
    }
  }

  @Test("The base point taken as often as the group has points is infinity")
  func order() {
    #expect(SM2Curve.contains(x: SM2Curve.baseX, y: SM2Curve.baseY))
    #expect(SM2Curve.base.times(SM2Curve.order.value).affine == nil)
    let before = U256.subtract(SM2Curve.order.value, .one).0
    #expect(SM2Curve.base.times(before).affine?.x == SM2Curve.baseX)
    #expect((SM2Point.infinity + SM2Curve.base).affine?.y == SM2Curve.baseY)
  }

  @Test("OpenSSL accepts our signatures and we accept theirs", .enabled(if: OpenSSL.isThere))
  func bothDirections() throws {
    var random = SeededRandom()
    let folder = FileManager.default.temporaryDirectory.appending(path: "sm2-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
      let url = folder.appending(path: name)
      try Data(bytes).write(to: url)
      return url.path
    }
    for round in 0..<Effort.times(6) {
      let id = round.isMultiple(of: 2) ? SM2PublicKey.usualID : Array("ALICE123@YAHOO.COM".utf8)
      let message = random.bytes(Int.random(in: 0...300, using: &random))
      let path = try file("message", message)
      let options = [
        "-rawin", "-digest", "sm3", "-in", path, "-pkeyopt",
        "distid:" + String(decoding: id, as: UTF8.self),
      ]
      // Ours, checked by theirs.
      let key = SM2PrivateKey(using: &random)
      let ours = key.sign(message, id: id, using: &random)
      #expect(key.publicKey.isValid(ours, for: message, id: id), "\(random)")
      let publicPath = try file("public.der", key.publicKey.subjectPublicKeyInfo)
      let signaturePath = try file("signature", ours.der)
      let check = OpenSSL.run(
        ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", publicPath, "-sigfile"]
          + [signaturePath] + options)
      #expect(check.status == 0, "\(String(decoding: check.output, as: UTF8.self)) \(random)")
      // Theirs, checked by ours.
      let made = OpenSSL.run(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"])
      let keyPath = try file("key.pem", made.output)
      let theirs = OpenSSL.run(["pkeyutl", "-sign", "-inkey", keyPath] + options)
      let theirKey = OpenSSL.run(["pkey", "-in", keyPath, "-pubout", "-outform", "DER"]).output
      let parsed = try #require(SM2PublicKey(theirKey))
      let signature = try #require(SM2Signature(theirs.output))
      #expect(parsed.isValid(signature, for: message, id: id), "\(random)")
      #expect(!parsed.isValid(signature, for: message + [0], id: id), "\(random)")
      #expect(!key.publicKey.isValid(signature, for: message, id: id), "\(random)")
    }
  }

  @Test("A key reads in every form that occurs in labels, and as nothing else")
  func keyForms() throws {
    var random = SeededRandom()
    for _ in 0..<6 {
      let key = SM2PrivateKey(using: &random).publicKey
      let x = key.x.bytes
      let even = key.y.limbs[0] & 1 == 0
      #expect(SM2PublicKey(key.subjectPublicKeyInfo) == key)
      #expect(SM2PublicKey(key.point) == key)
      #expect(SM2PublicKey(Array(key.point.dropFirst())) == key)
      #expect(SM2PublicKey([even ? 2 : 3] + x) == key)
      #expect((SM2PublicKey([0] + x) == key) == even)
      #expect((SM2PublicKey(x) == key) == even)
      var wrong = key.point
      wrong[64] ^= 1
      #expect(SM2PublicKey(wrong) == nil)
      #expect(SM2PublicKey(Array(key.point.dropLast(2))) == nil)
      #expect(SM2PublicKey(key.subjectPublicKeyInfo + [0]) == nil)
    }
  }

  @Test("Signatures outside their range are refused, and so is sloppy DER")
  func range() throws {
    var random = SeededRandom()
    let key = SM2PrivateKey(using: &random)
    let message = Array("a message".utf8)
    let good = key.sign(message, using: &random)
    #expect(SM2Signature(good.der) == good)
    #expect(SM2Signature(good.r.bytes + good.s.bytes) == good)
    for bad in [
      SM2Signature(r: .zero, s: good.s), SM2Signature(r: good.r, s: .zero),
      SM2Signature(r: SM2Curve.order.value, s: good.s),
      SM2Signature(r: good.s, s: good.r),
    ] {
      #expect(!key.publicKey.isValid(bad, for: message))
    }
    #expect(SM2Signature(good.der + [0]) == nil)
    #expect(SM2Signature([0x30, 0x80] + good.der.dropFirst(2)) == nil)
    #expect(SM2Signature([]) == nil)
  }
}
