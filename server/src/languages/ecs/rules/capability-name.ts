import type { Problem, Rule } from '../../../rules/rule.ts'
import { at } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import type { TaskDefinition } from '../document.ts'
import { stringsAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'
import { asksReader } from '../names.ts'
import { meantBy } from '../references.ts'

/** Linux capabilities by name. Which of them Fargate adds is said by `fargate-capabilities`. */
export const capabilityName: Rule<TaskDefinition> = {
  id: 'capability-name',
  severity: 'warning',
  summary: 'What `capabilities` add or drop are Linux capabilities, written without `CAP_`.',
  why: 'A name that Linux does not have either is not registered, or Docker refuses to make the container: `unknown capability`. ECS lists the names without their prefix.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html'],
  examples: {
    bad: [
      `{
  "family": "vpn",
  "containerDefinitions": [
    {
      "name": "vpn",
      "image": "vpn:3",
      "memory": 128,
      "linuxParameters": { "capabilities": { "add": ["CAP_NET_ADMIN", "SYS_TRACE"], "drop": ["EVERYTHING"] } }
                                                     ^^^^^^^^^^^^^^^ ECS writes the capability CAP_NET_ADMIN without its prefix: NET_ADMIN
                                                                      ^^^^^^^^^^^ "SYS_TRACE" is no Linux capability
                                                                                             ^^^^^^^^^^^^ "EVERYTHING" is no Linux capability
    }
  ]
}`,
      `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "vpn", "image": "vpn:3", "linuxParameters": { "capabilities": { "add": ["ANY"], "drop": ["ANY"] } } }
                                                                                                       ^^^^^ "ANY" is no Linux capability
  ]
}`,
    ],
    good: [
      `{
  "family": "vpn",
  "containerDefinitions": [
    {
      "name": "vpn",
      "image": "vpn:3",
      "memory": 128,
      "linuxParameters": { "capabilities": { "add": ["NET_ADMIN", "BPF", "\${EXTRA}"], "drop": ["ALL"] } }
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['linuxParameters'],
  *check({ fargate, containers }) {
    for (const { node } of containers) {
      const capabilities = at(node, ['linuxParameters', 'capabilities'])
      for (const key of fargate ? ['drop'] : ['add', 'drop'])
        for (const { value, span } of stringsAt(capabilities, key)) if (value !== '' && !asksReader(value)) yield* problems(value, span)
    }
  },
}

function* problems(value: string, span: Span): Iterable<Problem> {
  const [, prefix, name = ''] = /^(CAP_)?(.*)$/s.exec(value.toUpperCase()) ?? []
  if (!names.has(name)) {
    const meant = meantBy(name, names)
    yield {
      at: span,
      message: `${JSON.stringify(value)} is no Linux capability`,
      fixes: meant === undefined ? [] : guess(changeTo(span, meant)),
    }
  } else if (prefix !== undefined)
    yield { at: span, message: `ECS writes the capability ${value} without its prefix: ${name}`, fixes: changeTo(span, name) }
}

/** Those of the documentation; the last row is what newer kernels have, and whether ECS takes them is not known. */
const names: ReadonlySet<string> = new Set(
  `ALL AUDIT_CONTROL AUDIT_WRITE BLOCK_SUSPEND CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE
  LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_ADMIN
  SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM
  AUDIT_READ BPF CHECKPOINT_RESTORE PERFMON`.split(/\s+/),
)
