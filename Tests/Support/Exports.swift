// A test that wants chance or damage has it with the rest of what tests share.
@_exported public import Damage
