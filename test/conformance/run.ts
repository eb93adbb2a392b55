// `npm run conformance -- SET [FOLDER] [--show N] [--family NAME]`: compares Bayplan's answers with recorded ones and says how often they agree.
import { inspect, parseArgs } from 'node:util'
import { folderOf, measure, underFloor } from './measure.ts'
import { sets } from './sets/index.ts'
import { percent } from './tally.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string', default: '20' }, family: { type: 'string' } },
})
const [name, folder] = positionals
const set = sets.find((one) => one.name === name)

if (set === undefined) {
  console.error(
    `usage: npm run conformance -- SET [FOLDER] [--show N] [--family NAME]\nSET is one of: ${sets.map((one) => one.name).join(', ')}`,
  )
  process.exitCode = 2
} else {
  const tally = await measure(set, folder ?? folderOf(set), Number(values.show), values.family)
  const shown = (value: unknown) => inspect(value, { depth: 8, breakLength: 160, maxArrayLength: 20, maxStringLength: 600 })
  for (const { measure, id, expected, got } of tally.differences) {
    console.log(`${measure} ${id}\n  expected ${shown(expected)}\n  got      ${shown(got)}`)
  }
  for (const note of tally.notes) console.log(note)
  for (const [measure, count] of tally.counts) {
    console.log(`${set.name} ${measure} ${count.agreed}/${count.total} ${percent(count).toFixed(2)}`)
  }
  const low = underFloor(set, tally)
  for (const sentence of low) console.error(sentence)
  process.exitCode = low.length === 0 ? 0 : 1
}
