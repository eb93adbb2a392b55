import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import { fromRoot, relativePath } from '../container-path.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt, stringsAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'
import { meantBy } from '../references.ts'

/** File systems in memory. */
export const tmpfs: Rule<TaskDefinition> = {
  id: 'tmpfs',
  aliases: ['tmpfs-mount-options'],
  severity: 'warning',
  summary: 'A `tmpfs` has an absolute `containerPath` and `mountOptions` that Docker knows.',
  why: 'The definition may be registered, but Docker makes no such container: it answers `Invalid tmpfs option`. An option with a value is one string, `mode=1777`; the size has a key of its own.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "linuxParameters": {
        "tmpfs": [
          { "containerPath": "run", "size": 64, "mountOptions": ["rw", "no-exec", "mode 1777"] }
                             ^^^^^ containerPath is run; a tmpfs is mounted at an absolute path
                                                                       ^^^^^^^^^ "no-exec" is no mount option of a tmpfs
                                                                                  ^^^^^^^^^^^ "mode 1777" is no mount option of a tmpfs
        ]
      }
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "linuxParameters": {
        "tmpfs": [
          { "containerPath": "/run", "size": 64, "mountOptions": ["rw", "noexec", "nosuid", "mode=1777", "\${OPTION}"] },
          { "containerPath": "\${FOLDER}", "size": 64 }
        ]
      }
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['linuxParameters'],
  *check({ containers }) {
    for (const container of containers) {
      for (const { node } of maps(get(container.node, 'linuxParameters'), 'tmpfs')) {
        const path = relativePath(stringAt(node, 'containerPath'))
        if (path !== undefined) {
          const root = fromRoot(path.value)
          const fixes = root === undefined ? [] : guess(changeTo(path.span, root))
          yield { at: path.span, message: `containerPath is ${path.value}; a tmpfs is mounted at an absolute path`, fixes }
        }
        for (const { value, span: at } of stringsAt(node, 'mountOptions')) {
          if (value === '' || options.has(value.split('=', 1)[0] ?? '')) continue
          const meant = meantBy(value, options)
          yield {
            at,
            message: `${JSON.stringify(value)} is no mount option of a tmpfs`,
            fixes: meant === undefined ? [] : guess(changeTo(at, meant)),
          }
        }
      }
    }
  },
}

/** Those of the documentation, and `size`, which Docker takes as well. */
const options: ReadonlySet<string> = new Set(
  `defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime nodiratime bind rbind
  unbindable runbindable private rprivate shared rshared slave rslave relatime norelatime strictatime nostrictatime mode uid gid
  nr_inodes nr_blocks mpol size`.split(/\s+/),
)
