import { type Command, Option } from 'commander'
import { checkFormatNames, levelNames, planFormatNames } from '../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import { addInputOptions, addOutcomeOptions, type InputOptions } from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface CheckCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof checkFormatNames)[number]
  readonly level?: (typeof levelNames)[number]
  readonly version?: string
  readonly fromLabels?: boolean
  readonly admissionConfig?: string
  readonly requestedBy?: string
  readonly failOnWarn?: boolean
}

export interface PlanCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof planFormatNames)[number]
  readonly goal: 'baseline' | 'restricted'
  readonly version?: string
  readonly kubernetesVersion?: string
  readonly admissionConfig?: string
  readonly details?: boolean
  readonly diff?: boolean
  readonly write?: boolean
}

/** `warrant pod-security`: what Pod Security admission says, and how to get further. */
export function addPodSecurity(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('pod-security')
    .summary('what Pod Security admission says of manifests')
    .description('Holds manifests against the Pod Security Standards, in the verdicts and words of the API server.')
  addCheck(command, setExitCode)
  addPlan(command, setExitCode)
}

function addCheck(parent: Command, setExitCode: SetExitCode): void {
  const command = parent
    .command('check')
    .summary('which workloads a level, or their namespace, refuses')
    .description(
      "Says of each workload whether Pod Security admission lets its pods be made, in the API server's own words: at a level that is given, or by the labels of its namespace.",
    )
  addInputOptions(command)
    .addOption(new Option('--level <level>', 'hold everything against this level').choices(levelNames))
    .option('--version <version>', 'version of the policy: latest or v1.N (default: latest)')
    .option('--from-labels', 'hold each workload against what the labels of its namespace ask for')
    .option(
      '--admission-config <file>',
      "the API server's AdmissionConfiguration, or the PodSecurityConfiguration in it: defaults and exemptions",
    )

    .option(
      '--requested-by <name>',
      'who makes the objects, where users are exempt; controllers make pods as themselves',
    )
    .option('--fail-on-warn', 'exit with 1 for warnings too')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(checkFormatNames).default('table'))
  addConnectionOptions(addOutcomeOptions(command, 'something is refused'))
    .addHelpText(
      'after',
      `
One of --level and --from-labels is needed.

Exit status: 0 all allowed, 1 something is refused, 2 wrong usage or input, 3 could not finish.`,
    )
    .action(async (paths: string[], options: CheckCommandOptions) => {
      const { runCheck } = await import('./check.ts')
      setExitCode(await runCheck(paths, options))
    })
}

function addPlan(parent: Command, setExitCode: SetExitCode): void {
  const command = parent
    .command('plan')
    .summary('what each namespace could enforce, and what stands in the way')
    .description(
      'Tells of each namespace the strictest level that all its pods pass, which fields of which workloads keep it from more and what lifts them, which pods its labels refuse once they are made anew, what policy versions to come change, and the labels to set, stage by stage.',
    )
  addInputOptions(command)
    .addOption(
      new Option('--goal <level>', 'the level to get to').choices(['baseline', 'restricted']).default('restricted'),
    )
    .option('--version <version>', 'version of the policy that is judged by: latest or v1.N (default: latest)')
    .option('--kubernetes-version <v1.N>', 'version of the cluster, from which upgrades are forecast (default: v1.25)')
    .option(
      '--admission-config <file>',
      "the API server's AdmissionConfiguration, or the PodSecurityConfiguration in it: defaults and exemptions",
    )
    .option('--details', 'show all about every namespace; with -n it goes without saying')
    .option('--diff', 'print the labels of the first stage as a unified diff of the manifests')
    .option('--write', 'set the labels of the first stage in the manifests')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(planFormatNames).default('table'))
  addConnectionOptions(addOutcomeOptions(command, 'a namespace refuses pods that it has'))
    .addHelpText(
      'after',
      '\nExit status: 0 done, 1 a namespace refuses pods that it has, 2 wrong usage or input, 3 could not finish.',
    )
    .action(async (paths: string[], options: PlanCommandOptions) => {
      const { runPlan } = await import('./plan.ts')
      setExitCode(await runPlan(paths, options))
    })
}
