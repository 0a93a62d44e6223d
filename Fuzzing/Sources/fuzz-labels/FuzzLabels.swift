import Labels
public import LibFuzzer
import Media

/// A label is planned for any bytes: where the plan stands, the file to be reads back with that label.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let file = try? MediaFile(reading: BytesSource(bytes)),
    let label = try? AIGCLabel(
      status: .generated, contentProducer: "001191110108335469089C10001", produceID: "A-1"),
    let plan = try? LabelWriter.label(file, with: label),
    let written = try? plan.bytes(limit: 1 << 24)
  else { return 0 }
  let reading = try? LabelReading(of: MediaFile(reading: BytesSource(written)))
  precondition(reading?.sightings.count == 1, "the label that was planned is not there")
  return 0
}

/// What the package manager calls the start of this program; libFuzzer takes it from there.
@_cdecl("fuzz_labels_main")
public func start(_ count: CInt, _ arguments: Arguments) -> CInt {
  drive(count, arguments, fuzz)
}
