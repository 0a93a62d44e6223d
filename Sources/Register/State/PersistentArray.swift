/// An array whose copies share what they have in common.
///
/// Readers hold a whole state while the writer goes on. A plain array would copy itself at the
/// first write after that; here a write copies one chunk and the list of chunks.
public struct PersistentArray<Element: Sendable>: Sendable {
  private static var chunkCapacity: Int { 128 }

  private var chunks: [[Element]] = []

  /// The number of elements.
  public private(set) var count = 0

  /// An empty array.
  public init() {}

  /// The element at an index; `nil` outside `0..<count`.
  public subscript(index: Int) -> Element? {
    guard index >= 0, index < count else { return nil }
    return chunks[index / Self.chunkCapacity][index % Self.chunkCapacity]
  }

  /// Adds an element at the end.
  public mutating func append(_ element: Element) {
    if count % Self.chunkCapacity == 0 {
      var chunk: [Element] = []
      chunk.reserveCapacity(Self.chunkCapacity)
      chunks.append(chunk)
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  /// Changes the element at an index in place; does nothing outside `0..<count`.
  public mutating func update(at index: Int, _ change: (inout Element) -> Void) {
    guard index >= 0, index < count else { return }
    change(&chunks[index / Self.chunkCapacity][index % Self.chunkCapacity])
  }
}

extension PersistentArray: Sequence {
  /// Iterates from the first to the last element.
  public func makeIterator() -> AnyIterator<Element> {
    var index = 0
    return AnyIterator {
      defer { index += 1 }
      return self[index]
    }
  }
}
