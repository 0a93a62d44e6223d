/// A C2PA manifest store that is a file of its own, beside the one that it tells of.
enum ManifestStoreContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    scan.found(
      Slot(kind: .store, place: "the whole file", extent: 0..<source.size, payload: 0..<source.size)
    )
  }
}
