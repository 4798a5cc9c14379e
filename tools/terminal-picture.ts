import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Draws what a command prints in a terminal as an SVG, for the README: `node tools/terminal-picture.ts <file> <lines> -- <args>`. */

const root = join(import.meta.dirname, '..')
const [file = '', mostLines = '', , ...args] = process.argv.slice(2)
const cell = { width: 8.4, height: 18 }
const margin = 16
const colors: Readonly<Record<string, string>> = {
  '31': '#f47067',
  '32': '#8ddb8c',
  '33': '#f69d50',
  '34': '#6cb6ff',
  '35': '#dcbdfb',
  '36': '#76e3ea',
  '37': '#adbac7',
  '90': '#768390',
  '91': '#ff938a',
  '92': '#b4f1b4',
  '93': '#f9c67a',
  '94': '#96d0ff',
  '95': '#eedcfe',
  '96': '#b3f0ff',
  '97': '#cdd9e5',
}

interface Style {
  readonly color: string
  readonly bold: boolean
  readonly dim: boolean
}

const plain: Style = { color: '#adbac7', bold: false, dim: false }

function restyle(style: Style, codes: string): Style {
  let { color, bold, dim } = style
  for (const code of (codes === '' ? '0' : codes).split(';')) {
    if (code === '0') ({ color, bold, dim } = plain)
    else if (code === '1') bold = true
    else if (code === '2') dim = true
    else if (code === '22') [bold, dim] = [false, false]
    else if (code === '39') color = plain.color
    else color = colors[code] ?? color
  }
  return { color, bold, dim }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function drawLine(line: string, row: number, before: Style): { readonly svg: string; readonly style: Style } {
  let style = before
  let spans = ''
  for (const part of line.split(/(\u001B\[[\d;]*m)/)) {
    const codes = /^\u001B\[([\d;]*)m$/.exec(part)?.[1]
    if (codes !== undefined) style = restyle(style, codes)
    else if (part !== '') {
      const look = `fill="${style.color}"${style.bold ? ' font-weight="bold"' : ''}${style.dim ? ' opacity="0.65"' : ''}`
      spans += `<tspan ${look}>${escape(part)}</tspan>`
    }
  }
  const y = margin + (row + 1) * cell.height
  return { svg: `<text x="${margin}" y="${y}" xml:space="preserve">${spans}</text>`, style }
}

const output = execFileSync('npx', ['warrant', ...args, '--color'], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, COLUMNS: '96' },
})
const lines = [
  `\u001B[90m$\u001B[0m \u001B[1mwarrant ${args.filter((arg) => arg !== '--exit-code' && arg !== '0').join(' ')}\u001B[0m`,
  ...output.trimEnd().split('\n').slice(0, Number(mostLines)),
]
let style = plain
const rows = lines.map((line, i) => {
  const drawn = drawLine(line, i, style)
  style = drawn.style
  return drawn.svg
})
const width = Math.ceil(margin * 2 + cell.width * 96)
const height = margin * 2 + cell.height * (lines.length + 1)
writeFileSync(
  file,
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#22272e"/>
${rows.join('\n')}
</svg>
`,
)
