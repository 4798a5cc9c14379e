/** A Service as clients may name it. */
export interface NamedService {
  readonly name: string
  readonly namespace: string
  /** Those that it listens on; none for one that leaves them to its pods. */
  readonly ports: readonly number[]
  /** Whether its pods have names of their own under its name. */
  readonly headless: boolean
}

/** Where a text names a Service. */
export interface Mention {
  /** As written: the host with its port, never the text around it. */
  readonly host: string
  readonly form: 'short' | 'qualified'
  /** Whether nothing else can be meant. */
  readonly sure: boolean
}

const before = String.raw`(?:^|(?<=[\s"'\`=,;()\[\]{}|<>&!@])|(?<=:\/\/\/?(?:[^\s\/@"']*@)?))`
const after = String.raw`(?=$|[\s"'\`,;()\[\]{}|<>&\\\/?#])`

/**
 * Finds the names of a Service in a text: whole host names in URLs, with a port, in lists, after options and keys, or as
 * all there is. A short name without any of this is a mere word, and a port that the Service does not have makes `cart:2`
 * an image. `label` is what the text is the value of, such as the name of a variable.
 */
export function mentionsOf(text: string, label: string | undefined, service: NamedService): Mention[] {
  if (!text.toLowerCase().includes(service.name)) return []
  return [...qualifiedIn(text, service), ...shortIn(text, label, service)]
}

/** Only by names that hold in every namespace. */
export function qualifiedIn(text: string, { name, namespace, headless }: NamedService): Mention[] {
  if (!text.toLowerCase().includes(`${name}.${namespace}`)) return []
  const host = String.raw`((?:[a-z0-9_*-]+\.)*?)${escaped(name)}\.${escaped(namespace)}(\.svc(?:\.[a-z0-9-]+)*)?\.?(:\d{1,5})?`
  return [...text.matchAll(new RegExp(before + host + after, 'gi'))].flatMap((match): Mention[] => {
    const [found, pod, svc, port] = match
    const start = text.slice(0, match.index)
    const inUrl = isUrl(start)
    const next = text[match.index + found.length]
    if (pod && !svc && !headless) return []
    if (start.endsWith('@') && !inUrl && !port) return []
    // `cart.shop/v1` is an API group, and `cart.shop/app` a label or an image.
    if (next === '/' && !svc && !inUrl && !port) return []
    return [{ host: found, form: 'qualified', sure: !!svc || !!port || inUrl || found.length === text.trim().length }]
  })
}

function shortIn(text: string, label: string | undefined, { name, ports, headless }: NamedService): Mention[] {
  const anyPort = headless || ports.length === 0
  return [...text.matchAll(new RegExp(`${before}${escaped(name)}(:\\d{1,5})?${after}`, 'gi'))].flatMap(
    (match): Mention[] => {
      const [host, port] = match
      const start = text.slice(0, match.index)
      const mention = (sure: boolean): Mention[] => [{ host, form: 'short', sure }]
      if (isUrl(start)) return mention(true)
      const key = keyBefore(start) ?? (isListed(text) ? label : undefined)
      if (key !== undefined && isImageWord(key)) return []
      if (port !== undefined) return anyPort || ports.includes(Number(port.slice(1))) ? mention(true) : []
      if (text[match.index + host.length] === '/' || start.endsWith('@')) return []
      if (key !== undefined && isHostWord(key)) return mention(true)
      if (text.trim() === host) return mention(false)
      const argument = /^\s+(\d{1,5})\b/.exec(text.slice(match.index + host.length))
      return argument && ports.includes(Number(argument[1])) ? mention(true) : []
    },
  )
}

function isUrl(start: string): boolean {
  return /:\/\/\/?(?:[^\s/@"']*@)?(?:[^\s/"',]+,)*$/.test(start.slice(-300))
}

/** The key or option that stands before a value: `host: `, `REDIS_HOST=`, `--host `. */
function keyBefore(start: string): string | undefined {
  const line = start.slice(Math.max(start.lastIndexOf('\n') + 1, start.length - 200))
  return (/([\w.-]+)["']?\s*[:=]\s*["']?$/.exec(line) ?? /(?:^|[\s"'])(-{1,2}[a-z][\w.-]*)\s+["']?$/i.exec(line))?.[1]
}

/** A host, or several between commas, and nothing else. */
function isListed(text: string): boolean {
  return /^\s*[\w.:-]+(?:\s*[,;]\s*[\w.:-]+)*\s*$/.test(text)
}

const hostWords = new Set(
  'host hostname hosts addr addrs address addresses url urls uri server servers service svc endpoint endpoints upstream backend domain dns broker brokers bootstrap node nodes peer peers proxy master leader replica sentinel seed seeds target destination remote dsn origin gateway'.split(
    ' ',
  ),
)

/** Whether a key's words say that its value is a host: `REDIS_HOST`, `dbAddr`, `--server`; `SERVICE_NAME` does not. */
function isHostWord(key: string): boolean {
  const words = wordsOf(key)
  if (key === '-h' || key === '-H') return true
  if (['name', 'label', 'account', 'type', 'port', 'path'].includes(words.at(-1) ?? '')) return false
  return words.some((word) => hostWords.has(word) || /(?:host|addr|url|uri|server)$/.test(word))
}

function isImageWord(key: string): boolean {
  return wordsOf(key).some((word) => ['image', 'images', 'tag', 'tags', 'img'].includes(word))
}

function wordsOf(key: string): string[] {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
