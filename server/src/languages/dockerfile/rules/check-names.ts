import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Word } from '../../../syntax/dockerfile.ts'
import { remove, replace } from '../../../text/edit.ts'
import { nearest } from '../../../text/nearest.ts'
import { span } from '../../../text/span.ts'
import { checkComment, isOptions, readCheckOptions } from '../build/check-options.ts'
import { checkNames, experimentalChecks } from '../build/checks.ts'
import type { Dockerfile } from '../document.ts'

/** The names in `check` directives and comments are those of checks. */
export const checkNamesKnown: Rule<Dockerfile> = {
  id: 'check-names',
  severity: 'warning',
  summary: 'What `# check=` skips or adds exists.',
  why: 'BuildKit passes by names that it does not know, everything behind a blank, and a comment above an instruction that it cannot read.',
  source: ['https://docs.docker.com/reference/dockerfile/#check'],
  examples: {
    bad: [
      `# check=skip=UndefinedVars,StageNameCasing
             ^^^^^^^^^^^^^ UndefinedVars is not a build check; did you mean UndefinedVar
FROM alpine:3.20`,
      `FROM alpine:3.20
# check=skip=UndefinedVar, WorkdirRelativePath
                           ^^^^^^^^^^^^^^^^^^^ what stands behind a blank has no effect; write the names with commas alone between them
WORKDIR srv`,
      `FROM alpine:3.20
# check=ignore=WorkdirRelativePath
        ^^^^^^ the comment has no effect: "ignore" is no option of check; there are skip, error and experimental
WORKDIR srv`,
    ],
    good: [
      `# check=skip=UndefinedVar;error=true;experimental=all
FROM alpine:3.20
# check=skip=WorkdirRelativePath
WORKDIR srv`,
    ],
  },
  about: 'stage',
  *check({ tree, instructions }) {
    for (const { name, value, valueSpan } of tree.directives) {
      if (name === 'check') yield* namesIn({ text: value, span: valueSpan }, false)
    }
    for (const { comments } of instructions) {
      for (const comment of comments) {
        const value = checkComment(comment)
        if (value !== undefined) yield* namesIn(value, true)
      }
    }
  },
}

function* namesIn(value: Word, comment: boolean): Iterable<Problem> {
  const options = readCheckOptions(value)
  if (isOptions(options)) for (const { word, list } of options.names) yield* nameProblem(word, list)
  // In a directive the build refuses it, which is said elsewhere.
  else if (comment) yield { at: options.at, message: `the comment has no effect: ${options.message}` }
  const blank = value.text.indexOf(' ')
  const rest = value.text.slice(blank + 1).trim()
  if (blank < 0 || !/^\w+(\s*,\s*\w+)*$/.test(rest)) return
  const at = span(value.span.start + value.text.indexOf(rest, blank), value.span.end)
  const fixes = [{ title: 'Remove the blank', edits: [remove(span(value.span.start + blank, at.start))] }]
  yield { at, message: 'what stands behind a blank has no effect; write the names with commas alone between them', fixes }
}

function* nameProblem({ text, span: at }: Word, list: 'skip' | 'experimental'): Iterable<Problem> {
  const names: readonly string[] = list === 'skip' ? checkNames : [...experimentalChecks]
  if (names.includes(text) || text === '') return
  const near = nearest(text, names)
  const message = `${text} is not ${list === 'skip' ? 'a build check' : 'an experimental check'}`
  if (near === undefined) yield { at, message }
  else yield { at, message: `${message}; did you mean ${near}`, fixes: [{ title: `Write ${near}`, edits: [replace(at, near)] }] }
}
