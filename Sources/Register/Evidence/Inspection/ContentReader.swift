/// Walks a file from its beginning to its end, holding one piece of it at a time.
struct ContentReader {
  private let source: () throws -> ArraySlice<UInt8>?
  private var piece: ArraySlice<UInt8> = []
  /// How many bytes have been taken.
  private(set) var offset = 0

  /// Reads the pieces that `source` gives, which are never empty, until it gives none.
  init(_ source: @escaping () throws -> ArraySlice<UInt8>?) { self.source = source }

  /// The first bytes, at most `count`, which are read again afterwards.
  mutating func peek(_ count: Int) throws -> ArraySlice<UInt8> {
    while piece.count < count, let next = try source() { piece = piece + next }
    return piece.prefix(count)
  }

  /// What is left of the piece at hand, or the next piece; `nil` at the end.
  mutating func next() throws -> ArraySlice<UInt8>? {
    if piece.isEmpty {
      guard let next = try source() else { return nil }
      piece = next
    }
    defer {
      offset += piece.count
      piece = []
    }
    return piece
  }

  /// The next bytes up to and with the first that is `byte`, within the piece at hand.
  mutating func next(through byte: UInt8) throws -> ArraySlice<UInt8>? {
    guard let all = try next() else { return nil }
    guard let place = all.firstIndex(of: byte) else { return all }
    piece = all[(place + 1)...]
    offset -= piece.count
    return all[...place]
  }

  /// The next byte; `nil` at the end.
  mutating func byte() throws -> UInt8? {
    if piece.isEmpty {
      guard let next = try source() else { return nil }
      piece = next
    }
    offset += 1
    return piece.popFirst()
  }

  /// Exactly `count` bytes: a small number, which the caller bounds.
  mutating func take(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let byte = try byte() else { throw ContentFault.truncated }
      bytes.append(byte)
    }
    return bytes
  }

  /// Passes over `count` bytes, and shows them to `body` piece by piece.
  mutating func pass(_ count: Int, _ body: (ArraySlice<UInt8>) -> Void = { _ in }) throws {
    var rest = count
    while rest > 0 {
      guard let all = try next() else { throw ContentFault.truncated }
      let part = all.prefix(rest)
      piece = all[part.endIndex...]
      offset -= piece.count
      rest -= part.count
      body(part)
    }
  }
}
