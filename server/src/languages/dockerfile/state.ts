import type { Instruction } from '../../syntax/dockerfile.ts'
import type { Dockerfile } from './document.ts'
import { expand } from './expand.ts'
import { type Variable, visibleAt } from './scope.ts'
import type { Stage } from './stages.ts'

/** What a stage has come to before an instruction, as far as the file tells; what only the base image says is undefined. */
export interface StageState {
  /** The image the chain of stages starts from, with defaults put in. */
  readonly image: string
  readonly stage: Stage | undefined
  readonly workdir: string | undefined
  readonly user: string | undefined
  readonly shell: string | undefined
  readonly entrypoint: string | undefined
  readonly cmd: string | undefined
  readonly ports: readonly string[]
  readonly env: readonly Variable[]
}

/** The state before an instruction, or behind it. */
export function stateAt(doc: Dockerfile, instruction: Instruction, behind = false): StageState {
  const stage = doc.stages.findLast(({ from }) => from.span.start <= instruction.span.start)
  const until = instruction.span.start + (behind ? 1 : 0)
  const chain = chainOf(stage)
  const passed = chain.flatMap(({ instructions }) => instructions.filter(({ span }) => span.start < until))
  const last = (keyword: string) => passed.findLast((one) => one.keyword === keyword)
  return {
    image: chain[0]?.image ?? '',
    stage,
    workdir: workdirOf(doc, passed),
    user: expandedArgument(doc, last('USER')),
    shell: last('SHELL')?.rest.text,
    entrypoint: last('ENTRYPOINT')?.rest.text,
    cmd: last('CMD')?.rest.text,
    ports: [...new Set(passed.filter(({ keyword }) => keyword === 'EXPOSE').flatMap(({ args }) => args.map(({ text }) => text)))],
    env: visibleAt(doc, instruction).filter(({ kind }) => kind === 'env'),
  }
}

/** A stage behind those it builds on, the first one first. */
function chainOf(stage: Stage | undefined): readonly Stage[] {
  const chain: Stage[] = []
  for (let at = stage; at !== undefined && !chain.includes(at); at = at.parent) chain.unshift(at)
  return chain
}

/** Each relative WORKDIR goes on from the one before; undefined while it hangs on the base image's own. */
function workdirOf(doc: Dockerfile, passed: readonly Instruction[]): string | undefined {
  let path: string | undefined
  for (const one of passed) {
    if (one.keyword !== 'WORKDIR') continue
    const value = expandedArgument(doc, one)
    if (value === undefined) continue
    if (value.startsWith('/') || /^[A-Za-z]:/.test(value)) path = value
    else path = path === undefined ? undefined : `${path.replace(/\/$/, '')}/${value}`
  }
  return path
}

function expandedArgument(doc: Dockerfile, instruction: Instruction | undefined): string | undefined {
  const [word] = instruction?.args ?? []
  if (instruction === undefined || word === undefined) return undefined
  if (!word.text.includes('$')) return expand(word.text, new Map(), { escape: doc.tree.escape }).value
  const values = new Map(visibleAt(doc, instruction).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])))
  return expand(word.text, values, { escape: doc.tree.escape }).value
}

/** The state as a list in Markdown; empty before the first stage. */
export function describeState({ image, stage, workdir, user, shell, entrypoint, cmd, ports, env }: StageState): string {
  if (stage === undefined) return ''
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['base', image],
    ['user', user],
    ['working directory', workdir],
    ['shell', shell],
    ['entrypoint', entrypoint],
    ['command', cmd],
    ['ports', ports.length === 0 ? undefined : ports.join(' ')],
    [
      'variables',
      env.length === 0
        ? undefined
        : env
            .slice(0, 8)
            .map(({ name, value }) => `${name}=${value ?? ''}`)
            .join(' ') + (env.length > 8 ? ` and ${env.length - 8} more` : ''),
    ],
  ]
  const lines = rows.flatMap(([title, value]) =>
    value === undefined || value === '' ? [] : [`- ${title}: \`${value.replaceAll('`', 'ˋ')}\``],
  )
  return `The stage at this line:\n\n${lines.join('\n')}`
}
