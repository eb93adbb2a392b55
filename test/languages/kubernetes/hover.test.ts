import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { amountInWords } from '../../../server/src/languages/kubernetes/amounts.ts'
import { readCron } from '../../../server/src/languages/kubernetes/grammar/cron.ts'
import { cronInWords } from '../../../server/src/languages/kubernetes/hover/cron-words.ts'
import { nextRun } from '../../../server/src/languages/kubernetes/hover/next-run.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { withCursor } from '../../support/accept.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/kubernetes/${name}`, import.meta.url), 'utf8')
const now = new Date('2026-11-28T12:00:00Z')

/** The hover at a cursor: what it is about, then its Markdown. */
function hover(drawn: string): string {
  const { text, offset } = withCursor(drawn)
  const found = kubernetes.read(text).hover(offset, now)
  return found === undefined ? '' : `${text.slice(found.span.start, found.span.end)}: ${found.markdown}`
}

/** The hover in a fixture, a character into the first `needle`. */
function hoverIn(name: string, needle: string): string {
  const text = fixture(name)
  const found = kubernetes.read(text).hover(text.indexOf(needle) + 1, now)
  return found?.markdown ?? ''
}

test('a key: what it is, what it takes, what holds without it, where to read on', () => {
  const replicas = hover('apiVersion: apps/v1\nkind: Deployment\nspec:\n  rep<|>licas: 3\n')
  assert.match(replicas, /^replicas: \*\*replicas\*\* – integer\n\nNumber of desired pods\./)
  assert.match(
    replicas,
    /- \*\*Default:\*\* `1`\n- \*\*Range:\*\* 0 or more\n\n\[DeploymentSpec › replicas\]\(https:\/\/kubernetes\.io\/docs\/\S+#deploymentspec-v1-apps\)$/,
  )
  assert.match(
    hover('apiVersion: v1\nkind: Pod\nspec:\n  cont<|>ainers: []'),
    /^containers: \*\*containers\*\* – list of Container · required/,
  )
  assert.equal(hover('apiVersion: v1\nkind: Pod\nspec:\n  nonsense<|>: 1'), '')
  assert.equal(hover('# <|>'), '')
})

test('a value of an enumeration by what it means, and in a second document too', () => {
  const policy = hover('apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: On<|>Failure')
  assert.match(policy, /^OnFailure: `OnFailure` – containers are started again if they fail; for jobs\n\n\*\*restartPolicy\*\* – string/)
  assert.match(policy, /\[PodSpec › restartPolicy\]/)
})

test('amounts in the units people think in', () => {
  const words = (resource: string, ...amounts: readonly (string | number)[]) => amounts.map((amount) => amountInWords(resource, amount))
  assert.deepEqual(words('cpu', '100m', '0.1', 2, '1500m', '2e-1', 'x'), [
    '0.1 CPU',
    '0.1 CPU = 100m',
    '2 CPU = 2,000m',
    '1.5 CPU',
    '0.2 CPU',
    undefined,
  ])
  assert.deepEqual(words('memory', '1.5Gi', '1Gi', '1536Mi', '1G', '128974848', '1025', '100m', '5'), [
    '1536 MiB = 1610612736 bytes',
    '1024 MiB = 1073741824 bytes',
    '1.5 GiB = 1610612736 bytes',
    '953.67 MiB = 1000000000 bytes',
    '123 MiB = 128974848 bytes',
    '1 KiB = 1025 bytes',
    '0.1 bytes, rounded up to 1',
    '5 bytes',
  ])
  assert.deepEqual(words('nvidia.com/gpu', 1, '500m'), [undefined, '0.5, which is no whole number'])
  assert.match(hoverIn('deployment.yaml', '500m'), /`cpu` – cores; 100m is a tenth of one\n\nHere: \*\*0\.5 CPU\*\*/)
  assert.match(hoverIn('anchors.yaml', '1.5Gi'), /Here: \*\*1536 MiB = 1610612736 bytes\*\*/)
})

test('what the scheduler counts for the pod, and its class', () => {
  const summary =
    /\*\*Scheduler counts:\*\* 500m CPU and 1 GiB of memory, with 1 sidecar and 1 init container for each of 3 pods\n\n\*\*Quality of service:\*\* Burstable/
  assert.match(hoverIn('deployment.yaml', 'containers:'), summary)
  assert.match(hoverIn('deployment.yaml', 'Deployment'), summary)
  const pod = (resources: string) =>
    hover(`apiVersion: v1\nkind: Pod\nsp<|>ec:\n  containers:\n    - name: a\n      resources: ${resources}\n`)
  assert.match(pod('{}'), /counts:\*\* 0 CPU and no bytes of memory\n\n\*\*Quality of service:\*\* BestEffort/)
  // Requests follow limits where they are not written.
  assert.match(
    pod('{ limits: { cpu: 1, memory: 1Gi } }'),
    /counts:\*\* 1 CPU and 1 GiB of memory\n\n\*\*Quality of service:\*\* Guaranteed/,
  )
  assert.match(pod('{ limits: { cpu: 1 } }'), /Burstable/)
  assert.match(pod('{ requests: { cpu: 500m, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }'), /counts:\*\* 500m CPU.*\n\n.*Burstable/)
  assert.match(
    pod('{ requests: { cpu: 1000m, memory: 1024Mi, nvidia.com/gpu: 2 }, limits: { cpu: 1, memory: 1Gi, nvidia.com/gpu: 2 } }'),
    /2 nvidia\.com\/gpu\n\n.*Guaranteed/,
  )
})

test('when a probe gives up', () => {
  assert.match(
    hoverIn('deployment.yaml', 'livenessProbe'),
    /\*\*Gives up after 30 s:\*\* 3 failures in a row, one try every 10 s; then the container is started again\.\n\n\*\*Filled in here:\*\* `timeoutSeconds: 1`, `successThreshold: 1`/,
  )
  const probe = (kind: string, body: string) =>
    hover(`apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      ${kind}<|>: ${body}\n`)
  assert.match(
    probe('startupProbe', '{ tcpSocket: { port: 1 }, initialDelaySeconds: 5, failureThreshold: 30, periodSeconds: 2 }'),
    /Gives up after 65 s:\*\* 30 failures in a row, one try every 2 s, the first after 5 s; then the container is started again/,
  )
  assert.match(
    probe('readinessProbe', '{ tcpSocket: { port: 1 }, failureThreshold: 1 }'),
    /Gives up after 10 s:\*\* the first failure, .* no more requests/,
  )
})

test('a schedule in words, and when it is due next', () => {
  assert.match(
    hoverIn('batch.yaml', '*/15'),
    /Here: \*\*every 15 minutes from 02:00 to 05:59, Monday and Friday\*\*\n\nNext: \*\*Mon 2026-11-30 02:00\*\* \(Europe\/Berlin\)/,
  )
  const words = (schedule: string) => {
    const cron = readCron(schedule)
    return typeof cron === 'string' ? `wrong: ${cron}` : cronInWords(cron)
  }
  const cases: Readonly<Record<string, string>> = {
    '* * * * *': 'every minute',
    '*/5 * * * *': 'every 5 minutes',
    '5/10 * * * *': 'at minute 5, 15, 25, 35, 45 and 55 of every hour',
    '0 * * * *': 'every hour',
    '30 * * * *': 'every hour at minute 30',
    '0 */6 * * *': 'at 00:00, 06:00, 12:00 and 18:00',
    '0 */2 * * *': 'every 2 hours',
    '15 */2 * * *': 'every 2 hours at minute 15',
    '0 2 * * *': 'at 02:00',
    '0,30 9 * * 1-5': 'at 09:00 and 09:30, Monday to Friday',
    '0 0 1 * *': 'at 00:00, on the 1st of the month',
    '0 0 1,15 * 0': 'at 00:00, on the 1st and 15th of the month and every Sunday',
    '0 0 29 2 *': 'at 00:00, on the 29th of the month, in February',
    '0 12 * jan-mar,dec sat,sun': 'at 12:00, Sunday and Saturday, in January to March and December',
    '*/7 * * * *': 'at minute 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour',
    '@weekly': 'at 00:00, Sunday',
    '@every 90m': 'every 1 hour and 30 minutes, counted from the last start',
  }
  for (const [schedule, expected] of Object.entries(cases)) assert.equal(words(schedule), expected, schedule)
})

test('the next run by the clock of the zone', () => {
  const next = (schedule: string, zone = 'UTC', at = now) => {
    const cron = readCron(schedule)
    assert.ok(typeof cron !== 'string')
    return nextRun(cron, at, zone)
  }
  assert.equal(next('0 12 * * *'), 'Sun 2026-11-29 12:00')
  assert.equal(next('1 12 * * *'), 'Sat 2026-11-28 12:01')
  assert.equal(next('0 12 * * *', 'America/New_York'), 'Sat 2026-11-28 12:00')
  assert.equal(next('0 0 29 2 *'), 'Tue 2028-02-29 00:00')
  assert.equal(next('0 0 31 2 *'), undefined)
  // Either is enough where both are written; a star with a step counts as written.
  assert.equal(next('0 0 13 * 5'), 'Fri 2026-12-04 00:00')
  assert.equal(next('0 0 * * 1'), 'Mon 2026-11-30 00:00')
  assert.equal(next('0 0 * * *', 'Nowhere/Else'), undefined)
  assert.equal(next('@every 1h'), undefined)
  assert.doesNotMatch(hover('apiVersion: batch/v1\nkind: CronJob\nspec:\n  sche<|>dule: "0 0 * * *"\n  suspend: true'), /Next/)
})

test('modes of files in both notations', () => {
  assert.match(hoverIn('deployment.yaml', '0640'), /Here: \*\*0640 = 416 in decimal, `rw-r-----`\*\*/)
  const mode = (value: string) =>
    hover(`apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n    - name: a\n      secret:\n        defaultMode: <|>${value}\n`)
  assert.match(mode('420'), /Here: \*\*420 = 0644 in octal, `rw-r--r--`\*\*/)
  assert.match(mode('0o755'), /Here: \*\*0755 = 493 in decimal, `rwxr-xr-x`\*\*/)
  assert.doesNotMatch(mode('644'), /Here/)
})

test('names of convention: labels of nodes, fields, capabilities', () => {
  assert.match(hoverIn('deployment.yaml', 'topology.kubernetes.io/zone'), /`topology\.kubernetes\.io\/zone` – availability zone/)
  assert.match(hoverIn('deployment.yaml', 'metadata.name\n'), /`metadata\.name` – name of the pod/)
  assert.match(
    hover('apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    kubernetes.io/<|>arch: arm64'),
    /`kubernetes\.io\/arch` – processor/,
  )
  assert.match(
    hover(
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      securityContext: { capabilities: { drop: [NET_<|>RAW] } }',
    ),
    /`NET_RAW` – raw sockets, ping/,
  )
})
