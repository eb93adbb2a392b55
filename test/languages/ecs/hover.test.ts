import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { hoverTaskDefinition } from '../../../server/src/languages/ecs/hovers.ts'
import type { Hover } from '../../../server/src/languages/language.ts'

/** The hover at the cursor `<|>`. */
function hover(drawn: string): (Hover & { readonly on: string }) | undefined {
  const offset = drawn.indexOf('<|>')
  const text = drawn.replace('<|>', '')
  const found = hoverTaskDefinition(readTaskDefinition(text), offset)
  return found && { ...found, on: text.slice(found.span.start, found.span.end) }
}

/** Without what the SDK says, which changes with every version: the headline, our facts, the link. */
function ours(drawn: string): string {
  const found = hover(drawn)
  assert.ok(found, drawn)
  return found.markdown
    .split('\n\n')
    .filter((part, i) => i === 0 || /^(- |Here|\*\*|\||With|Given|\[|`)/.test(part))
    .join('\n\n')
}

const fargate = (rest: string) => `{ "family": "web", "requiresCompatibilities": ["FARGATE"], ${rest} }`
const container = (rest: string) => `{ "family": "web", "containerDefinitions": [{ "name": "app", ${rest} }] }`
const api = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference'

test('a key: type, unit, amount, limits, and where it is documented', () =>
  assert.equal(
    ours(container('"mem<|>ory": 512')),
    `**memory** – integer · MiB

Here: **512 MiB = 0.5 GiB**

- **Range:** 6 MiB or more
- Fargate: optional; at most \`memory\` of the task
- EC2: this or \`memoryReservation\` is required without \`memory\` of the task
- Windows: at least 256 MiB

[ContainerDefinition › memory](${api}/API_ContainerDefinition.html#ECS-Type-ContainerDefinition-memory)`,
  ))

test('the documentation of the SDK stands between, trimmed', () => {
  const found = hover(container('"logConfiguration": { "logDriver": "awslogs", "opt<|>ions": {} }'))
  assert.match(found?.markdown ?? '', /\n\nThe configuration options to send to the log driver\.\n\n/)
  assert.match(found?.markdown ?? '', / …\n\n\[LogConfiguration › options\]/)
})

test('limits of the platforms the task is for are marked', () =>
  assert.equal(
    ours(fargate('"runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "pidM<|>ode": "task"')),
    `**pidMode** – string

- **Default:** a process namespace for each container
- **Fargate (this task):** only \`task\`; Linux, platform 1.4.0 or later
- **Windows (this task):** not supported

- \`host\` – the containers see the processes of the instance
- **\`task\`** – the containers of the task see the processes of each other

[TaskDefinition › pidMode](${api}/API_RegisterTaskDefinition.html#ECS-RegisterTaskDefinition-request-pidMode)`,
  ))

test('a value of an enumeration: what it means', () => {
  const found = hover(fargate('"networkMode": "aws<|>vpc"'))
  assert.equal(found?.on, '"awsvpc"')
  assert.match(
    found?.markdown ?? '',
    /^`awsvpc` – every task has a network interface and an address of its own\n\n\*\*networkMode\*\* – string\n\n/,
  )
  assert.match(hover(container('"dependsOn": [{ "condition": "HEAL<|>THY" }]'))?.markdown ?? '', /^`HEALTHY` – once the health check/)
  assert.match(hover('{ "requiresCompatibilities": ["FAR<|>GATE"] }')?.markdown ?? '', /^`FARGATE` – serverless/)
})

test('the size of a task on Fargate: what goes with it, and the others', () =>
  assert.equal(
    ours(fargate('"memory": "2<|> GB", "cpu": ".5 vCPU"')),
    `**memory** – string · MiB

Here: **2048 MiB = 2 GiB**

- **Fargate (this task):** required; the sizes depend on \`cpu\`
- EC2: optional; without it every container needs \`memory\` or \`memoryReservation\`
- Windows: ignored on EC2

With 2048 MiB go 256, 512 or 1024 CPU units.

| Fargate | \`cpu\` | \`memory\` |
|---|---:|---|
| 0.25 vCPU | 256 | 512, 1024 or 2048 MiB |
| **0.5 vCPU** | **512** | **1024, 2048, 3072 or 4096 MiB** |
| 1 vCPU | 1024 | 2048 to 8192 MiB in steps of 1024 |
| 2 vCPU | 2048 | 4096 to 16384 MiB in steps of 1024 |
| 4 vCPU | 4096 | 8192 to 30720 MiB in steps of 1024 |
| 8 vCPU | 8192 | 16384 to 61440 MiB in steps of 4096 |
| 16 vCPU | 16384 | 32768 to 122880 MiB in steps of 8192 |

[TaskDefinition › memory](${api}/API_RegisterTaskDefinition.html#ECS-RegisterTaskDefinition-request-memory)`,
  ))

test('sizes on Windows, and none where Fargate is not asked for', () => {
  const windows = ours(fargate('"runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "cp<|>u": "1024"'))
  const rows = [...windows.matchAll(/^\| \**([\d.]+ vCPU)/gm)].map(([, cpu]) => cpu)
  assert.deepEqual(rows, ['1 vCPU', '2 vCPU', '4 vCPU'])
  assert.match(windows, /With 1024 CPU units go 2048 to 8192 MiB in steps of 1024\./)
  assert.doesNotMatch(ours('{ "family": "web", "c<|>pu": "256" }'), /\| Fargate/)
})

test('an option of a log driver, and a key of a free map', () => {
  assert.equal(
    ours(container('"logConfiguration": { "options": { "mo<|>de": "${X}" } }')),
    `**mode** – string

- **Default:** \`non-blocking\`

- \`non-blocking\` – messages wait in memory, and those beyond \`max-buffer-size\` are lost
- \`blocking\` – the application waits; no message is lost

[mode](${api}/API_LogConfiguration.html#ECS-Type-LogConfiguration-options)`,
  )
  assert.match(ours(container('"dockerLabels": { "a.<|>b": "c" }')), /^\*\*dockerLabels\*\* – map of strings/)
})

test('a key that the service only prints', () =>
  assert.equal(
    ours('{ "rev<|>ision": 3 }'),
    `**revision** – integer

Given by the service; it is not part of what is registered.

[TaskDefinition › revision](${api}/API_TaskDefinition.html#ECS-Type-TaskDefinition-revision)`,
  ))

test('other shapes have the same hovers', () => {
  const expected = ours(container('"c<|>pu": 256'))
  assert.equal(ours('[{ "name": "app", "c<|>pu": 256 }]'), expected)
  assert.equal(ours(`{ "taskDefinition": ${container('"c<|>pu": 256')} }`), expected)
})

test('nothing to say: between things, about unknown keys, in an empty text', () => {
  for (const drawn of [
    '<|>',
    '{ <|> }',
    '{ "no<|>pe": 1 }',
    '{ "taskDef<|>inition": {} , "x": 1}',
    '{ "family": <|> }',
    '[ <|> ]',
    '<|>"text"',
    '{ "a": { "b": "<|>c" } }',
  ]) {
    assert.equal(hover(drawn), undefined, drawn)
  }
})

test('every hover fits, and no place of any prefix makes it throw', () => {
  const text = `{"family":"w","networkMode":"awsvpc","cpu":"512","memory":"1GB","requiresCompatibilities":["FARGATE","X"],"revision":1,"tags":[{"key":"a"}],
"containerDefinitions":[{"name":"web","image":"nginx","memory":100,"entryPoint":[],"portMappings":[{"containerPort":80,"protocol":"tcp"}],"ulimits":[{"name":"nofile"}],
"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"x","other":null}},"linuxParameters":{"capabilities":{"add":["SYS_PTRACE"]}}}]}`
  for (let offset = 0; offset <= text.length; offset++) {
    for (const document of [text, text.slice(0, offset)]) {
      const found = hoverTaskDefinition(readTaskDefinition(document), offset)
      if (found === undefined) continue
      const lines = found.markdown.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 120)), 0)
      assert.ok(lines <= 30, `${lines} lines at ${offset}:\n${found.markdown}`)
      assert.ok(found.span.start <= offset && offset <= found.span.end)
    }
  }
})
