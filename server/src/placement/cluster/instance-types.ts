import table from '../../../../schemas/instance-types.json' with { type: 'json' }

/** What is known about an EC2 instance type; undefined where the sources say nothing. */
export interface InstanceType {
  readonly name: string
  readonly vcpu: number
  /** Of the hardware, not what the operating system reports. */
  readonly memoryMiB: number
  /** Undefined for the Mac types, which run no containers. */
  readonly architecture: 'x86_64' | 'arm64' | undefined
  readonly gpus: number
  readonly neuronDevices: number
  /** Elastic network interfaces altogether, the primary one included. */
  readonly interfaces: number
  readonly ipv4PerInterface: number
  /** Pods that EKS allows without prefix delegation. */
  readonly eksMaxPods: number
  /** Tasks of network mode awsvpc with trunking, from ECS's table. */
  readonly trunkTasks: number | undefined
  /** Branch interfaces with trunking: a safe lower bound of `trunkTasks`. */
  readonly branchInterfaces: number | undefined
  /** Linux on demand in us-east-1. */
  readonly usdPerHour: number | undefined
}

/** When the table's facts were taken, for people. */
export const instanceTypesAsOf = table.asOf

let byName: ReadonlyMap<string, string> | undefined

/** The facts about a type; undefined if the table does not have it. */
export function instanceType(name: string): InstanceType | undefined {
  const row = rows().get(name)
  return row === undefined ? undefined : read(row)
}

/** Every type of the table. */
export function instanceTypeNames(): Iterable<string> {
  return rows().keys()
}

/** A row is split only when it is asked for: a model names a handful of the more than a thousand. */
function rows(): ReadonlyMap<string, string> {
  byName ??= new Map(table.rows.map((row) => [row.slice(0, row.indexOf(' ')), row]))
  return byName
}

function read(row: string): InstanceType {
  const [name = '', vcpu, memory, architecture, gpus, neuron, interfaces, ipv4, pods, trunk, branch, usd] = row.split(' ')
  return {
    name,
    vcpu: number(vcpu) ?? 0,
    memoryMiB: number(memory) ?? 0,
    architecture: architecture?.includes('x86_64') ? 'x86_64' : architecture?.includes('arm64') ? 'arm64' : undefined,
    gpus: number(gpus) ?? 0,
    neuronDevices: number(neuron) ?? 0,
    interfaces: number(interfaces) ?? 0,
    ipv4PerInterface: number(ipv4) ?? 0,
    eksMaxPods: number(pods) ?? 0,
    trunkTasks: number(trunk),
    branchInterfaces: number(branch),
    usdPerHour: number(usd),
  }
}

function number(cell: string | undefined): number | undefined {
  return cell === undefined || cell === '-' ? undefined : Number(cell)
}
