import { readFileSync } from 'node:fs'
import { CompletionRequest, HoverRequest, SemanticTokensRequest } from 'vscode-languageserver/node'
import { type Session, startSession } from '../session/client.ts'
import type { Bench, Contestant } from './bench.ts'

/** What is asked directly after an edit, so that it pays for reading the new text. */
const questions = {
  // As editors ask, who say which findings they have.
  findings: (session: Session, uri: string, _: Bench, resultId: string | undefined) => session.pull(uri, resultId),
  'all findings': (session: Session, uri: string) => session.pull(uri),
  completion: (session: Session, uri: string, { completionAt }: Bench) =>
    session.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position: completionAt }),
  hover: (session: Session, uri: string, { hoverAt }: Bench) =>
    session.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: hoverAt }),
  tokens: (session: Session, uri: string) => session.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } }),
}

export type Question = keyof typeof questions

/** What is asked of every document; tokens only where the bench says so, as not every server has them. */
export function questionsOf({ tokens, many }: Bench): readonly Question[] {
  const more = (wanted: true | undefined, question: Question): readonly Question[] => (wanted ? [question] : [])
  return ['findings', ...more(many, 'all findings'), 'completion', 'hover', ...more(tokens, 'tokens')]
}

/** Milliseconds of every edit, and what the process came to. */
export interface Measured {
  readonly times: Readonly<Record<Question, readonly number[]>>
  /** From starting the process to the first findings, one per start. */
  readonly starts: readonly number[]
  /** Resident memory after the edits; undefined where the system does not tell. */
  readonly residentMiB: number | undefined
  /** The answer to each question, in a few words: a server that answers nothing is quick, but no rival. */
  readonly answers: Readonly<Record<Question, string>>
}

/** Measures two servers in turns, so that whatever else the machine does hits both alike. */
export async function measure(
  bench: Bench,
  packages: string,
  { starts, warmUps, rounds }: { readonly starts: number; readonly warmUps: number; readonly rounds: number },
): Promise<readonly [Measured, Measured]> {
  const contestants = [bench.ours, bench.peer] as const
  const startTimes: [number[], number[]] = [[], []]
  for (let i = 0; i < starts; i++) {
    for (const which of inTurn(i)) {
      const begin = performance.now()
      const { session } = await opened(bench, contestants[which], packages)
      startTimes[which].push(performance.now() - begin)
      await session.stop()
    }
  }
  const runs = [await Run.start(bench, contestants[0], packages), await Run.start(bench, contestants[1], packages)] as const
  for (const questions of together(bench)) {
    for (let round = 0; round < warmUps + rounds; round++) {
      for (const question of questions) for (const which of inTurn(round)) await runs[which].ask(question, round >= warmUps)
    }
  }
  return [await runs[0].end(startTimes[0]), await runs[1].end(startTimes[1])]
}

/** Who pushes has to be waited for, and the other one goes to sleep meanwhile: that is not to be part of what both answer at once. */
function together(bench: Bench): readonly (readonly Question[])[] {
  const all = questionsOf(bench)
  if (bench.peer.pushes !== true) return [all]
  return [all.filter((question) => !isPushed(question)), all.filter(isPushed)]
}

function isPushed(question: Question): boolean {
  return question === 'findings' || question === 'all findings'
}

function inTurn(round: number): readonly (0 | 1)[] {
  return round % 2 === 0 ? [0, 1] : [1, 0]
}

/** A server with the document open, its first findings received. */
async function opened(
  bench: Bench,
  contestant: Contestant,
  packages: string,
): Promise<{ readonly session: Session; readonly uri: string }> {
  const session = await startSession({
    server: contestant.command(packages),
    ...(contestant.configuration && { configuration: (_, section) => contestant.configuration?.(section, packages) }),
  })
  contestant.prepare?.(session)
  const uri = session.open(`/bench/${bench.fileName}`, bench.text, contestant.languageId)
  await (contestant.pushes ? session.pushed(uri) : session.pull(uri))
  return { session, uri }
}

/** One server under measurement. */
class Run {
  private readonly bench: Bench
  private readonly contestant: Contestant
  private readonly session: Session
  private readonly uri: string
  private readonly times: Record<Question, number[]> = { findings: [], 'all findings': [], completion: [], hover: [], tokens: [] }
  private readonly answers: Record<Question, string> = { findings: '', 'all findings': '', completion: '', hover: '', tokens: '' }
  /** Of the findings that were received last. */
  private resultId: string | undefined
  private edits = 0

  static async start(bench: Bench, contestant: Contestant, packages: string): Promise<Run> {
    const { session, uri } = await opened(bench, contestant, packages)
    return new Run(bench, contestant, session, uri)
  }

  private constructor(bench: Bench, contestant: Contestant, session: Session, uri: string) {
    this.bench = bench
    this.contestant = contestant
    this.session = session
    this.uri = uri
  }

  /** Edits, asks and waits for the answer; `counts` is false while the server warms up. */
  async ask(question: Question, counts: boolean): Promise<void> {
    const changes = [...this.bench.edit(this.edits++)]
    const pushes = isPushed(question) && this.contestant.pushes === true
    if (pushes) await quiet()
    const pushed = pushes ? this.session.nextPush(this.uri) : undefined
    const begin = performance.now()
    this.session.change(this.uri, changes)
    const answer = await (pushed ?? questions[question](this.session, this.uri, this.bench, this.resultId))
    if (counts) this.times[question].push(performance.now() - begin)
    this.answers[question] = briefly(answer)
    if (answer !== null && 'kind' in answer) this.resultId = answer.resultId
  }

  async end(starts: readonly number[]): Promise<Measured> {
    const residentMiB = residentOf(this.session.process.pid)
    await this.session.stop()
    return { times: this.times, starts, residentMiB, answers: this.answers }
  }
}

/** Time in which a server sends what it still has to say of edits before. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 400))
}

function briefly(answer: unknown): string {
  if (answer === null || typeof answer !== 'object') return 'nothing'
  if ('kind' in answer && answer.kind === 'unchanged') return 'as before'
  if ('items' in answer && Array.isArray(answer.items)) return `${answer.items.length}`
  if ('data' in answer && Array.isArray(answer.data)) return `${answer.data.length / 5}`
  if (Array.isArray(answer)) return `${answer.length}`
  return `${JSON.stringify(answer).length} characters`
}

function residentOf(pid: number | undefined): number | undefined {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kib === undefined ? undefined : Number(kib) / 1024
  } catch {
    return undefined
  }
}
