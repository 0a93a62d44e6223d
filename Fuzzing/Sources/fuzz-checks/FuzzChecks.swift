import Checking
import Media

/// Any bytes are checked: there is always an examination.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let examination = try? Examiner().examine(BytesSource(bytes))
  precondition(examination?.size == count, "no examination")
  return 0
}
