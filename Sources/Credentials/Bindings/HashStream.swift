/// What one hash, or a row of hashes, covers: ranges of the file in rising order, with bytes in
/// between that do not stand there.
struct HashStream {
  /// A step of the hash.
  enum Step: Equatable {
    /// Bytes of the file.
    case range(Range<Int>)
    /// Bytes that are put in.
    case literal([UInt8])
    /// The end of a hash; the next one begins.
    case cut
    /// Bytes of the file, with a hash over every `size` of them.
    case blocks(Range<Int>, size: Int)

    /// The bytes of the file that it takes in; nil where it takes none.
    var range: Range<Int>? {
      switch self {
      case .range(let range), .blocks(let range, _): range
      case .literal, .cut: nil
      }
    }
  }

  /// Where the hashes go.
  enum Output {
    /// All of them are kept.
    case digests([[UInt8]])
    /// They become the leaves of a tree.
    case tree(MerkleRowBuilder)
  }

  let algorithm: ContentHash
  let steps: [Step]
  private(set) var output: Output

  private var digester: Digester
  private var step = 0
  /// How many bytes of the current step were hashed.
  private var done = 0

  /// A stream of steps that are in rising order.
  init(_ algorithm: ContentHash, _ steps: [Step], output: Output = .digests([])) {
    self.algorithm = algorithm
    self.steps = steps
    self.output = output
    self.digester = Digester(algorithm)
    settle()
  }

  /// The stream with the hashes that are known to come out of it.
  init(finished stream: HashStream, digests: [[UInt8]]) {
    self = stream
    output = .digests(digests)
    step = steps.count
  }

  /// The first byte of the file that is still wanted; nil where none is.
  var next: Int? {
    guard step < steps.count, let range = steps[step].range else { return nil }
    return range.lowerBound + done
  }

  /// The end of the run of bytes that is wanted from ``next`` on.
  var end: Int? {
    guard step < steps.count else { return nil }
    return steps[step].range?.upperBound
  }

  /// Does the steps that need no bytes of the file.
  private mutating func settle() {
    while step < steps.count {
      switch steps[step] {
      case .literal(let bytes): digester.update(bytes)
      case .cut: cut()
      case .range(let range):
        if done < range.count { return }
      case .blocks(let range, let size):
        if done < range.count { return }
        if !range.count.isMultiple(of: size) || range.isEmpty { cut() }
      }
      step += 1
      done = 0
    }
  }

  private mutating func cut() {
    let digest = digester.finish()
    digester = Digester(algorithm)
    switch output {
    case .digests(var digests):
      output = .digests([])
      digests.append(digest)
      output = .digests(digests)
    case .tree(var tree):
      output = .digests([])
      tree.add(digest)
      output = .tree(tree)
    }
  }

  /// Takes in what of a piece of the file it wants.
  mutating func feed(_ piece: UnsafeRawBufferPointer, at offset: Int) {
    while let next, next >= offset, next < offset + piece.count {
      let start = next - offset
      switch steps[step] {
      case .range(let range):
        let count = min(piece.count - start, range.count - done)
        digester.update(UnsafeRawBufferPointer(rebasing: piece[start..<start + count]))
        done += count
      case .blocks(let range, let size):
        let count = min(piece.count - start, range.count - done, size - done % size)
        digester.update(UnsafeRawBufferPointer(rebasing: piece[start..<start + count]))
        done += count
        if done.isMultiple(of: size) { cut() }
      default: return
      }
      settle()
    }
  }

  /// The hashes, where they are all kept.
  var digests: [[UInt8]] {
    if case .digests(let digests) = output { digests } else { [] }
  }

  /// The tree, where they are its leaves.
  var tree: MerkleRowBuilder? {
    if case .tree(let tree) = output { tree } else { nil }
  }
}
