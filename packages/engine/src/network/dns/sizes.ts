/** Octets of an answer with addresses: RFC 1035 section 4, names after the first as pointers of two octets. */
export function addressAnswerSize(name: string, type: 'A' | 'AAAA', count: number): number {
  return headerSize + questionSize(name) + count * (recordSize + (type === 'A' ? 4 : 16))
}

/** Octets of an answer to an SRV query: targets are not compressed (RFC 2782); the address of each comes with it. */
export function srvAnswerSize(name: string, targets: readonly string[]): number {
  return targets.reduce(
    (sum, target) => sum + recordSize + 6 + nameSize(target) + recordSize + 4,
    headerSize + questionSize(name),
  )
}

/** What a datagram holds without EDNS, and with the size that DNS flag day 2020 and Go's resolver ask for. */
export const plainLimit = 512
export const ednsLimit = 1232

/** The pseudo-record of EDNS that takes up its own room (RFC 6891). */
export const optSize = 11

/** As many addresses as fit. */
export function mostAddresses(name: string, type: 'A' | 'AAAA', limit: number): number {
  const used = headerSize + questionSize(name) + (limit > plainLimit ? optSize : 0)
  return Math.max(0, Math.floor((limit - used) / (recordSize + (type === 'A' ? 4 : 16))))
}

const headerSize = 12
/** Pointer to a name, type, class, TTL, length. */
const recordSize = 2 + 2 + 2 + 4 + 2

function questionSize(name: string): number {
  return nameSize(name) + 4
}

/** A length before each label and a zero at the end. */
function nameSize(name: string): number {
  return encoder.encode(name).length + 2
}

const encoder = new TextEncoder()
