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
  ])('lets %s pass', (value) => {
    expect(isHarmless(value)).toBe(true)
  })
  it.each(['hunter2', 'changeme', 'p@ss w0rd', 'secretsquirrels'])('does not let %s pass', (value) => {
    expect(isHarmless(value)).toBe(false)
  })
})

describe('namedCredentialIn', () => {
  it.each([
    ['properties', '# db.password=example\ndb.url=jdbc:x\ndb.password=hunter2\n', { name: 'db.password', line: 3 }],
    ['YAML', 'db:\n  user: app\n  password: "hunter2"\n', { name: 'password', line: 3 }],
    ['shell', 'export API_KEY=abc123xyz', { name: 'API_KEY', line: 1 }],
    ['JSON on one line', '{"user": "app", "password": "hunter2"}', { name: 'password', line: 1 }],
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
    ['prose', 'Set the password in the form before you log in'],
    ['JSON that names a file', '{"tokenFile": "/run/token"}'],
  ])('passes over %s', (_, text) => {
    expect(namedCredentialIn(text, namesCredential)).toBeUndefined()
  })
})

it('takes a pattern that is no regular expression as text, and (?i) as RE2 does', () => {
  expect(matchesAnyPattern('a(b', ['a(b'])).toBe(true)
  expect(matchesAnyPattern('MY_LICENCE', ['(?i)licence'])).toBe(true)
  expect(matchesAnyPattern('MY_LICENCE', ['licence'])).toBe(false)
})
