import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { temporaryFolder } from '../session/workspace.ts'
import { bayplan } from './command.ts'

const clean = `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128 }
  ]
}
`
const twins = clean.replace('128 }', '128 },\n    { "name": "app", "image": "envoy:1", "memory": 128, }')

const home = process.cwd()
let folder: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  folder = temporaryFolder({
    'web/task-definition.json': twins,
    'api/taskdef.json': clean,
    'api/package.json': '{ "name": "x", }',
  })
  process.chdir(folder.path)
})

test('findings are printed as compilers do, a block for each file, with a summary', async () => {
  const { code, out, err } = await bayplan(['check', '.'])
  assert.equal(
    out,
    `web/task-definition.json:5:15  error    another container is named "app" too  container-name-unique
web/task-definition.json:5:55  error    JSON allows no comma before }  json-trailing-comma

2 errors in 1 of 2 files; an editor can fix 1
`,
  )
  assert.deepEqual([code, err], [1, ''])
})

test('a file without findings is one sentence and success', async () => {
  assert.deepEqual(await bayplan(['check', 'api/taskdef.json']), { code: 0, out: 'no findings in 1 file\n', err: '' })
})

test('the nearest configuration of hadolint counts, and what is wrong in it is said', async () => {
  folder.write('docker/Dockerfile', 'FROM debian:12\nRUN cd /x && sudo make\n')
  folder.write('.hadolint.yaml', 'ignored: [DL3004]\nignore: [DL3003]\noverride:\n  error: [DL3003]\n')
  const { code, out, err } = await bayplan(['check', 'docker'])
  assert.equal(
    out,
    `docker/Dockerfile:2:5  error    cd holds for this RUN only; WORKDIR /x holds for everything behind it  DL3003

1 error in 1 file
`,
  )
  assert.deepEqual([code, err], [1, '.hadolint.yaml:2:1  warning  "ignore" is no key of hadolint; did you mean ignored\n'])
})

test('the build context counts: what .dockerignore leaves out, and names that are nearly right', async () => {
  folder.write('app/.dockerignore', 'dist\n')
  folder.write('app/package.json', '{}')
  folder.write('app/dist/a.js', '')
  folder.write('app/docker/Dockerfile', 'FROM debian:12\nCOPY package.json pakage.json dist /app/\n')
  folder.write('app/docker/Other.Dockerfile', 'FROM debian:12\nCOPY dist /app/\n')
  folder.write('app/docker/Other.Dockerfile.dockerignore', '')
  const { out } = await bayplan(['check', 'app'])
  assert.equal(
    out,
    `app/docker/Dockerfile:2:19  warning  pakage.json is not in the build context; did you mean package.json  copy-missing-file
app/docker/Dockerfile:2:31  warning  .dockerignore leaves dist out, so the build does not find it  CopyIgnoredFile

2 warnings in 1 of 2 files
`,
  )
})

test('a file that is named twice is checked once', async () => {
  const { out } = await bayplan(['check', 'api', 'api/taskdef.json'])
  assert.equal(out, 'no findings in 1 file\n')
})

test('json is one array with positions of the protocol, field paths, pages and fixes', async () => {
  const { code, out } = await bayplan(['check', 'web', '--format', 'json'])
  const [first, second, ...more] = JSON.parse(out)
  assert.deepEqual(more, [])
  const { href, ...rest } = first
  assert.match(href, /^https:\/\/.*#container-name-unique$/)
  assert.deepEqual(rest, {
    file: 'web/task-definition.json',
    language: 'ecs-task-definition',
    range: { start: { line: 4, character: 14 }, end: { line: 4, character: 19 } },
    severity: 'error',
    code: 'container-name-unique',
    message: 'another container is named "app" too',
    path: 'containerDefinitions[1].name',
  })
  assert.deepEqual(second.fixes, ['Remove the comma'])
  assert.equal(code, 1)
  assert.deepEqual(await bayplan(['check', 'api', '--format=json']), { code: 0, out: '[]\n', err: '' })
})

test('columns of the text count characters, those of json UTF-16 units', async () => {
  folder.write(
    'taskdef.json',
    '{ "family": "web", "containerDefinitions": [{ "name": "a", "image": "a:1", "memory": 9, "environment": [{ "name": "🐋🐋", "value": "x", }] }] }',
  )
  const [, line, column] = /^taskdef.json:(\d+):(\d+) .*json-trailing-comma$/m.exec((await bayplan(['check', 'taskdef.json'])).out) ?? []
  const found = JSON.parse((await bayplan(['check', 'taskdef.json', '--format', 'json'])).out).find(
    (one: { code: string }) => one.code === 'json-trailing-comma',
  )
  assert.equal(line, '1')
  assert.equal(found.range.start.character, Number(column) - 1 + 2)
})

test('standard input is named or told its language', async () => {
  const named = await bayplan(['check', '-', '--stdin-filename', 'x/task-definition.json'], { stdin: twins })
  assert.match(named.out, /^x\/task-definition\.json:5:15 {2}error/)
  const told = await bayplan(['check', '-', '--as', 'ecs-task-definition'], { stdin: clean.replace('128 }', '128, }') })
  assert.match(told.out, /^<stdin>:4:58 {2}error {4}JSON allows no comma before }/)
  const neither = await bayplan(['check', '-'], { stdin: '{}' })
  assert.deepEqual([neither.code, neither.out], [2, ''])
  assert.match(neither.err, /does not look like .*; give --as LANGUAGE or --stdin-filename NAME\n$/)
})

test('the settings file holds manifests to a level of the Pod Security Standards', async () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostPID: true\n  containers:\n    - {name: web, image: "nginx:1.27"}\n'
  folder.write('pods/web.yaml', pod)
  const codes = async () =>
    JSON.parse((await bayplan(['check', 'pods', '--format', 'json'])).out)
      .filter(({ severity }: { severity: string }) => severity === 'warning')
      .map(({ code }: { code: string }) => code)
      .sort()
  assert.deepEqual(await codes(), [])
  folder.write('pods/.bayplan.json', '{ "kubernetes": { "podSecurity": "baseline" } }')
  assert.deepEqual(await codes(), ['host-pid'])
  folder.write('pods/.bayplan.json', '{ "kubernetes": { "podSecurity": "restricted" }, "rules": { "CKV_K8S_17": "off" } }')
  assert.deepEqual(await codes(), ['dropped-capabilities', 'missing-seccomp-profile', 'privilege-escalation-container', 'run-as-non-root'])
})

test('the nearest settings file sets severities; what is wrong in it is said, and the rest of it counts', async () => {
  folder.write('.bayplan.json', '{ "rules": { "container-name-unique": "warning" } }')
  folder.write(
    'web/.bayplan.json',
    '{\n  "rules": { "container-name-unique": "off", "json-trailing-coma": "off", "json-comment": "none" },\n  "color": true\n}',
  )
  const { code, out, err } = await bayplan(['check', '.'])
  assert.match(out, /^1 error in 1 of 2 files/m)
  assert.equal(code, 1)
  assert.deepEqual(err.split('\n'), [
    'web/.bayplan.json:2:46  warning  "json-trailing-coma" is no rule; did you mean json-trailing-comma',
    'web/.bayplan.json:2:91  warning  the severity of json-comment is one of error, warning, info, hint, off',
    'web/.bayplan.json:3:3  warning  "color" is not a setting',
    '',
  ])
  folder.remove('web/.bayplan.json')
  folder.write('web/task-definition.json', twins.replace('128, }', '128 }'))
  const warned = await bayplan(['check', '.'])
  assert.equal(warned.code, 0, 'a warning is no failure')
  assert.match(warned.out, /^1 warning in 1 of 2 files$/m)
})

test('settings above the repository do not count', async () => {
  folder.write('.bayplan.json', '{ "rules": { "container-name-unique": "off" } }')
  folder.write('web/.git/HEAD', '')
  assert.match((await bayplan(['check', 'web'])).out, /container-name-unique/)
})

test('colours mark severities in a terminal and change nothing else', async () => {
  const plain = await bayplan(['check', '.'])
  const coloured = await bayplan(['check', '.'], { colour: true })
  assert.notEqual(coloured.out, plain.out)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
  assert.equal(coloured.out.replace(/\u001b\[\d+m/g, ''), plain.out)
})

test('what a document says cannot move the cursor of the terminal', async () => {
  folder.write(
    'taskdef.json',
    '{ "family": "a", "family\\u001b[2J\\n": 1, "containerDefinitions": [{ "name": "\\u001b[31m" }, { "name": "\\u001b[31m" }] }',
  )
  const { out } = await bayplan(['check', 'taskdef.json'])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f]/)
  assert.match(out, /container-name-unique/)
})

test('what cannot run ends with 2 and one sentence on standard error', async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['check'], 'bayplan check: nothing to check; name files, folders or - for standard input\n'],
    [['check', 'nowhere'], 'bayplan check: cannot read nowhere: there is no such file or folder\n'],
    [['check', 'api/package.json'], 'bayplan check: api/package.json does not look like .*; give --as LANGUAGE if it is\n'],
    [['check', '.', '--format', 'xml'], 'bayplan check: --format is text or json, not "xml"\nusage: bayplan check PATH...\n'],
    [['check', '.', '--as', 'ecs'], 'bayplan check: --as is .*, not "ecs"\nusage: .*\n'],
    [['check', '.', '--format'], 'bayplan check: --format needs a value: text or json\nusage: .*\n'],
    [['check', '--fromat=json', '.'], 'bayplan check: there is no option --fromat=json; did you mean --format\nusage: .*\n'],
    [['check', '-x'], 'bayplan check: there is no option -x\nusage: .*\n'],
    [['chek', '.'], 'bayplan: there is no command chek; did you mean check\nusage: .*\n'],
    [['rules', '.'], 'bayplan rules: takes no paths, but was given .\n'],
  ]
  for (const [args, expected] of cases) {
    const { code, out, err } = await bayplan(args)
    assert.deepEqual([code, out], [2, ''], args.join(' '))
    assert.match(err, new RegExp(`^${expected.replace(/[()?]/g, '\\$&')}$`), args.join(' '))
  }
})

test('a service is held against the task definition in its folder', async () => {
  folder.write('api/api.service-definition.json', '{ "taskDefinition": "web:3", "launchType": "FARGATE", "networkConfiguration": {} }')
  folder.write('api/taskdef.json', clean.replace('"web",', '"web", "requiresCompatibilities": ["EC2"],'))
  const { code, out } = await bayplan(['check', 'api/api.service-definition.json'])
  assert.match(out, /the task definition web is compatible with EC2 only {2}service-task-definition$/m)
  assert.equal(code, 0, 'the file may be another revision')
})

test('a folder without anything of ours is said and no failure', async () => {
  folder.write('docs/README.md', twins)
  const { code, out, err } = await bayplan(['check', 'docs'])
  assert.deepEqual([code, out], [0, 'no findings in 0 files\n'])
  assert.match(err, /found no file/)
})

test('help and version are results', async () => {
  for (const args of [['--help'], ['help'], ['-h'], ['check', '--help'], ['help', 'place'], ['lsp', '-h']]) {
    const { code, out, err } = await bayplan(args)
    assert.deepEqual([code, err], [0, ''], args.join(' '))
    assert.match(out, /bayplan/)
    assert.ok(
      out.split('\n').every((line) => line.length <= 140),
      'fits a terminal',
    )
  }
  assert.match((await bayplan(['--version'])).out, /^\d+\.\d+\.\d+\n$/)
  assert.equal((await bayplan([])).code, 2)
})

test('every rule is listed once with its severity, demand and page', async () => {
  const text = await bayplan(['rules'])
  const rules: readonly Record<string, string>[] = JSON.parse((await bayplan(['rules', '--format', 'json'])).out)
  assert.equal(text.code, 0)
  assert.ok(rules.length > 50)
  assert.equal(new Set(rules.map(({ language, id }) => `${language} ${id}`)).size, rules.length)
  for (const { id, severity, summary, href } of rules) {
    assert.match(severity ?? '', /^(error|warning|info|hint|off)$/)
    assert.ok(summary)
    assert.match(href ?? '', new RegExp(`#${id}$`, 'i'))
    assert.match(text.out, new RegExp(`^ {2}${severity} +${id} `, 'm'))
  }
})

test.after(() => process.chdir(home))
