/** Bytes from outside, read within bounds and turned into text, and back. */
export { type Decoded, decode, encode, type Encoding } from './decode.ts'
export { describeSize, readBytes, readStream } from './read.ts'
export { errorCode, plainReason } from './reason.ts'
