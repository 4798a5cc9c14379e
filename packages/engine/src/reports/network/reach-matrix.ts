import { visible } from '../text.ts'
import { PartyWords } from './party-words.ts'
import { extentOf, selectedGroups } from './reach-parts.ts'
import type { ShownReach } from './reach.ts'

/** From each row to each column: `+` at every port, `~` at some, `.` at none, `?` where it is not defined. */
export function* reachMatrix({ picture, isFrom, isTo }: ShownReach): Generator<string> {
  const words = new PartyWords(picture.parties)
  const rows = selectedGroups(picture, isFrom)
  const columns = selectedGroups(picture, isTo)
  const all = selectedGroups(picture, (party) => isFrom(party) || isTo(party))
  const number = new Map(all.map(({ group }, i) => [group, i + 1]))
  const width = `${all.length}`.length
  const cell = (text: string | number | undefined) => `${text ?? ''}`.padStart(width)
  yield `${' '.repeat(width)}  ${columns.map(({ group }) => cell(number.get(group))).join(' ')}\n`
  let isUnclear = false
  for (const { group, parties } of rows) {
    const line = columns.map((to) => {
      const isSelf = group === to.group && group.parties.length === 1
      const isOutside = parties[0]?.kind === 'outside' && to.parties[0]?.kind === 'outside'
      return cell(isSelf || isOutside ? ' ' : marks[extentOf(picture.between(group, to.group))])
    })
    isUnclear ||= line.some((mark) => mark.endsWith(marks.unclear))
    yield `${cell(number.get(group))}  ${line.join(' ')}\n`
  }
  yield `\nrows connect to columns: + at every port, ~ at some, . at none${isUnclear ? ', ? not defined' : ''}\n`
  for (const { group, parties } of all) yield `${cell(number.get(group))}  ${visible(words.of(parties, [], 12))}\n`
}

const marks = { all: '+', some: '~', unclear: '?', none: '.' } as const
