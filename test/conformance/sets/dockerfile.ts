import { checkNames, experimentalChecks } from '../../../server/src/languages/dockerfile/build/checks.ts'
import { type Build, buildOf } from '../../../server/src/languages/dockerfile/build/index.ts'
import { keywords } from '../../../server/src/languages/dockerfile/build/instructions.ts'
import type { BuildStep } from '../../../server/src/languages/dockerfile/build/log.ts'
import { type Dockerfile, readDocument } from '../../../server/src/languages/dockerfile/document.ts'
import { checkDocument } from '../../../server/src/languages/dockerfile/index.ts'
import { dockerfileRules } from '../../../server/src/languages/dockerfile/rules/index.ts'
import type { RuleSettings } from '../../../server/src/rules/run.ts'
import type { Heredoc, Instruction } from '../../../server/src/syntax/dockerfile.ts'
import type { Finding } from '../../../server/src/text/finding.ts'
import type { Span } from '../../../server/src/text/span.ts'
import { deliberate, type Reported } from '../dockerfile/deliberate.ts'
import { ndjson } from '../files.ts'
import { type Case, conformanceSet } from '../set.ts'
import type { Tally } from '../tally.ts'

interface Input {
  readonly dockerfile: string
  readonly dockerignore?: string
  readonly context?: readonly string[]
  readonly config?: object
}

interface Verdict {
  readonly ok: boolean
  readonly line?: number
  readonly endLine?: number
}

interface Check {
  readonly rule: string
  readonly startLine: number
  readonly endLine: number
}

interface Recorded {
  readonly buildkit?: {
    readonly parse: Verdict
    readonly instructionsParse: Verdict
    readonly convert: Verdict
    readonly instructions: unknown
    readonly directives: unknown
    readonly escapeToken: string
    readonly checks: readonly Check[]
    readonly experimental: readonly Check[]
  }
  readonly hadolint: {
    readonly findings?: readonly Reported[]
    readonly parseError?: unknown
    readonly crash?: unknown
  }
}

interface Own {
  readonly text: string
  readonly config: boolean
  readonly verdicts: readonly boolean[]
  readonly lines: string | undefined
  /** The first line of the instruction that a line belongs to. */
  instructionAt(line: number): number
  /** The lines of the instruction that begins on a line. */
  source(line: number): string
  readonly read: unknown
  readonly checks: readonly string[]
  readonly hadolint: readonly string[]
}

/** hadolint is silent about these unless its configuration asks for them. */
const optional = new Set(['DL1001', 'DL3057'])

/** Everything is on: what Bayplan leaves off by default is compared too. */
const settings: RuleSettings = Object.fromEntries(
  dockerfileRules.filter(({ id }) => !optional.has(id)).map(({ id, severity }) => [id, severity === 'off' ? 'info' : severity]),
)

/** What BuildKit 0.34 and hadolint 2.15.1 say about Dockerfiles. */
export const dockerfile = conformanceSet<Input, Recorded, Own>({
  name: 'dockerfile',
  *cases(folder): Generator<Case<Input, Recorded>> {
    for (const line of ndjson(folder)) {
      const {
        id,
        family,
        dockerfile: text,
        dockerignore,
        context,
        config,
        buildkit,
        hadolint,
      } = line as Input & Recorded & { readonly id: string; readonly family: string }
      if (text === undefined) continue
      const input = {
        dockerfile: text,
        ...(dockerignore !== undefined && { dockerignore }),
        ...(context && { context }),
        ...(config && { config }),
      }
      yield { id: `${id} ${family}`, family, input, expected: { ...(buildkit && { buildkit }), hadolint } }
    }
  },
  answer({ dockerfile: text, dockerignore, context, config }) {
    const doc = readDocument(text, {
      stopAtRefusal: true,
      around: {
        dockerignore: dockerignore ?? '',
        ...(context && { files: context }),
        ...(config && { hadolint: JSON.stringify(config) }),
      },
    })
    const findings = checkDocument(doc, settings, (rule, error) => {
      throw new Error(`${rule} threw`, { cause: error })
    })
    const build = buildOf(doc)
    return {
      text,
      config: config !== undefined,
      verdicts: verdictsOf(build),
      lines: firstLines(build),
      instructionAt: (line) => doc.instructions.findLast((one) => one.startLine <= line)?.startLine ?? line,
      source: (line) => sourceOf(doc, line),
      read: readOf(doc),
      checks: checksOf(doc, findings),
      hadolint: hadolintOf(doc, findings),
    }
  },
  compare(id, own, { buildkit, hadolint }, tally) {
    if (buildkit !== undefined) {
      const { parse, instructionsParse, convert, checks } = buildkit
      tally.compare('parse', id, [parse.ok, instructionsParse.ok, convert.ok], own.verdicts)
      const failed = [parse, instructionsParse, convert].find(({ ok }) => !ok)
      if (failed !== undefined) tally.compare('refused-line', id, failed.line && `${failed.line}-${failed.endLine}`, own.lines)
      if (parse.ok) {
        const { instructions, directives, escapeToken } = buildkit
        tally.compare('instructions', id, { instructions, directives, escapeToken }, own.read)
      }
      tally.compare(
        'buildkit',
        id,
        unique([...checks, ...buildkit.experimental].map((one) => `${one.rule} ${own.instructionAt(one.startLine)}`)),
        own.checks,
      )
    }
    const parsed = hadolint.parseError === undefined && hadolint.crash === undefined
    if (parsed) compareHadolint(id, own, hadolint.findings ?? [], tally)
  },
  finish(tally) {
    for (const { name, codes, reason } of deliberate)
      tally.note(`set aside ${applied.get(name) ?? 0} times: ${name} (${codes.join(', ')}): ${reason}`)
    applied.clear()
  },
})

/** Whether nothing is refused up to each of the steps. */
function verdictsOf({ refusals, notesRefuse }: Build): readonly boolean[] {
  const refused = (step: BuildStep) => refusals.some((one) => one.step === step)
  const parse = !refused('parse')
  const instructions = parse && !refused('instructions')
  return [parse, instructions, instructions && !refused('convert') && !notesRefuse]
}

/** The lines of what the first step that refuses anything refuses first. */
function firstLines({ refusals }: Build): string | undefined {
  const first = steps.flatMap((step) => refusals.find((one) => one.step === step) ?? [])[0]
  return first?.lines && `${first.lines.start}-${first.lines.end}`
}

const steps: readonly BuildStep[] = ['parse', 'instructions', 'convert']

function compareHadolint(id: string, own: Own, findings: readonly Reported[], tally: Tally): void {
  const theirs = unique(findings.map(({ code, line }) => `${code} ${line}`))
  if (own.config) tally.compare('hadolint-config', id, theirs, own.hadolint)
  else {
    tally.compare('hadolint-raw', id, theirs, own.hadolint)
    const aside = theirs.filter((key) => !own.hadolint.includes(key) && isMeant(own, key))
    tally.compare(
      'hadolint',
      id,
      theirs.filter((key) => !aside.includes(key)),
      own.hadolint,
    )
  }
}

/** How often each deliberate difference applied in the run at hand. */
const applied = new Map<string, number>()

/** Whether Bayplan says nothing there for a reason that is written down; how often each applied is counted. */
function isMeant({ text, source }: Own, key: string): boolean {
  const [code = '', line] = key.split(' ')
  const found = deliberate.find((one) => one.codes.includes(code) && one.applies(source(Number(line)), text, Number(line)))
  if (found !== undefined) applied.set(found.name, (applied.get(found.name) ?? 0) + 1)
  return found !== undefined
}

function readOf({ tree }: Dockerfile): unknown {
  return {
    instructions: tree.instructions.map(projected),
    directives: Object.fromEntries(
      tree.directives
        .filter(({ span: { start } }) => /^$|\n|\uFEFF/.test(tree.text.slice(Math.max(0, start - 1), start)))
        .map(({ name, value }) => [name, value]),
    ),
    escapeToken: tree.escape,
  }
}

function projected(instruction: Instruction): unknown {
  const { name, keyword, original, startLine, endLine, flags, args, pairs, json, heredocs, comments, onbuild } = instruction
  const triples = pairs.flatMap(({ key, value, legacy }) => [key.text, value.text, legacy ? '' : '='])
  return {
    name: name.text,
    original: original.text,
    startLine,
    endLine,
    // The parser takes flags apart byte by byte.
    flags: flags.map(({ text }) => Buffer.from(text).toString('latin1')),
    // Of an unknown instruction the parser keeps one empty argument.
    args: known.has(keyword) ? (pairs.length > 0 ? triples : args.map(({ text }) => text)) : [''],
    json,
    heredocs: heredocs.map(heredoc),
    prevComment: comments.map(({ text }) => text),
    ...(onbuild !== undefined && { sub: projected(onbuild) }),
  }
}

const known: ReadonlySet<string> = new Set(keywords)

function heredoc({ name, fd, content, expand, chomp }: Heredoc): unknown {
  return { name, ...(fd !== undefined && { fd }), content, expand, chomp }
}

/** The checks of BuildKit among the findings, each with the first line of its instruction. */
function checksOf(doc: Dockerfile, findings: readonly Finding[]): readonly string[] {
  const said = standing(findings, (code) => buildkitChecks.has(code))
  return unique(said.map(({ code, at }) => `${code} ${linesOf(doc, at).start}`))
}

const buildkitChecks: ReadonlySet<string> = new Set(checkNames)

function hadolintOf(doc: Dockerfile, findings: readonly Finding[]): readonly string[] {
  return unique(standing(findings, (code) => /^DL\d+$/.test(code)).map(({ code, at }) => `${code} ${linesOf(doc, at).start}`))
}

/** The codes that findings stand for, where no pragma of that code's own tool silences them. */
function standing(
  findings: readonly Finding[],
  wanted: (code: string) => boolean,
): readonly { readonly code: string; readonly at: Span }[] {
  return findings.flatMap(({ code, span, stands }) =>
    (stands ?? [{ code, at: span }]).filter((one) => wanted(one.code) && (!('silenced' in one) || experimentalChecks.has(one.code))),
  )
}

/** The lines of the instruction at a span. */
function linesOf({ instructions, text }: Dockerfile, { start }: Span): { readonly start: number; readonly end: number } {
  const found = instructions.findLast((one) => one.span.start <= start)
  const line = text.slice(0, start).split('\n').length
  if (found !== undefined && line <= found.endLine) return { start: found.startLine, end: found.endLine }
  return { start: line, end: line }
}

function sourceOf({ instructions, text }: Dockerfile, line: number): string {
  const found = instructions.find(({ startLine }) => startLine === line)
  return found === undefined ? '' : text.slice(found.span.start, found.span.end)
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort()
}
