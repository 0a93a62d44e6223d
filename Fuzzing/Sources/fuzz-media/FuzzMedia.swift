public import LibFuzzer
import Media

/// Any bytes are read as whatever format they look like, and every payload and part is asked for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let file = try? MediaFile(reading: BytesSource(bytes)) else { return 0 }
  for slot in file.slots { _ = try? file.payload(of: slot) }
  if let parts = try? file.parts() {
    // All parts, one after the other, are the file.
    var place = 0
    for part in parts {
      precondition(part.range.lowerBound == place, "a gap or an overlap at byte \(place)")
      place = part.range.upperBound
    }
    precondition(place == bytes.count, "the parts end at byte \(place) of \(bytes.count)")
  }
  return 0
}

/// What the package manager calls the start of this program; libFuzzer takes it from there.
@_cdecl("fuzz_media_main")
public func start(_ count: CInt, _ arguments: Arguments) -> CInt {
  drive(count, arguments, fuzz)
}
