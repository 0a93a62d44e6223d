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

/// What the package manager calls the start of this program; libFuzzer takes it from there.
@_cdecl("fuzz_checks_main")
public func start(_ count: CInt, _ arguments: Arguments) -> CInt {
  var (count, arguments) = (count, Optional(arguments))
  return runFuzzer(&count, &arguments, fuzz)
}

/// The arguments of the program as C hands them over.
public typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
