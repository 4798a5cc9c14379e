const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n]

/** Whether a text is a decimal number of 64 bits. Source: golang/go strconv.ParseInt. */
export function isInt64(text: string): boolean {
  if (!/^[-+]?0*[0-9]{1,19}$/.test(text)) return false
  const value = BigInt(text.replace('+', ''))
  return value >= smallest && value <= largest
}
