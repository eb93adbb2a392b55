import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { booleanAt, lacks, stringAt } from '../field.ts'
import { changeTo, guess, removeProperty, setProperty } from '../fix.ts'

/** How a Docker volume comes to be. That Fargate has none is said by `fargate-docker-volume`. */
export const dockerVolume: Rule<TaskDefinition> = {
  id: 'docker-volume',
  aliases: ['docker-volume-autoprovision', 'docker-volume-driver'],
  severity: 'error',
  summary: 'Only a Docker volume of scope `shared` has `autoprovision`, and on Windows its `driver` is `local`.',
  why: "For `false` RegisterTaskDefinition answers `When 'scope' parameter is 'task', 'autoprovision' must either not be specified or set to 'True'.` With `true` it registers, and then no task starts: `task scoped volume could not be autoprovisioned`, so that is a warning. A volume of a task is always made with the task, which is also what a scope means that is left out. The driver on Windows is documented only: a warning too.",
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DockerVolumeConfiguration.html',
    'https://github.com/aws/aws-cdk/issues/26697',
    'https://github.com/hashicorp/terraform-provider-aws/pull/5907',
    'https://github.com/rexray/rexray/issues/1317',
  ],
  examples: {
    bad: [
      `{
  "family": "db",
  "volumes": [
    { "name": "a", "dockerVolumeConfiguration": { "scope": "task", "autoprovision": false } },
                                                                   ^^^^^^^^^^^^^^^ scope is task; autoprovision is for volumes of scope shared
    { "name": "b", "dockerVolumeConfiguration": { "scope": "task", "autoprovision": true } },
                                                                   ^^^^^^^^^^^^^^^ scope is task; autoprovision is for volumes of scope shared
    { "name": "c", "dockerVolumeConfiguration": { "autoprovision": true } }
                                                  ^^^^^^^^^^^^^^^ scope is left out, so task; autoprovision is for volumes of scope shared
  ],
  "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512 }]
}`,
      `{
  "family": "db",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "shared", "driver": "rexray/ebs" } }],
                                                                                            ^^^^^^^^^^^^ driver is rexray/ebs; on Windows Docker volumes are local
  "containerDefinitions": [{ "name": "db", "image": "mssql:1", "memory": 512 }]
}`,
    ],
    good: [
      `{
  "family": "db",
  "volumes": [
    { "name": "a", "dockerVolumeConfiguration": { "scope": "shared", "autoprovision": false, "driver": "rexray/ebs" } },
    { "name": "b", "dockerVolumeConfiguration": { "scope": "\${SCOPE}", "autoprovision": true } },
    { "name": "c", "dockerVolumeConfiguration": { "scope": "task" } }
  ],
  "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512 }]
}`,
      `{
  "family": "db",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "shared", "driver": "local" } }],
  "containerDefinitions": [{ "name": "db", "image": "mssql:1", "memory": 512 }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, fargate, windows, volumes }) {
    if (fargate) return
    for (const { node } of volumes) {
      const docker = get(node, 'dockerVolumeConfiguration')
      if (docker?.kind !== 'map') continue
      yield* autoprovision(text, docker)
      const driver = stringAt(docker, 'driver')
      if (windows && driver.kind === 'known' && driver.value !== '' && driver.value !== 'local')
        yield {
          at: driver.span,
          message: `driver is ${driver.value}; on Windows Docker volumes are local`,
          severity: 'warning',
          fixes: guess(changeTo(driver.span, 'local')),
        }
    }
  },
}

function* autoprovision(text: string, docker: MapNode): Iterable<Problem> {
  const scope = stringAt(docker, 'scope')
  const provided = booleanAt(docker, 'autoprovision')
  const ofTask = scope.kind === 'known' ? scope.value === 'task' : lacks(docker, 'scope')
  if (provided.kind !== 'known' || !ofTask) return
  const written = scope.kind === 'known'
  const without = removeProperty(text, docker, 'autoprovision')
  yield {
    at: provided.key,
    message: `scope is ${written ? 'task' : 'left out, so task'}; autoprovision is for volumes of scope shared`,
    ...(written && { related: [{ span: scope.span, message: 'the scope' }] }),
    // A volume of a task is always made: false was never had, true is what happens without it.
    fixes: [...without, ...(provided.value ? guess(setProperty(text, docker, 'scope', 'shared', 'Change the scope to "shared"')) : [])],
    ...((provided.value || !written) && { severity: 'warning' as const }),
  }
}
