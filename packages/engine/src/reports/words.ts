import type { InputError } from '../audit/index.ts'
import type { Exemption } from '../findings/index.ts'

/** A written warrant in words: reason, owner, last day, where it is written. */
export function exemptionWords({ reason, owner, until, source }: Exemption): string {
  const more = [owner && `owner ${owner}`, until && `until ${until}`, source].filter((part) => part)
  return `${reason} (${more.join(', ')})`
}

/** Where input could not be read: `broken.yaml:3:7`. */
export function errorPlace({ file, line, column }: InputError): string {
  return [file, line, column].filter((part) => part !== undefined).join(':')
}
