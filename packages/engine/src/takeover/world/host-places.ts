import { harmlessPaths, type HostMount, hostPathRelation, matchSensitive, sensitivePaths } from '../../cluster/index.ts'

/** Where kubelets keep what they lay out for pods: by default, in k0s, in MicroK8s. */
const kubeletFolders = ['/var/lib/kubelet', '/var/lib/k0s/kubelet', '/var/snap/microk8s/common/var/lib/kubelet']

const podFolders = kubeletFolders.map((folder) => `${folder}/pods`)
const kubeletKeys = kubeletFolders.map((folder) => `${folder}/pki/kubelet-client-current.pem`)

/** Keys that make anybody the administrator: kubeadm's, then those of k3s, RKE2, k0s, MicroK8s, minikube and OpenShift. */
const clusterKeys = [
  '/etc/kubernetes/pki/ca.key',
  '/etc/kubernetes/pki/sa.key',
  '/etc/kubernetes/admin.conf',
  '/etc/kubernetes/super-admin.conf',
  '/var/lib/rancher/k3s/server/tls/client-ca.key',
  '/var/lib/rancher/rke2/server/tls/client-ca.key',
  '/var/lib/k0s/pki/ca.key',
  '/var/snap/microk8s/current/certs/ca.key',
  '/var/lib/minikube/certs/ca.key',
  '/etc/kubernetes/static-pod-resources/kube-controller-manager-certs/secrets/csr-signer/tls.key',
]

/** Client keys that etcd takes. */
const etcdKeys = [
  '/etc/kubernetes/pki/apiserver-etcd-client.key',
  '/etc/kubernetes/pki/etcd/ca.key',
  '/etc/kubernetes/pki/etcd/healthcheck-client.key',
  '/etc/kubernetes/pki/etcd/peer.key',
  '/etc/kubernetes/pki/etcd/server.key',
]

/** Whether a mount shows one of these files or folders whole: it is one, or lies above. */
function shows({ path }: HostMount, files: readonly string[]): boolean {
  return files.some((file) => ['equal', 'parent'].includes(hostPathRelation(path, file) ?? ''))
}

/** As `shows`, or a part of one. */
function touches({ path }: HostMount, folders: readonly string[]): boolean {
  return folders.some((folder) => hostPathRelation(path, folder) !== undefined)
}

/** Every file of the node. */
export const showsAll = (mount: HostMount): boolean => shows(mount, ['/'])

/** What the kubelet laid out for all pods of the node. */
export const showsPodFiles = (mount: HostMount): boolean => shows(mount, podFolders)

/** The client key of the kubelet. */
export const showsKubeletKey = (mount: HostMount): boolean => shows(mount, kubeletKeys)

export const showsClusterKeys = (mount: HostMount): boolean => shows(mount, clusterKeys)

export const showsEtcdKeys = (mount: HostMount): boolean => shows(mount, etcdKeys)

export const showsEtcdData = (mount: HostMount): boolean => touches(mount, ['/var/lib/etcd'])

/** The program that the kernel runs as root when a process crashes is named in this file. */
export const changesCorePattern = (mount: HostMount): boolean =>
  !mount.readOnly && shows(mount, ['/proc/sys/kernel/core_pattern'])

/** Places whose log files the kubelet reads for the API server; links there are followed. */
export const changesPodLogs = (mount: HostMount): boolean => !mount.readOnly && touches(mount, ['/var/log/pods'])

export const changesLogs = (mount: HostMount): boolean => !mount.readOnly && touches(mount, ['/var/log'])

/** A folder from which the kubelet starts pods. */
export const changesStaticPods = (mount: HostMount, folder: string): boolean =>
  !mount.readOnly && touches(mount, [folder])

const devices =
  /^\/dev(?:$|\/(?:sd|hd|vd|xvd|nvme|dm-|md|loop|mmcblk|mapper(?:\/|$)|disk(?:\/|$)|block(?:\/|$)|mem$|kmem$|port$))/

/** Disks or memory of the node as devices, or the folder of all devices. */
export const showsDevices = (mount: HostMount): boolean => devices.test(mount.path)

/**
 * Places that root of the node acts on. `/proc` has techniques of its own, and the runtime keeps devices closed whatever
 * is mounted; the sockets of systemd and D-Bus start services.
 */
const changing = sensitivePaths.filter(
  ({ path, write }) =>
    path !== '/proc' && path !== '/dev' && (write !== undefined || /^\/run\/(?:systemd|dbus)$/.test(path)),
)

export function changesSensitive(mount: HostMount): boolean {
  return !mount.readOnly && !isHarmless(mount) && matchSensitive(mount.path, changing) !== undefined
}

/** Places where keys, tokens and password hashes lie. */
const secretFolders = ['/root', '/etc', '/home', '/proc', '/etc/kubernetes', '/var/lib/kubelet', '/var/lib/etcd']

const telling = sensitivePaths.filter(({ path }) => path === '/' || secretFolders.includes(path))

export function showsSecrets(mount: HostMount): boolean {
  return !isHarmless(mount) && matchSensitive(mount.path, telling) !== undefined
}

function isHarmless({ path }: HostMount): boolean {
  return harmlessPaths.some((harmless) => ['equal', 'inside'].includes(hostPathRelation(path, harmless) ?? ''))
}
