import type { Flag, Instruction } from '../../../syntax/dockerfile.ts'
import { checkFlags, flagOf } from './flags.ts'
import { type Report, writeInstead } from './reporter.ts'
import { readDuration } from './values.ts'

/** What is refused about HEALTHCHECK. True if nothing is. */
export function checkHealth(instruction: Instruction, report: Report): boolean {
  const { args, name, rest } = instruction
  const [type, ...command] = args
  if (type === undefined) {
    report('instruction-arguments', 'HEALTHCHECK has no argument; it takes CMD and a command, or NONE', name.span)
    return false
  }
  const kind = type.text.toUpperCase()
  if (kind === 'NONE') {
    const [extra] = command
    if (extra !== undefined) report('instruction-arguments', 'nothing can stand behind HEALTHCHECK NONE', extra.span)
    return extra === undefined
  }
  if (!checkFlags(instruction, report)) return false
  if (kind !== 'CMD') {
    report('instruction-arguments', `"${type.text}" is no kind of HEALTHCHECK; write CMD before the command, or NONE`, type.span, [
      { title: 'Write CMD before the command', edits: [{ span: { start: rest.span.start, end: rest.span.start }, text: 'CMD ' }] },
    ])
    return false
  }
  if (command.length === 0) {
    report('instruction-arguments', 'a command is missing behind HEALTHCHECK CMD', type.span)
    return false
  }
  return durations(instruction, report) && checkRetries(flagOf(instruction, 'retries'), report)
}

function durations(instruction: Instruction, report: Report): boolean {
  const flags = ['interval', 'timeout', 'start-period', 'start-interval'].map((name) => flagOf(instruction, name))
  return flags.map((flag) => checkDuration(flag, report)).every(Boolean)
}

function checkDuration(flag: Flag | undefined, report: Report): boolean {
  const value = flag?.value
  if (flag === undefined || value === undefined || value === '') return true
  const milliseconds = readDuration(value)
  const at = flag.valueSpan ?? flag.span
  if (typeof milliseconds === 'string') {
    report('healthcheck-option', milliseconds, at, /^\d+$/.test(value) ? writeInstead(at, `${value}s`) : undefined)
  } else if (milliseconds !== 0 && milliseconds < 1)
    report('healthcheck-option', `--${flag.name} is ${value}; the least is 1ms, or 0 for the default`, at)
  else return true
  return false
}

function checkRetries(flag: Flag | undefined, report: Report): boolean {
  const value = flag?.value
  if (flag === undefined || value === undefined || value === '') return true
  const at = flag.valueSpan ?? flag.span
  if (!/^[+-]?\d+$/.test(value) || Math.abs(Number(value)) >= 2 ** 31)
    report('healthcheck-option', `--retries is a whole number, not "${value}"`, at)
  else if (Number(value) < 0) report('healthcheck-option', `--retries is ${value}; it is 0 or more`, at)
  else return true
  return false
}
