/** Names that the command line offers, written out here so that `--help` need not load the engine; a test compares them. */
export const severityNames = ['critical', 'high', 'medium', 'low', 'info'] as const
export const frameworkNames = ['cis', 'nsa', 'pss', 'pss-baseline', 'pss-restricted', 'mitre'] as const
export const formatNames = ['table', 'wide', 'json', 'yaml', 'sarif', 'junit', 'markdown', 'name'] as const
export const levelNames = ['privileged', 'baseline', 'restricted'] as const
export const checkFormatNames = ['table', 'wide', 'json', 'yaml', 'markdown', 'junit', 'name'] as const
export const planFormatNames = ['table', 'wide', 'json', 'yaml', 'markdown'] as const
export const accessFormatNames = ['table', 'json', 'yaml'] as const
export const takeoverFormatNames = ['table', 'wide', 'json', 'yaml', 'sarif', 'markdown', 'dot', 'mermaid'] as const
/** The newest version of Kubernetes that is known; what is told of files without a version is told of it. */
export const newestKubernetes = 'v1.37'
export const targetNames = ['cluster-admin', 'node', 'cluster-secrets', 'namespace-secrets'] as const
export const canIFormatNames = ['table', 'wide', 'json', 'yaml'] as const
export const accessReviewFormatNames = ['table', 'wide', 'json', 'yaml', 'markdown', 'name'] as const
export const dangerNames = ['critical', 'high', 'medium', 'low'] as const
export const explainFormatNames = ['table', 'json', 'yaml'] as const
export const dnsFormatNames = ['table', 'wide', 'json', 'yaml', 'markdown'] as const
export const reachFormatNames = ['table', 'json', 'csv', 'dot', 'mermaid', 'matrix'] as const
export const networkDiffFormatNames = ['table', 'json', 'yaml', 'markdown'] as const
