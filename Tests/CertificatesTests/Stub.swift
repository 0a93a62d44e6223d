import Certificates
import Crypto
import CryptoExtras
import SwiftASN1
