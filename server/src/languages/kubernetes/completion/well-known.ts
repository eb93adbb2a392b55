/**
 * Names and values that Kubernetes, its scheduler and the large providers have given a meaning. Own words; the names are from
 * https://kubernetes.io/docs/reference/labels-annotations-taints/ and the pages beside it.
 */

/** Labels that say what an application is, with what they hold. */
export const applicationLabels: Readonly<Record<string, string>> = {
  'app.kubernetes.io/name': 'name of the application',
  'app.kubernetes.io/instance': 'this installation of it',
  'app.kubernetes.io/version': 'its version',
  'app.kubernetes.io/component': 'its part in the whole',
  'app.kubernetes.io/part-of': 'what it belongs to',
  'app.kubernetes.io/managed-by': 'tool that looks after it',
}

/** A label that nodes carry. */
export interface NodeLabel {
  readonly what: string
  /** Its values, where they are the same in every cluster. */
  readonly values: readonly string[]
  /** Whether its values part the nodes into domains that pods are spread over. */
  readonly domain?: true
}

/** Labels that the kubelet and the providers put on nodes. */
export const nodeLabels: Readonly<Record<string, NodeLabel>> = {
  'kubernetes.io/os': { what: 'operating system', values: ['linux', 'windows'] },
  'kubernetes.io/arch': { what: 'processor', values: ['amd64', 'arm64', 'ppc64le', 's390x'] },
  'kubernetes.io/hostname': { what: 'one node', values: [], domain: true },
  'topology.kubernetes.io/zone': { what: 'availability zone', values: [], domain: true },
  'topology.kubernetes.io/region': { what: 'region', values: [], domain: true },
  'node.kubernetes.io/instance-type': { what: 'instance type', values: [] },
  'node.kubernetes.io/windows-build': { what: 'build of Windows', values: ['10.0.17763', '10.0.20348', '10.0.26100'] },
  'node-role.kubernetes.io/control-plane': { what: 'nodes of the control plane', values: [''] },
  'eks.amazonaws.com/capacityType': { what: 'EKS: how it is paid', values: ['ON_DEMAND', 'SPOT'] },
  'eks.amazonaws.com/nodegroup': { what: 'EKS: node group', values: [] },
  'eks.amazonaws.com/compute-type': { what: 'EKS: who runs it', values: ['auto', 'fargate', 'hybrid', 'ec2'] },
  'karpenter.sh/capacity-type': { what: 'Karpenter: how it is paid', values: ['on-demand', 'spot', 'reserved'] },
  'karpenter.sh/nodepool': { what: 'Karpenter: node pool', values: [] },
  'cloud.google.com/gke-nodepool': { what: 'GKE: node pool', values: [] },
  'cloud.google.com/gke-spot': { what: 'GKE: Spot', values: ['true'] },
  'kubernetes.azure.com/agentpool': { what: 'AKS: node pool', values: [] },
  'kubernetes.azure.com/scalesetpriority': { what: 'AKS: how it is paid', values: ['spot'] },
}

/** Keys of taints that the control plane and providers set. */
export const taintKeys: Readonly<Record<string, string>> = {
  'node-role.kubernetes.io/control-plane': 'nodes of the control plane',
  'node.kubernetes.io/not-ready': 'the node is not ready',
  'node.kubernetes.io/unreachable': 'the node does not answer',
  'node.kubernetes.io/memory-pressure': 'the node is short of memory',
  'node.kubernetes.io/disk-pressure': 'the node is short of disk',
  'node.kubernetes.io/pid-pressure': 'the node is short of process ids',
  'node.kubernetes.io/network-unavailable': 'the network of the node is not set up',
  'node.kubernetes.io/unschedulable': 'the node is cordoned',
  'node.kubernetes.io/out-of-service': 'the node was given up',
  'node.cloudprovider.kubernetes.io/uninitialized': 'the provider has not set the node up yet',
  'nvidia.com/gpu': 'nodes with NVIDIA GPUs, by convention',
}

/** Resources that containers ask for. */
export const resourceNames: Readonly<Record<string, string>> = {
  cpu: 'cores; 100m is a tenth of one',
  memory: 'bytes; Mi and Gi are binary',
  'ephemeral-storage': 'disk of the node for logs, layers and emptyDir',
  'hugepages-2Mi': 'memory in pages of 2 MiB',
  'hugepages-1Gi': 'memory in pages of 1 GiB',
  'nvidia.com/gpu': 'whole NVIDIA GPUs',
  'amd.com/gpu': 'whole AMD GPUs',
  'aws.amazon.com/neuron': 'Neuron devices',
}

/** Usual amounts by resource. */
export const usualAmounts: Readonly<Record<string, readonly string[]>> = {
  cpu: ['50m', '100m', '250m', '500m', '1', '2', '4'],
  memory: ['64Mi', '128Mi', '256Mi', '512Mi', '1Gi', '2Gi', '4Gi'],
  'ephemeral-storage': ['256Mi', '1Gi', '2Gi', '10Gi'],
  storage: ['1Gi', '5Gi', '10Gi', '50Gi', '100Gi'],
  'hugepages-2Mi': ['64Mi', '128Mi', '1Gi'],
  'hugepages-1Gi': ['1Gi', '2Gi'],
}

/** What the downward API gives to environment variables. */
export const envFields: Readonly<Record<string, string>> = {
  'metadata.name': 'name of the pod',
  'metadata.namespace': 'its namespace',
  'metadata.uid': 'its unique id',
  "metadata.labels['KEY']": 'one of its labels',
  "metadata.annotations['KEY']": 'one of its annotations',
  'spec.nodeName': 'node it runs on',
  'spec.serviceAccountName': 'its service account',
  'status.hostIP': 'address of the node',
  'status.hostIPs': 'addresses of the node, IPv4 and IPv6',
  'status.podIP': 'address of the pod',
  'status.podIPs': 'addresses of the pod, IPv4 and IPv6',
}

/** What the downward API gives to files. */
export const volumeFields: Readonly<Record<string, string>> = {
  'metadata.name': 'name of the pod',
  'metadata.namespace': 'its namespace',
  'metadata.uid': 'its unique id',
  'metadata.labels': 'all its labels, one a line',
  'metadata.annotations': 'all its annotations, one a line',
  "metadata.labels['KEY']": 'one of its labels',
  "metadata.annotations['KEY']": 'one of its annotations',
}

/** What a container may learn about its amounts. */
export const resourceFields: readonly string[] = ['limits', 'requests'].flatMap((kind) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${kind}.${name}`),
)

/** Parameters of the kernel that a pod may set without the node allowing it. */
export const safeSysctls: Readonly<Record<string, string>> = {
  'kernel.shm_rmid_forced': 'shared memory goes with its last process',
  'net.ipv4.ip_local_port_range': 'ports for outgoing connections',
  'net.ipv4.ip_local_reserved_ports': 'ports that are not used for them',
  'net.ipv4.ip_unprivileged_port_start': 'lowest port without privileges',
  'net.ipv4.ping_group_range': 'groups that may ping',
  'net.ipv4.tcp_fin_timeout': 'seconds a half-closed connection is kept',
  'net.ipv4.tcp_keepalive_intvl': 'seconds between keep-alive probes',
  'net.ipv4.tcp_keepalive_probes': 'keep-alive probes before giving up',
  'net.ipv4.tcp_keepalive_time': 'idle seconds before the first probe',
  'net.ipv4.tcp_rmem': 'sizes of the receive buffer',
  'net.ipv4.tcp_syncookies': 'cookies against SYN floods',
  'net.ipv4.tcp_wmem': 'sizes of the send buffer',
}

/** Further ones that people set where the kubelet has them in `--allowed-unsafe-sysctls`. */
export const unsafeSysctls: readonly string[] = [
  'kernel.msgmax',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'net.core.somaxconn',
  'net.ipv4.tcp_max_syn_backlog',
  'net.ipv4.tcp_tw_reuse',
  'net.ipv6.conf.all.disable_ipv6',
]

/** The capabilities of Linux without their prefix, with what they allow. */
export const capabilities: Readonly<Record<string, string>> = {
  ALL: 'every capability',
  AUDIT_CONTROL: 'configure kernel auditing',
  AUDIT_READ: 'read the audit log',
  AUDIT_WRITE: 'write to the audit log',
  BLOCK_SUSPEND: 'keep the system awake',
  BPF: 'load BPF programs',
  CHECKPOINT_RESTORE: 'checkpoint and restore processes',
  CHOWN: 'change the owner of files',
  DAC_OVERRIDE: 'read, write and run any file',
  DAC_READ_SEARCH: 'read any file and directory',
  FOWNER: 'act as the owner of any file',
  FSETID: 'keep set-user-id bits when files change',
  IPC_LOCK: 'lock memory',
  IPC_OWNER: 'use any System V object',
  KILL: 'send signals to any process',
  LEASE: 'take leases on files',
  LINUX_IMMUTABLE: 'set files immutable',
  MAC_ADMIN: 'change mandatory access control',
  MAC_OVERRIDE: 'override mandatory access control',
  MKNOD: 'make device files',
  NET_ADMIN: 'configure the network',
  NET_BIND_SERVICE: 'listen on ports below 1024',
  NET_BROADCAST: 'broadcast and listen to multicasts',
  NET_RAW: 'raw sockets, ping',
  PERFMON: 'watch performance',
  SETFCAP: 'set capabilities of files',
  SETGID: 'change groups',
  SETPCAP: 'pass capabilities on',
  SETUID: 'change users',
  SYS_ADMIN: 'nearly everything: mounts, namespaces',
  SYS_BOOT: 'reboot',
  SYS_CHROOT: 'change the root directory',
  SYS_MODULE: 'load kernel modules',
  SYS_NICE: 'raise priorities',
  SYS_PACCT: 'process accounting',
  SYS_PTRACE: 'trace any process',
  SYS_RAWIO: 'input and output on ports',
  SYS_RESOURCE: 'exceed limits',
  SYS_TIME: 'set the clock',
  SYS_TTY_CONFIG: 'configure terminals',
  SYSLOG: 'read the kernel log',
  WAKE_ALARM: 'wake the system',
}

/** Capabilities that containers have unless they are dropped, in containerd and CRI-O alike. */
export const usualCapabilities: ReadonlySet<string> = new Set([
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
])

/** Schedules people mean, with what they say. */
export const usualSchedules: Readonly<Record<string, string>> = {
  '*/5 * * * *': 'every 5 minutes',
  '*/15 * * * *': 'every 15 minutes',
  '0 * * * *': 'every hour',
  '0 2 * * *': 'every day at 02:00',
  '0 2 * * 1-5': 'Monday to Friday at 02:00',
  '0 2 * * 0': 'every Sunday at 02:00',
  '0 2 1 * *': 'on the 1st of the month at 02:00',
  '@hourly': 'every hour',
  '@daily': 'every day at 00:00',
  '@weekly': 'every Sunday at 00:00',
  '@monthly': 'on the 1st of the month at 00:00',
  '@every 90m': 'every 90 minutes, counted from the last',
}

/** Classes of priority that every cluster has. */
export const priorityClasses: Readonly<Record<string, string>> = {
  'system-cluster-critical': 'above everything but nodes; kube-system as a rule',
  'system-node-critical': 'above everything',
}

/** Annotations that controllers and tools look for, on the object. */
export const objectAnnotations: Readonly<Record<string, string>> = {
  'kubernetes.io/description': 'what it is for',
  'kubernetes.io/change-cause': 'what a revision is about',
}

/** The same on pods. */
export const podAnnotations: Readonly<Record<string, string>> = {
  'cluster-autoscaler.kubernetes.io/safe-to-evict': 'whether its node may be taken away',
  'controller.kubernetes.io/pod-deletion-cost': 'which pod goes first when there are fewer',
  'karpenter.sh/do-not-disrupt': 'its node stays',
  'kubectl.kubernetes.io/default-container': 'container that kubectl logs and exec take',
  'kubectl.kubernetes.io/default-logs-container': 'container that kubectl logs takes',
}

/** Options of the resolver in a container. https://man7.org/linux/man-pages/man5/resolv.conf.5.html */
export const resolverOptions: Readonly<Record<string, string>> = {
  ndots: 'dots that a name needs to be tried as it is first; 5 in Kubernetes',
  timeout: 'seconds to wait for an answer',
  attempts: 'how often to ask',
  edns0: 'larger answers over UDP',
  rotate: 'name servers in turn',
  'single-request': 'IPv4 and IPv6 one after the other',
  'single-request-reopen': 'the same, each from a socket of its own',
  'use-vc': 'over TCP',
}
