import { describe, expect, it } from 'vitest'
import { credentialIn, isHarmless, matchesAnyPattern, namedCredentialIn, namesCredential } from './credentials.ts'

describe('namesCredential', () => {
  it.each([
    'PASSWORD',
    'DB_PASSWD',
    'dbPassword',
    'SECRET_BLAH',
    'MYSECRETS',
    'AWS_SECRET_ACCESS_KEY',
    'AZURE_BATCH_KEY',
    'OCI_CLI_KEY_CONTENT',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'API_KEY',
    'apikey',
    'private-key',
    'GITHUB_TOKEN',
    'NPMTOKEN',
    'spring.datasource.password',
    'MYSQL_PWD',
    'JWT',
    'BEARER',
    'DB_PASS',
    'userPass',
    'GITHUB_TOKEN_2',
    'COOKIE_SECRET',
    'MYSQL_ROOT_PASSWORD',
  ])('takes %s for one', (name) => {
    expect(namesCredential(name)).toBe(true)
  })
  it.each([
    'PASSWORD_FILE',
    'TOKEN_TTL',
    'tokenUrl',
    'SECRET_NAME',
    'secretName',
    'PASSWORD_MIN_LENGTH',
    'AWS_ACCESS_KEY_ID',
    'JWT_PUBLIC_KEY',
    'TOKENIZER',
    'SORT_KEY',
    'COMPASS',
    'PWD_DIR',
    'BYPASS',
    'LOG_LEVEL',
    'PASS_THROUGH',
    'OAUTH2_PROXY_PASS_HOST_HEADER',
    'TOKEN_CACHE',
    'BEARER_METHODS_SUPPORTED',
    'imagePullSecret',
    'IMAGE_PULL_SECRETS',
    'existingSecret',
    'TLS_SECRET',
    'credentials.json',
    'API_KEY_ENV',
    'NEXT_PUBLIC_API_KEY',
  ])('passes over %s', (name) => {
    expect(namesCredential(name)).toBe(false)
  })
})

describe('credentialIn', () => {
  it.each([
    ['-----BEGIN RSA PRIVATE KEY-----', 'a private key'],
    ['-----BEGIN PRIVATE KEY-----', 'a private key'],
    [`eyJhbGciO${'x'.repeat(20)}.eyJzdWIiOiIx.sig`, 'a JSON web token'],
    [`key=AKIA${'A'.repeat(16)}`, 'an AWS access key id'],
    [`ghp_${'a'.repeat(36)}`, 'a GitHub token'],
    [`AIza${'b'.repeat(35)}`, 'a Google API key'],
    [`eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}`, 'a JSON web token'],
    [`https://hooks.slack.com/services/T${'0'.repeat(8)}/B${'0'.repeat(8)}/${'x'.repeat(24)}`, 'a Slack webhook'],
    [`hf_${'a'.repeat(34)}`, 'a Hugging Face token'],
    ['redis://:hunter2@cache.example:6379/0', 'a URL with a password'],
    [`xoxb-${'1'.repeat(12)}-x`, 'a Slack token'],
    ['postgres://app:hunter2@db.example/shop', 'a URL with a password'],
    [`DefaultEndpointsProtocol=https;AccountKey=${'c'.repeat(86)}==`, 'an Azure account key'],
  ])('knows %s', (text, kind) => {
    expect(credentialIn(text)).toBe(kind)
  })
  it.each([
    'postgres://db.example/shop',
    'postgres://app:$(PASSWORD)@db.example/shop',
    'https://host.example:8443/a@b',
    '-----BEGIN PUBLIC KEY-----',
    '-----BEGIN CERTIFICATE-----',
    'ghp_short',
    'redis://:$(REDIS_PASSWORD)@cache.example',
    'postgres://app:{{ .password }}@db.example',
    'postgres://app:xxxxx@db.example',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiIsImtpZCI6ImFiY2RlZiJ9..c2lnbmF0dXJl',
    `https://host.example/${'a.'.repeat(50)}`,
    'an ordinary sentence: with a colon @ and more',
  ])('passes over %s', (text) => {
    expect(credentialIn(text)).toBeUndefined()
  })
})

describe('isHarmless', () => {
  it.each([
    '',
    'true',
    '30',
    '15m',
    '/run/secrets/db',
    './token',
    '$(DB_PASSWORD)',
    '${X}',
    '<password>',
    'vault:secret/data/db#pw',
    'https://auth.example/token',
    'ssh-ed25519 AAAA',
    '********',
    'ENC[AES256_GCM,data:x]',
    'config/keys/tls.key',
    'credentials.json',
    'classpath:keys.jks',
    'your-api-key-here',
    'REPLACE_ME',
    'insert token here',
    'TODO',
    'dummy',
    'Yes',
    '1.5',
    '10Mi',
    'arn:aws:secretsmanager:eu-west-1:1:secret:db',
    '{{ .Values.password }}',
  ])('lets %s pass', (value) => {
    expect(isHarmless(value)).toBe(true)
  })
  it.each(['hunter2', 'changeme', 'change-me', 'p@ss w0rd', 'secretsquirrels', 'yourself1', 'test', 'a/b/c+d=='])(
    'does not let %s pass',
    (value) => {
      expect(isHarmless(value)).toBe(false)
    },
  )
})

describe('namedCredentialIn', () => {
  it.each([
    ['properties', '# db.password=example\ndb.url=jdbc:x\ndb.password=hunter2\n', { name: 'db.password', line: 3 }],
    ['YAML', 'db:\n  user: app\n  password: "hunter2"\n', { name: 'password', line: 3 }],
    ['shell', 'export API_KEY=abc123xyz', { name: 'API_KEY', line: 1 }],
    ['JSON on one line', '{"user": "app", "password": "hunter2"}', { name: 'password', line: 1 }],
    ['a list of YAML', 'users:\n  - password: hunter2\n', { name: 'password', line: 2 }],
    ['Windows line ends', 'a=b\r\npassword=hunter2\r\n', { name: 'password', line: 2 }],
    ['a value of two words', 'password: correct horse', { name: 'password', line: 1 }],
    ['INI with a comment', '[db]\npasswd = hunter2 ; old', { name: 'passwd', line: 2 }],
  ])('finds it in %s', (_, text, found) => {
    expect(namedCredentialIn(text, namesCredential)).toEqual(found)
  })
  it.each([
    ['a reference', 'password: ${DB_PASSWORD}'],
    ['a nested mapping', 'secret:\n  name: db'],
    ['a block scalar', 'token: |'],
    ['code', 'token = get_token()'],
    ['an alias', 'password: *shared'],
    ['a sentence', 'password: the one you were sent by mail'],
    ['an attribute', 'password = config.db.password'],
    ['a line that is switched off', ';password = hunter2\n# token = abc\n//password: a'],
    ['a variable of a shell', 'token="$token"'],
    ['the name of a Secret', 'existingSecret: shop-db'],
    ['prose', 'Set the password in the form before you log in'],
    ['JSON that names a file', '{"tokenFile": "/run/token"}'],
  ])('passes over %s', (_, text) => {
    expect(namedCredentialIn(text, namesCredential)).toBeUndefined()
  })
})

// With a pattern that goes back over the text again and again, these run into the time limit of the test.
it.each([
  ['many dots', 'a.'.repeat(250_000)],
  ['many beginnings of a token', 'eyJ-'.repeat(100_000)],
  ['a wide gap', `password=a${' '.repeat(300_000)}b`],
  ['many colons', 'a:'.repeat(250_000)],
  ['many quotes', '"a":"'.repeat(100_000)],
])('passes over long texts: %s', (_, text) => {
  expect(credentialIn(text)).toBeUndefined()
  expect(namedCredentialIn(text, namesCredential)?.name).toBe(text.startsWith('password') ? 'password' : undefined)
})

it('takes a pattern that is no regular expression as text, and (?i) as RE2 does', () => {
  expect(matchesAnyPattern('a(b', ['a(b'])).toBe(true)
  expect(matchesAnyPattern('MY_LICENCE', ['(?i)licence'])).toBe(true)
  expect(matchesAnyPattern('MY_LICENCE', ['licence'])).toBe(false)
})
