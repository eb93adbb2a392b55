import type { Rule } from '../../../rules/rule.ts'
import { keySpan, type TaskDefinition } from '../document.ts'
import { filledAt, stringAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** What tasks on Windows do not have. Where Fargate or Managed Instances refuse the same, their rules say so. */
export const windowsTask: Rule<TaskDefinition> = {
  id: 'windows-task',
  severity: 'warning',
  summary: 'On Windows a task has no `pidMode`, no `ipcMode` and no volume on EFS.',
  why: 'These are documented not to be supported there. Windows mounts Amazon FSx for Windows File Server instead of EFS.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
    'https://docs.aws.amazon.com/efs/latest/ug/limits.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "pidMode": "task",
  ^^^^^^^^^ Windows tasks do not support pidMode
  "ipcMode": "task",
  ^^^^^^^^^ Windows tasks do not support ipcMode
  "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } }],
                                ^^^^^^^^^^^^^^^^^^^^^^^^ Windows tasks do not mount volumes of EFS
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 512 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "pidMode": "task",
  "ipcMode": "task",
  "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512 }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "pidMode": "task",
  "ipcMode": null,
  "containerDefinitions": [{ "name": "web", "image": "iis:1" }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, windows, fargate, compatibilities, definition, volumes }) {
    if (!windows || definition === undefined) return
    const managed = compatibilities.some(({ value }) => value === 'MANAGED_INSTANCES')
    for (const key of fargate ? [] : managed ? ['pidMode'] : ['pidMode', 'ipcMode']) {
      const at = keySpan(definition, key)
      if (stringAt(definition, key).kind !== 'known' || at === undefined) continue
      yield { at, message: `Windows tasks do not support ${key}`, fixes: guess(removeProperty(text, definition, key)) }
    }
    for (const { node } of volumes) {
      const efs = filledAt(node, 'efsVolumeConfiguration')
      if (efs !== undefined) yield { at: efs.key.span, message: 'Windows tasks do not mount volumes of EFS' }
    }
  },
}
