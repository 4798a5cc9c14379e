import type { Resource } from '../cluster/index.ts'
import { maintainedFile } from './names.ts'
import { visible } from './text.ts'
import { uriPath } from './uri.ts'

/** Text for a cell or paragraph of Markdown: shown as it is, whatever it holds, and on one line. */
export function prose(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
    .replace(/[\\`*_{}[\]()!|~$]/g, '\\$&')
    .replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;' })[character] ?? '&gt;')
    .replace(/^([#+-])/, '\\$1')
    .replace(/^(\d+)\./, '$1\\.')
    .replace(/(@|#|GH-|https?:|www\.)(?=[\w/])/gi, '$1<!-- -->')
}

/** A name as code. Nothing in it is taken for Markdown, a mention or a column's end. */
export function code(text: string): string {
  const shown = visible(text.replace(/\s+/g, ' '))
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = shown === '' || shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${space}${shown.replaceAll('|', '\\|')}${space}${fence}`
}

/** A name inside HTML, where Markdown is not read. */
export function htmlCode(text: string): string {
  const escaped = visible(text.replace(/\s+/g, ' ')).replace(/[&<>"|]/g, (character) => `&#${character.charCodeAt(0)};`)
  return `<code>${escaped}</code>`
}

/** A link to a line of the file that a resource stands in; rendered resources have no line there. */
export function fileLink(resource: Resource, line: number, base: string | undefined): string {
  const file = maintainedFile(resource)
  const shown = resource.provenance ? file : `${file}:${line}`
  return `[${code(shown)}](${base ?? ''}${uriPath(file)}${resource.provenance ? '' : `#L${line}`})`
}
