/** Which server is asked, and as whom: the kubeconfig as kubectl reads it, and the flags over it. */
export { connect, type ConnectionOptions } from './connect.ts'
export { contextNamespace } from './kubeconfig.ts'
