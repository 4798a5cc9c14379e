import { isDnsSubdomain } from '../names.ts'
import { isInt64 } from './numbers.ts'

/** Blanks and one token behind them. A NUL byte ends a token and is swallowed with it; where one should start, it ends all. */
const token = /[ \t\r\n]*(?:(==|!=|[=!(),<>]|[^ \t\r\n=!(),<>\0]+)\0?)?/y
const symbol = /^[=!(),<>]/
const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

/**
 * Whether a text is a label selector, as lists take it: `app=web,tier in (a, b),!legacy`. Blank is one too.
 *
 * Source: kubernetes/apimachinery pkg/labels/selector.go
 */
export function isLabelSelector(text: string): boolean {
  const tokens = tokensOf(text)
  if (tokens.length === 0) return true
  let at = 0
  for (;;) {
    at = endOfRequirement(tokens, at)
    if (at === -1) return false
    if (at === tokens.length) return true
    if (tokens[at] !== ',') return false
    at++
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  for (;;) {
    const found = token.exec(text)?.[1]
    if (found === undefined) return tokens
    tokens.push(found)
  }
}

/** The place behind the requirement that starts at a place; -1 where there is none. */
function endOfRequirement(tokens: readonly string[], start: number): number {
  const isNegated = tokens[start] === '!'
  const at = isNegated ? start + 1 : start
  const key = tokens[at]
  if (!isWord(key) || !isLabelKey(key)) return -1
  const operator = tokens[at + 1]
  if (isNegated || operator === undefined || operator === ',') return at + 1
  switch (operator) {
    case 'in':
    case 'notin':
      return endOfValues(tokens, at + 2)
    case '=':
    case '==':
    case '!=':
      return endOfValue(tokens, at + 2, isLabelValue)
    case '<':
    case '>':
      return endOfValue(tokens, at + 2, (value) => isInt64(value) && isLabelValue(value))
    default:
      return -1
  }
}

/** A single value; where there is none, it is empty. */
function endOfValue(tokens: readonly string[], at: number, isValid: (value: string) => boolean): number {
  const value = tokens[at]
  if (value === undefined || value === ',') return isValid('') ? at : -1
  return isWord(value) && isValid(value) ? at + 1 : -1
}

/** Values in brackets. Between, before and behind commas there may be nothing. */
function endOfValues(tokens: readonly string[], start: number): number {
  if (tokens[start] !== '(') return -1
  let at = start + 1
  for (let before = ','; tokens[at] !== ')'; at++) {
    const value = tokens[at]
    if (value !== ',' && (!isWord(value) || !isLabelValue(value) || before !== ',')) return -1
    before = value
  }
  return at + 1
}

function isWord(text: string | undefined): text is string {
  return text !== undefined && !symbol.test(text)
}

function isLabelKey(key: string): boolean {
  const [first = '', second, ...more] = key.split('/')
  if (more.length > 0) return false
  return second === undefined ? isName(first) : isDnsSubdomain(first) && isName(second)
}

function isLabelValue(value: string): boolean {
  return value === '' || isName(value)
}

function isName(text: string): boolean {
  return text.length <= 63 && name.test(text)
}
