/** A plugin's line in a Corefile, with the lines in its braces. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block: readonly Directive[]
  /** Counted from 1, in the Corefile. */
  readonly line: number
}

/** What one server answers for: its zones, all on one port each, and its plugins. */
export interface ServerBlock {
  readonly zones: readonly Zone[]
  readonly plugins: readonly Directive[]
  readonly line: number
}

export interface Zone {
  /** Without its trailing dot, in lower case; empty for the root. */
  readonly name: string
  readonly port: number
  readonly line: number
}

export interface Corefile {
  readonly blocks: readonly ServerBlock[]
  readonly problems: readonly CorefileProblem[]
}

export interface CorefileProblem {
  readonly line: number
  readonly message: string
}

interface Token {
  readonly text: string
  readonly line: number
  readonly quoted: boolean
}

/**
 * Reads a Corefile as CoreDNS does: server blocks of plugins, snippets in parentheses that `import` puts elsewhere. What is
 * imported from files cannot be seen from here and stays as an `import` directive.
 * Source: coredns/coredns core/dnsserver, coredns/caddy caddyfile/parse.go and lexer.go.
 */
export function parseCorefile(source: string): Corefile {
  const tokens = tokensOf(source)
  const problems: CorefileProblem[] = []
  const snippets = new Map<string, readonly Directive[]>()
  const blocks: ServerBlock[] = []
  let at = 0
  const peek = () => tokens[at]
  while (peek() !== undefined) {
    const keys: Token[] = []
    // A server's zones may go on in the next line after a comma.
    for (let next = peek(); next !== undefined && !isBrace(next, '{'); next = peek()) {
      const before = keys.at(-1)
      if (before !== undefined && next.line !== before.line && !before.text.endsWith(',')) break
      keys.push(next)
      at++
    }
    const line = keys[0]?.line ?? peek()?.line ?? 1
    const open = peek()
    let body: Directive[]
    if (open !== undefined && isBrace(open, '{')) {
      at++
      body = directives(true)
    } else body = directives(false)
    const snippet = /^\((.+)\)$/.exec(keys[0]?.text ?? '')?.[1]
    if (snippet !== undefined && keys.length === 1) snippets.set(snippet, body)
    else if (keys.length === 0) problems.push({ line, message: 'a server block has no zone' })
    else blocks.push({ zones: keys.flatMap(zonesOf), plugins: body, line })
  }
  return { blocks, problems }

  /** Directives up to the brace that closes them; without one, to the end: a Corefile may hold a single server. */
  function directives(isClosed: boolean): Directive[] {
    const found: Directive[] = []
    for (let next = peek(); next !== undefined; next = peek()) {
      if (isBrace(next, '}')) {
        at++
        if (isClosed) return found
        problems.push({ line: next.line, message: 'a brace closes nothing' })
        continue
      }
      at++
      const args: string[] = []
      let block: Directive[] = []
      for (let more = peek(); more !== undefined && more.line === next.line; more = peek()) {
        if (isBrace(more, '}')) break
        at++
        if (isBrace(more, '{')) {
          block = directives(true)
          break
        }
        args.push(more.text)
      }
      const imported = next.text === 'import' ? snippets.get(args[0] ?? '') : undefined
      if (imported) found.push(...imported)
      else found.push({ name: next.text, args, block, line: next.line })
    }
    if (isClosed) problems.push({ line: tokens.at(-1)?.line ?? 1, message: 'a brace is not closed' })
    return found
  }
}

function isBrace({ text, quoted }: Token, brace: '{' | '}'): boolean {
  return !quoted && text === brace
}

/** `.`, `example.org:1053`, `dns://cluster.local`, `tls://.:853`; several with commas. */
function zonesOf({ text, line }: Token): Zone[] {
  return text
    .split(',')
    .filter((key) => key !== '')
    .map((key) => {
      const scheme = /^([a-z]+):\/\//.exec(key)?.[1]
      const rest = scheme === undefined ? key : key.slice(scheme.length + 3)
      const port = /:(\d+)$/.exec(rest)?.[1]
      const name = port === undefined ? rest : rest.slice(0, -port.length - 1)
      const usual = scheme === 'tls' || scheme === 'quic' ? 853 : scheme === 'https' ? 443 : 53
      return { name: zoneName(name), port: port === undefined ? usual : Number(port), line }
    })
}

export function zoneName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '')
}

/** Words, each with its line; quotes keep spaces and lines together, `#` hides the rest of a line. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  let line = 1
  let i = 0
  while (i < source.length) {
    const character = source[i] ?? ''
    if (character === '\n') line++
    if (/\s/.test(character) || character === '\ufeff') {
      i++
      continue
    }
    if (character === '#') {
      while (i < source.length && source[i] !== '\n') i++
      continue
    }
    const start = line
    let text = ''
    if (character === '"') {
      i++
      while (i < source.length && source[i] !== '"') {
        if (source[i] === '\\' && source[i + 1] === '"') i++
        if (source[i] === '\n') line++
        text += source[i++]
      }
      i++
      tokens.push({ text, line: start, quoted: true })
      continue
    }
    while (i < source.length && !/\s/.test(source[i] ?? '')) text += source[i++]
    tokens.push({ text, line: start, quoted: false })
  }
  return tokens
}
