/** The floors of docs/architecture.md, from the ground up: each knows only those before it, and only by their face. */
const packages = ['engine', 'adapters', 'server', 'cli', 'web']
const engine = [
  'errors',
  'yaml',
  'configuration',
  'cluster',
  'fixes',
  'findings',
  'evidence',
  'syscalls',
  'network',
  'access',
  'pod-security',
  'rules',
  'takeover',
  'least-privilege',
  'audit',
  'reports',
]

/** The rooms of engine/takeover, in the same order. What a fact is about, such as a node, may be told by types from above. */
const takeover = ['graph', 'grants', 'world', 'posture', 'vocabulary', 'techniques', 'cut']

/** The rooms of adapters/live. */
const live = ['client', 'connection', 'discovery', 'lists', 'watch']

const source = (name) => `^packages/${name}/src/`
const folder = (name) => `^packages/engine/src/${name}/`
const tests = '\\.test\\.ts$'

/** server and cli stand side by side on adapters: cli starts the server, nothing else reaches over. */
const packageFloors = packages.map((name, i) => ({
  name: `package-${name}`,
  comment: `${name} imports only packages under it`,
  severity: 'error',
  from: { path: source(name) },
  to: { path: packages.slice(i + 1).map(source), pathNot: name === 'web' ? [] : undefined },
}))

const engineFloors = engine.map((name, i) => ({
  name: `floor-${name}`,
  comment: `engine/${name} knows only the folders under it`,
  severity: 'error',
  from: { path: folder(name), pathNot: tests },
  to: { path: engine.slice(i + 1).map(folder) },
}))

const engineFaces = engine.map((name) => ({
  name: `face-${name}`,
  comment: `other folders reach engine/${name} through its index.ts`,
  severity: 'error',
  from: { path: source('engine'), pathNot: [folder(name), tests] },
  to: { path: folder(name), pathNot: `${folder(name)}index\\.ts$` },
}))

/** Rooms of a house from the ground up: each knows only those before it, of others their types, and only by their face. */
const roomsOf = (house, path, names) => {
  const room = (name) => `${path}${name}/`
  return names.flatMap((name, i) => [
    {
      name: `${house}-floor-${name}`,
      comment: `${house}/${name} knows only the rooms under it, and of others their types`,
      severity: 'error',
      from: { path: room(name), pathNot: tests },
      to: { path: names.slice(i + 1).map(room), dependencyTypesNot: ['type-only'] },
    },
    {
      name: `${house}-face-${name}`,
      comment: `what is beside ${name} reaches it through its index.ts`,
      severity: 'error',
      from: { path, pathNot: [room(name), tests] },
      to: { path: room(name), pathNot: `${room(name)}index\\.ts$` },
    },
  ])
}

const rooms = [
  ...roomsOf('takeover', folder('takeover'), takeover),
  ...roomsOf('live', `${source('adapters')}live/`, live),
]

export default {
  forbidden: [
    ...packageFloors.filter(({ to }) => to.path.length > 0),
    ...engineFloors.filter(({ to }) => to.path.length > 0),
    ...engineFaces,
    ...rooms.filter(({ to }) => to.path.length > 0),
    {
      name: 'web-types-only',
      comment: 'the page talks to the server over HTTP; of the other packages it knows only types',
      severity: 'error',
      from: { path: source('web') },
      to: { path: packages.slice(0, -1).map(source), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engine-pure',
      comment: 'every judgement is pure: no I/O, no clock, no process, in a browser too',
      severity: 'error',
      from: { path: source('engine'), pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: { path: '^packages/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-test-in-production',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { path: [tests, '^packages/[^/]+/test/', '^bench/', '^tools/', '^conformance/'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
