import { podSecurityContextShape, type Shape, securityContextShape } from '../cluster/index.ts'

/** The parts of a pod that the checks look at. */

const handlerShape = { fields: { host: 'string' } } as const satisfies Shape
const hostShape = { fields: { httpGet: handlerShape, tcpSocket: handlerShape } } as const satisfies Shape

const containerShape = {
  fields: {
    name: 'string',
    image: 'string',
    ports: { list: { fields: { containerPort: 'integer', hostPort: 'integer' } } },
    livenessProbe: hostShape,
    readinessProbe: hostShape,
    startupProbe: hostShape,
    lifecycle: { fields: { postStart: hostShape, preStop: hostShape } },
    securityContext: securityContextShape,
  },
} as const satisfies Shape

export const podSpecShape = {
  fields: {
    hostNetwork: 'boolean',
    hostPID: 'boolean',
    hostIPC: 'boolean',
    hostUsers: 'boolean',
    runtimeClassName: 'string',
    os: { fields: { name: 'string' } },
    securityContext: podSecurityContextShape,
    initContainers: { list: containerShape },
    containers: { list: containerShape },
    ephemeralContainers: { list: containerShape },
    volumes: { list: { fields: { name: 'string' } } },
  },
} as const satisfies Shape

export const podMetadataShape = { fields: { annotations: { map: 'string' } } } as const satisfies Shape
