import { readFile } from 'node:fs/promises'
import { preview } from '../features/preview.ts'
import { reportText } from '../placement/text.ts'
import { CannotRun, type Command } from './command.ts'
import { type Input, languageIds, readInputs } from './inputs.ts'
import { projectSettings } from './settings.ts'

/** `bayplan place DEFINITION... --cluster MODEL` */
export const place: Command = {
  name: 'place',
  usage: 'DEFINITION... --cluster MODEL',
  summary: 'Shows where the tasks or pods of definitions would run on a cluster, and why some would not.',
  options: { cluster: 'MODEL', count: 'N', format: ['text', 'json'], as: languageIds(), 'stdin-filename': 'NAME' },
  about: {
    cluster: 'a cluster model file; without it, clusterModel of .bayplan.json',
    count: 'how many tasks or pods of each; without it, what the definition says, else one',
    format: 'text for people (default) or the report as JSON',
    as: 'the language of the definitions, whatever their names say',
    'stdin-filename': 'what to call standard input, which is read where DEFINITION is -',
  },
  notes: 'Ends with 0 if everything found a place, with 1 if something did not.',
  async run(paths, { cluster, count, format, as, 'stdin-filename': stdinName }, terminal) {
    if (paths.length === 0) throw new CannotRun('nothing to place; name a definition')
    const inputs = await readInputs(paths, { as, stdinName }, terminal)
    const model = cluster ?? modelOfSettings(inputs)
    const workloads = inputs.flatMap(({ language, text }) => language.read(text).workloads())
    const answer = preview({ workloads: () => workloads }, await readModel(model), countOf(count))
    if (answer.kind !== 'report') throw new CannotRun(answer.why)
    terminal.out(format === 'json' ? `${JSON.stringify(answer.report, undefined, 2)}\n` : reportText(answer.report))
    return answer.report.workloads.every(({ asked, placed }) => placed === asked) ? 0 : 1

    function modelOfSettings([first]: readonly Input[]): string {
      const found = first && projectSettings(terminal).clusterModel(first.file)
      if (found === undefined) throw new CannotRun('which cluster; give --cluster MODEL or set clusterModel in .bayplan.json')
      return found
    }
  },
}

async function readModel(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new CannotRun(`cannot read the cluster model ${path}: ${error.message}`)
  })
}

function countOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  const count = Number(written)
  if (/^\d+$/.test(written) && count >= 1 && count <= 100_000) return count
  throw new CannotRun(`--count is a whole number from 1 to 100000, not "${written}"`)
}
