import type { NamePattern } from '../policy/policy.ts'
import { fields, isGiven, text } from '../world/source.ts'

/**
 * One of toFQDNs, or of the DNS rules of a port: a name, or a pattern in which `*` stands for any part of one label, a
 * `**.` before it for one or more whole labels, and a single `*` for every name.
 * Source: cilium/cilium pkg/fqdn/matchpattern.
 */
export function namePattern(written: unknown): NamePattern {
  const { matchName, matchPattern } = fields(written)
  if (isGiven(matchName)) {
    const name = plainName(text(matchName))
    return { text: name, matches: (asked) => plainName(asked) === name }
  }
  const pattern = plainName(text(matchPattern).trim())
  if (/^\*+$/.test(pattern)) return { text: pattern, matches: () => true }
  const [, deep = '', rest = ''] = /^(\*{2,}\.)?(.*)$/.exec(pattern) ?? []
  const label = '[-a-z0-9_]'
  const body = rest
    .split('.')
    .map((part) => part.split(/\*+/).map(escaped).join(`${label}*`))
    .join('[.]')
  const whole = new RegExp(`^${deep === '' ? '' : `(?:${label}+[.])+`}${body}$`)
  return { text: pattern, matches: (asked) => whole.test(plainName(asked)) }
}

/** Why the API refuses a name; undefined where it does not. */
export function nameFault(written: unknown): string | undefined {
  const { matchName, matchPattern } = fields(written)
  if (isGiven(matchName) && isGiven(matchPattern)) return 'has both a matchName and a matchPattern'
  if (!isGiven(matchName) && !isGiven(matchPattern)) return 'has neither a matchName nor a matchPattern'
  if (isGiven(matchName) && !/^[-a-zA-Z0-9_.]+$/.test(text(matchName)))
    return `has a matchName that is no name: ${JSON.stringify(matchName)}`
  if (isGiven(matchPattern) && !/^[-a-zA-Z0-9_.*]+$/.test(text(matchPattern).trim()))
    return `has a matchPattern that is none: ${JSON.stringify(matchPattern)}`
  return undefined
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

function escaped(literal: string): string {
  return literal.replace(/[^-a-z0-9_]/g, (each) => `\\${each}`)
}
