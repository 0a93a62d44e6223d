/// Those root boxes of a file that matter to who changes it.
///
/// A fragmented film may have a hundred thousand root boxes; they are not all kept.
struct BMFFLayout {
  private(set) var fileType: BMFFBox?
  private(set) var film: BMFFBox?
  /// The `meta` box of a picture.
  private(set) var metadata: BMFFBox?
  private(set) var fragmentIndex: BMFFBox?
  private(set) var last: BMFFBox?
  /// Free space, up to a thousand boxes.
  private(set) var free: [BMFFBox] = []
  /// The C2PA boxes.
  private(set) var stores: [BMFFBox] = []
  /// The end of the last box with data that something may point to.
  private(set) var dataEnd = 0
  /// The end of the last box; behind it there are at most seven bytes that are no box.
  private(set) var end = 0

  init(of tree: BMFFTree) throws(MediaError) {
    var roots = BMFFBoxes(tree.source, window: 16)
    var count = 0
    while let box = try roots.next() {
      count += 1
      guard count <= tree.limits.structures else {
        throw MediaError(
          .tooLarge(value: count, limit: tree.limits.structures), "the list of boxes",
          at: box.range.lowerBound)
      }
      switch box.type {
      case "ftyp": fileType = fileType ?? box
      case "moov": film = film ?? box
      case "meta": metadata = metadata ?? box
      case "mfra": fragmentIndex = box
      case "free", "skip": if free.count < 1000, box.lengthForm == .short { free.append(box) }
      case "uuid": if box.userType == BMFFUserType.c2pa, stores.count < 1000 { stores.append(box) }
      default: break
      }
      switch box.type {
      case "ftyp", "moov", "free", "skip", "mfra": break
      default: dataEnd = box.range.upperBound
      }
      last = box
      end = box.range.upperBound
    }
  }

  /// The free box that begins where `offset` is.
  func free(at offset: Int) -> BMFFBox? { free.first { $0.range.lowerBound == offset } }
}
