import { type Command, Option } from 'commander'
import { newestKubernetes, severityNames, takeoverFormatNames, targetNames } from '../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import { addInputOptions, addOutcomeOptions, collectList, type InputOptions } from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface TakeoverCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof takeoverFormatNames)[number]
  readonly from?: readonly string[]
  readonly to?: readonly (typeof targetNames)[number][]
  readonly kubernetesVersion?: string
  readonly admissionConfig?: string
  readonly failOn?: (typeof severityNames)[number]
}

/** `warrant takeover`: what a compromised workload leads to, and what to take back. */
export function addTakeover(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('takeover')
    .summary('how a compromised workload becomes the cluster, and what ends that')
    .description(
      'Takes every workload for compromised and shows the shortest way from it to rights over the whole cluster, to root on a node and to Secrets: each step with the declarations that it stands on. Then names the cheapest set of grants without which no way is left.',
    )
  addInputOptions(command)
    .option(
      '--from <name>',
      'only from this workload (namespace/name, or a name) or identity (system:serviceaccount:NAMESPACE:NAME, a user or group); may be repeated, * stands for any characters',
      collectList,
    )
    .addOption(
      new Option('--to <target>', 'only to this target; may be repeated').choices(targetNames).argParser(parseTargets),
    )
    .option(
      '--kubernetes-version <v1.N>',
      `version of the API server (default: that of the cluster, else ${newestKubernetes})`,
    )
    .option(
      '--admission-config <file>',
      "the API server's AdmissionConfiguration, or the PodSecurityConfiguration in it: what namespaces enforce without labels, and whom and what Pod Security passes over",
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 for paths of this severity or worse (default: high)').choices(
        severityNames,
      ),
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices(takeoverFormatNames).default('table'))
  addConnectionOptions(addOutcomeOptions(command, 'a path is found'))
    .addHelpText(
      'after',
      `
Targets: cluster-admin, rights to everything; node, root on a node; cluster-secrets and namespace-secrets, every Secret of
the cluster or of a namespace.

Exit status: 0 no path, 1 a path of --fail-on or worse, 2 wrong usage or input, 3 could not finish.`,
    )
    .action(async (paths: string[], options: TakeoverCommandOptions) => {
      const { runTakeover } = await import('./run.ts')
      setExitCode(await runTakeover(paths, options))
    })
}

function parseTargets(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(',').map((part) => part.trim())]
}
