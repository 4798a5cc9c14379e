import type { Shape, Shaped } from './shape.ts'

/** The parts of the Pod API (v1.36) that verdicts depend on. What is not listed is kept and passed over. */

const stringMap = { map: 'string' } as const satisfies Shape
const scalarMap = { map: 'scalar' } as const satisfies Shape

export const seccompProfileShape = { fields: { type: 'string', localhostProfile: 'string' } } as const satisfies Shape
export const appArmorProfileShape = seccompProfileShape
const seLinuxOptionsShape = {
  fields: { user: 'string', role: 'string', type: 'string', level: 'string' },
} as const satisfies Shape
const windowsOptionsShape = {
  fields: {
    hostProcess: 'boolean',
    runAsUserName: 'string',
    gmsaCredentialSpec: 'string',
    gmsaCredentialSpecName: 'string',
  },
} as const satisfies Shape

export const podSecurityContextShape = {
  fields: {
    runAsUser: 'integer',
    runAsGroup: 'integer',
    runAsNonRoot: 'boolean',
    fsGroup: 'integer',
    fsGroupChangePolicy: 'string',
    supplementalGroups: { list: 'integer' },
    supplementalGroupsPolicy: 'string',
    seccompProfile: seccompProfileShape,
    appArmorProfile: appArmorProfileShape,
    seLinuxOptions: seLinuxOptionsShape,
    windowsOptions: windowsOptionsShape,
    sysctls: { list: { fields: { name: 'string', value: 'string' } } },
  },
} as const satisfies Shape

export const securityContextShape = {
  fields: {
    privileged: 'boolean',
    allowPrivilegeEscalation: 'boolean',
    readOnlyRootFilesystem: 'boolean',
    runAsUser: 'integer',
    runAsGroup: 'integer',
    runAsNonRoot: 'boolean',
    procMount: 'string',
    capabilities: { fields: { add: { list: 'string' }, drop: { list: 'string' } } },
    seccompProfile: seccompProfileShape,
    appArmorProfile: appArmorProfileShape,
    seLinuxOptions: seLinuxOptionsShape,
    windowsOptions: windowsOptionsShape,
  },
} as const satisfies Shape

const httpGetShape = {
  fields: { host: 'string', path: 'string', port: 'scalar', scheme: 'string' },
} as const satisfies Shape
const tcpSocketShape = { fields: { host: 'string', port: 'scalar' } } as const satisfies Shape
const execShape = { fields: { command: { list: 'string' } } } as const satisfies Shape

export const probeShape = {
  fields: {
    httpGet: httpGetShape,
    tcpSocket: tcpSocketShape,
    grpc: { fields: { port: 'integer', service: 'string' } },
    exec: execShape,
    initialDelaySeconds: 'integer',
    periodSeconds: 'integer',
    timeoutSeconds: 'integer',
    successThreshold: 'integer',
    failureThreshold: 'integer',
  },
} as const satisfies Shape

const handlerShape = {
  fields: { httpGet: httpGetShape, tcpSocket: tcpSocketShape, exec: execShape },
} as const satisfies Shape

const keyReferenceShape = { fields: { name: 'string', key: 'string', optional: 'boolean' } } as const satisfies Shape
const nameReferenceShape = { fields: { name: 'string', optional: 'boolean' } } as const satisfies Shape

export const containerShape = {
  fields: {
    name: 'string',
    image: 'string',
    imagePullPolicy: 'string',
    command: { list: 'string' },
    args: { list: 'string' },
    restartPolicy: 'string',
    ports: {
      list: {
        fields: { name: 'string', containerPort: 'integer', hostPort: 'integer', protocol: 'string', hostIP: 'string' },
      },
    },
    env: {
      list: {
        fields: {
          name: 'string',
          value: 'string',
          valueFrom: {
            fields: {
              secretKeyRef: keyReferenceShape,
              configMapKeyRef: keyReferenceShape,
              fieldRef: { fields: { fieldPath: 'string' } },
              resourceFieldRef: { fields: { resource: 'string' } },
            },
          },
        },
      },
    },
    envFrom: {
      list: { fields: { prefix: 'string', secretRef: nameReferenceShape, configMapRef: nameReferenceShape } },
    },
    resources: { fields: { requests: scalarMap, limits: scalarMap } },
    volumeMounts: {
      list: {
        fields: {
          name: 'string',
          mountPath: 'string',
          subPath: 'string',
          subPathExpr: 'string',
          readOnly: 'boolean',
          mountPropagation: 'string',
        },
      },
    },
    livenessProbe: probeShape,
    readinessProbe: probeShape,
    startupProbe: probeShape,
    lifecycle: { fields: { postStart: handlerShape, preStop: handlerShape } },
    securityContext: securityContextShape,
  },
} as const satisfies Shape

const localObjectShape = { fields: { name: 'string' } } as const satisfies Shape

export const volumeShape = {
  fields: {
    name: 'string',
    hostPath: { fields: { path: 'string', type: 'string' } },
    emptyDir: { fields: { medium: 'string', sizeLimit: 'scalar' } },
    configMap: { fields: { name: 'string', optional: 'boolean' } },
    secret: { fields: { secretName: 'string', optional: 'boolean' } },
    persistentVolumeClaim: { fields: { claimName: 'string', readOnly: 'boolean' } },
    projected: {
      fields: {
        sources: {
          list: {
            fields: {
              serviceAccountToken: { fields: { audience: 'string', path: 'string', expirationSeconds: 'integer' } },
              secret: nameReferenceShape,
              configMap: nameReferenceShape,
            },
          },
        },
      },
    },
  },
} as const satisfies Shape

export const labelSelectorShape = {
  fields: {
    matchLabels: stringMap,
    matchExpressions: { list: { fields: { key: 'string', operator: 'string', values: { list: 'string' } } } },
  },
} as const satisfies Shape

const podAffinityTermShape = {
  fields: {
    topologyKey: 'string',
    labelSelector: labelSelectorShape,
    namespaces: { list: 'string' },
    namespaceSelector: 'any',
  },
} as const satisfies Shape
const podAffinityShape = {
  fields: {
    requiredDuringSchedulingIgnoredDuringExecution: { list: podAffinityTermShape },
    preferredDuringSchedulingIgnoredDuringExecution: {
      list: { fields: { weight: 'integer', podAffinityTerm: podAffinityTermShape } },
    },
  },
} as const satisfies Shape

export const podSpecShape = {
  fields: {
    hostNetwork: 'boolean',
    hostPID: 'boolean',
    hostIPC: 'boolean',
    hostUsers: 'boolean',
    shareProcessNamespace: 'boolean',
    automountServiceAccountToken: 'boolean',
    serviceAccountName: 'string',
    serviceAccount: 'string',
    restartPolicy: 'string',
    priorityClassName: 'string',
    tolerations: { list: { fields: { key: 'string', operator: 'string', effect: 'string', value: 'string' } } },
    runtimeClassName: 'string',
    nodeName: 'string',
    nodeSelector: stringMap,
    dnsPolicy: 'string',
    dnsConfig: {
      fields: {
        nameservers: { list: 'string' },
        searches: { list: 'string' },
        options: { list: { fields: { name: 'string', value: 'string' } } },
      },
    },
    hostAliases: { list: { fields: { ip: 'string', hostnames: { list: 'string' } } } },
    os: localObjectShape,
    securityContext: podSecurityContextShape,
    imagePullSecrets: { list: localObjectShape },
    containers: { list: containerShape },
    initContainers: { list: containerShape },
    ephemeralContainers: { list: containerShape },
    volumes: { list: volumeShape },
    affinity: {
      fields: {
        nodeAffinity: {
          fields: {
            requiredDuringSchedulingIgnoredDuringExecution: 'any',
            preferredDuringSchedulingIgnoredDuringExecution: 'any',
          },
        },
        podAffinity: podAffinityShape,
        podAntiAffinity: podAffinityShape,
      },
    },
    topologySpreadConstraints: {
      list: {
        fields: {
          maxSkew: 'integer',
          minDomains: 'integer',
          topologyKey: 'string',
          whenUnsatisfiable: 'string',
          labelSelector: labelSelectorShape,
        },
      },
    },
    resources: { fields: { requests: scalarMap, limits: scalarMap } },
  },
} as const satisfies Shape

export const templateMetadataShape = {
  fields: { name: 'string', generateName: 'string', namespace: 'string', labels: stringMap, annotations: stringMap },
} as const satisfies Shape

export type PodSpec = Shaped<typeof podSpecShape>
export type ContainerSpec = Shaped<typeof containerShape>
export type VolumeSpec = Shaped<typeof volumeShape>
export type SecurityContext = Shaped<typeof securityContextShape>
export type PodSecurityContext = Shaped<typeof podSecurityContextShape>
export type Probe = Shaped<typeof probeShape>
export type LabelSelector = Shaped<typeof labelSelectorShape>
export type Metadata = Shaped<typeof templateMetadataShape>
