/** What names and values of credentials look like. Judged on text alone, so nothing here may ever be printed. */

const nameParts =
  /secret|passw(?:or)?d|passphrase|credential|(?:api|access|private|signing|encryption|master|account|storage|auth|client)[_.-]?key|token$|_KEY_CONTENT$|^AZURE_.*KEY$/i
const nameWords = /(?:^|[_.\- ])(?:(?:pwd|jwt|bearer|tokens?|psk)(?:$|[_.\- ])|pass$)/i

/** Words at the end of a name that make it the name of something about a credential: where it is, how long it holds. */
const aboutWords = new Set(
  `file files path paths dir directory folder name names ref refs reference url uri endpoint host port server service
  ttl timeout expiry expires expiration lifetime duration age interval rotation length size min max count limit limits
  type kind mode algorithm alg format issuer audience subject scope scopes enabled disabled required policy version id
  ids arn store provider backend engine source location mount namespace prefix suffix header field fields column label
  class hint role region regex pattern manager method methods strategy selector cookie parameter param attempts retries
  cache claim claims auth validation validator verification verify check encoding separator delimiter budget usage
  bucket username user email env var variable seconds minutes hours days ms rotate reset iterations rounds complexity
  strength supported allowed yaml yml json xml conf cfg ini properties toml sh py js html md tpl tmpl`.split(/\s+/),
)

/** Names whose value is the name of a Secret: `existingSecret`, `IMAGE_PULL_SECRET`, `tls-secret`. */
const secretObjects = /(?:existing|pull|tls|cert|certificate)[_.\- ]?secrets?$/i

/** Whether a name is that of a credential, rather than of something about one (`TOKEN_TTL`, `PASSWORD_FILE`). */
export function namesCredential(name: string): boolean {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
  if (!nameParts.test(name) && !nameParts.test(words) && !nameWords.test(words)) return false
  if (/public|publishable/i.test(name) || secretObjects.test(words)) return false
  const last = /[A-Za-z0-9]+$/.exec(words)?.[0] ?? ''
  return !aboutWords.has(last.toLowerCase())
}

const valueForms: readonly (readonly [kind: string, form: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['a JSON web token', /\beyJ[\w-]{8,400}\.eyJ[\w-]{8,}|\beyJhbGciO[\w-]{8,}(?![\w-]|\.\.)/],
  ['an AWS access key id', /\b(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE\b)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['a Google API key', /\bAIza[\w-]{35}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['a Slack webhook', /\bhooks\.slack\.com\/(?:services|workflows)\/[A-Z0-9]{8,}\/[A-Z0-9]{8,}\/\w{20,}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a Vault token', /\bhv[bs]\.[\w-]{24,}/],
  ['a SendGrid key', /\bSG\.[\w-]{16,}\.[\w-]{16,}/],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{34,}\b/],
  ['a DigitalOcean token', /\bdo[opr]_v1_[a-f0-9]{64}\b/],
  ['a PyPI token', /\bpypi-AgEIcHlwaS5vcmc[\w-]{40,}/],
  ['a Grafana token', /\bgl(?:sa|c)_[A-Za-z0-9+/=_]{32,}/],
  ['an age key', /\bAGE-SECRET-KEY-1[A-Z0-9]{50,}/],
  ['a Docker Hub token', /\bdckr_pat_[\w-]{20,}/],
  ['an Azure account key', /\bAccountKey=[A-Za-z0-9+/]{40,}/],
  [
    'a URL with a password',
    /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/?#@'"<>]{0,200}:(?![$%{<*]|x{3,}@|redacted@|masked@)[^\s/?#@'"<>]{3,400}@/i,
  ],
]

/** Every form of value in one expression, to pass over a long text once. */
const anyForm = new RegExp(valueForms.map(([, form]) => form.source).join('|'), 'i')

/** What kind of credential stands in a text, told by its form alone; undefined when none does. */
export function credentialIn(text: string): string | undefined {
  if (!anyForm.test(text)) return undefined
  return valueForms.find(([, form]) => form.test(text))?.[0]
}

const harmless: readonly RegExp[] = [
  // Switches, numbers, durations, sizes.
  /^(?:true|false|yes|no|on|off|null|nil|none|undefined|enabled|disabled|required|optional|string|n\/a)$/i,
  /^[+-]?\d+(?:\.\d+)?\s*(?:ns|us|ms|s|m|h|d|w|%|[kmg]i?b?)?$/i,
  // Places: files, URLs without a password, certificates and public keys.
  /^(?:\/|\.{1,2}\/|~\/|[A-Za-z]:\\|file:|classpath:)\S*$/,
  /^[\w.-]+(?:\/[\w.-]+)*\.(?:pem|key|crt|cer|json|ya?ml|txt|conf|cfg|ini|env|jks|p12|pfx|properties)$/i,
  /^[a-z][a-z0-9+.-]*:\/\/[^@\s]*$/i,
  /^-----BEGIN (?:CERTIFICATE|[A-Z ]*PUBLIC KEY)-----/,
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+) /,
  // References that something resolves at run time, and what people write in place of a secret.
  /\$[({]|\{\{|%[({]/,
  /^(?:\$\w+|%\w+%|<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\})$/,
  /^(?:vault|ref\+[\w-]+|op|secretref|awssm|awsssm|gcpsm|azkv|akv|sops|env|file|secretsmanager|ssm|arn):/i,
  /^ENC\[/,
  /^projects\/[^/]+\/secrets\//,
  /^(?:\*+|x{3,}|\.{3,}|-+|redacted|masked|todo|fixme|tbd|placeholder|replaceme|dummy|fake|example|unset)$/i,
  /^(?:your|insert|replace|enter|put|fill)[\s_-][\s\w.-]*$/i,
]

/**
 * Whether a value under a credential's name is none: a switch, a number, a path, a reference, a public key, or a word
 * that asks to be replaced. `changeme` and its like are not harmless: they are what images ship with and people run.
 */
export function isHarmless(value: string): boolean {
  const text = value.trim()
  return text === '' || harmless.some((form) => form.test(text))
}

/** Patterns given in options; one that is no regular expression is taken as plain text. */
export function matchesAnyPattern(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => toPattern(pattern).test(text))
}

function toPattern(pattern: string): RegExp {
  const insensitive = pattern.startsWith('(?i)')
  const source = insensitive ? pattern.slice('(?i)'.length) : pattern
  try {
    return new RegExp(source, insensitive ? 'i' : '')
  } catch {
    return new RegExp(source.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), insensitive ? 'i' : '')
  }
}

/** A credential written out in a text of several lines: the name that it has there, and the line, counted from 1. */
export interface NamedCredential {
  readonly name: string
  readonly line: number
}

const assignment =
  /^[ \t]*(?:export[ \t]+|set[ \t]+|-[ \t]+)?["']?([A-Za-z][\w.-]{1,80})["']?[ \t]*[:=][ \t]*([^\r\n]*)/gm
const jsonPair = /"([A-Za-z][\w.-]{1,80})"\s*:\s*"((?:[^"\\\r\n]|\\.)*)"/g

/** The first credential that a configuration text (properties, env, INI, YAML, JSON) writes out under a telling name. */
export function namedCredentialIn(text: string, isName: (name: string) => boolean): NamedCredential | undefined {
  for (const form of [assignment, jsonPair]) {
    for (const match of text.matchAll(form)) {
      const [, name = '', value = ''] = match
      if (isName(name) && isLiteral(value)) return { name, line: lineOf(text, match.index + match[0].indexOf(name)) }
    }
  }
  return undefined
}

/** Whether the right side of an assignment is a value written out, rather than code, structure or nothing. */
function isLiteral(written: string): boolean {
  const value = written.slice(0, longestLiteral).trim().replace(/[,;]$/, '')
  const quoted = /^(["'])(.*)\1$/.exec(value)
  if (quoted) return !isHarmless(quoted[2] ?? '')
  const bare = value.replace(/\s+[#;].*$/, '')
  return !isHarmless(bare) && !notLiteral.some((form) => form.test(bare))
}

/** No credential that people write out is longer, and a longer line is not worth the time. */
const longestLiteral = 2000

/** What stands without quotes on the right side and is no text: code, structure, attributes of objects, sentences. */
const notLiteral: readonly RegExp[] = [
  /[()[\]{}]/,
  /^[|>&*!#]/,
  /^(?:\.?[A-Za-z_]\w*\.)+[A-Za-z_]\w*$/,
  /\S\s+\S+\s+\S/,
]

function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
