/** A machine as EKS starts it. */
export interface Machine {
  readonly vcpu: number
  /** Nominal, of the hardware. */
  readonly memoryMiB: number
  readonly architecture: 'x86_64' | 'arm64' | undefined
  /** Pods that it may hold, which decides how much memory the kubelet keeps. */
  readonly maxPods: number
}

/** How the capacity that the kubelet sees is estimated. */
export interface AllocatableOptions {
  /** Share of the nominal memory that the hypervisor keeps; Karpenter's own estimate is 7.5, which is on the safe side. */
  readonly vmOverheadPercent?: number
  /** Below so much free memory the kubelet evicts pods; 100 on EKS. */
  readonly evictionMiB?: number
}

/** What pods can ask for on a node. */
export interface Allocatable {
  readonly cpuMilli: number
  readonly memoryMiB: number
  readonly pods: number
}

/**
 * What EKS leaves for pods on a node: the capacity less what the kubelet keeps for itself and for not running out of memory.
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go,
 * https://karpenter.sh/docs/reference/instance-types/
 */
export function allocatableOf(machine: Machine, { vmOverheadPercent = 7.5, evictionMiB = 100 }: AllocatableOptions = {}): Allocatable {
  const { vcpu, maxPods } = machine
  return {
    cpuMilli: vcpu * 1000 - reservedCpuMilli(vcpu),
    memoryMiB: capacityMiB(machine, vmOverheadPercent) - reservedMemoryMiB(maxPods) - evictionMiB,
    pods: maxPods,
  }
}

/** Bytes of local storage for pods: nine tenths of the volume, less 1 GiB that is kept. */
export function allocatableStorageBytes(volumeBytes: number): number {
  return Math.max(Math.floor(volumeBytes * 0.9) - 1024 ** 3, 0)
}

/** Pods with addresses of the default network: one address of each interface is the node's own. */
export function eniMaxPods(interfaces: number, ipv4PerInterface: number, prefixDelegation: boolean, vcpu: number): number {
  if (!prefixDelegation) return interfaces * (ipv4PerInterface - 1) + 2
  return Math.min(interfaces * (ipv4PerInterface - 1) * 16 + 2, vcpu < 30 ? 110 : 250)
}

/** Memory that the machine reports: firmware takes 64 MiB of Arm machines, the hypervisor its share. */
function capacityMiB({ memoryMiB, architecture }: Machine, overheadPercent: number): number {
  const nominal = memoryMiB - (architecture === 'arm64' ? 64 : 0)
  return nominal - Math.ceil((nominal * overheadPercent) / 100)
}

/** 6 % of the first core, 1 % of the second, half a percent of the next two, a quarter of a percent of the rest. */
function reservedCpuMilli(vcpu: number): number {
  const parts: readonly (readonly [cores: number, tenThousandths: number])[] = [
    [1, 600],
    [1, 100],
    [2, 50],
    [Number.POSITIVE_INFINITY, 25],
  ]
  let left = vcpu
  let reserved = 0
  for (const [cores, share] of parts) {
    const counted = Math.min(left, cores)
    reserved += Math.floor((counted * share) / 10)
    left -= counted
  }
  return reserved
}

function reservedMemoryMiB(maxPods: number): number {
  return 11 * maxPods + 255
}
