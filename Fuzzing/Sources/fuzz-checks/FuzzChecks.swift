import Checking
public import LibFuzzer
import Media

/// Any bytes are checked: there is always an examination.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let examination = try? Examiner().examine(BytesSource(bytes))
  precondition(examination?.size == count, "no examination")
  return 0
}

/// What the package manager calls the start of this program; libFuzzer takes it from there.
@_cdecl("fuzz_checks_main")
public func start(_ count: CInt, _ arguments: Arguments) -> CInt {
  drive(count, arguments, fuzz)
}
