import type { Flag, Instruction } from '../../../syntax/dockerfile.ts'
import { nearest } from '../../../text/nearest.ts'
import { goBoolean } from './check-options.ts'
import { flagOf } from './flags.ts'
import { type MountProblem, readMount } from './mount.ts'
import { type Report, writeInstead } from './reporter.ts'
import { csvFields } from './values.ts'

const securityModes = ['sandbox', 'insecure']
const networks = ['default', 'none', 'host']

/** What is refused about the flags of RUN before variables are put in. True if nothing is. */
export function checkRunFlags(instruction: Instruction, report: Report): boolean {
  const mounts = instruction.flags.filter(({ name }) => name === 'mount').map((flag) => checkMount(flag, report))
  const devices = instruction.flags.filter(({ name }) => name === 'device').map((flag) => checkDevice(flag, report))
  const security = oneOf('run-security', flagOf(instruction, 'security'), securityModes, report)
  const network = oneOf('run-network', flagOf(instruction, 'network'), networks, report)
  return [...mounts, ...devices, security, network].every(Boolean)
}

function oneOf(code: 'run-security' | 'run-network', flag: Flag | undefined, modes: readonly string[], report: Report): boolean {
  const value = flag?.value
  if (flag === undefined || value === undefined || modes.includes(value)) return true
  const near = nearest(value, modes)
  const at = flag.valueSpan ?? flag.span
  report(code, `--${flag.name} is ${modes.join(' or ')}, not "${value}"`, at, near === undefined ? undefined : writeInstead(at, near))
  return false
}

function checkMount(flag: Flag, report: Report): boolean {
  const read = readMount(flag)
  if ('message' in read) reportMount(read, report)
  return !('message' in read)
}

/** Refuses a mount where its problem is. */
export function reportMount({ message, at, instead }: MountProblem, report: Report): void {
  report('run-mount', message, at, instead === undefined ? undefined : writeInstead(at, instead))
}

function checkDevice(flag: Flag, report: Report): boolean {
  const message = deviceProblem(flag.value ?? '')
  if (message !== undefined) report('run-device', message, flag.valueSpan ?? flag.span)
  return message === undefined
}

function deviceProblem(value: string): string | undefined {
  const fields = csvFields(value)
  if (typeof fields === 'string') return `--device cannot be read: ${fields}`
  let name = ''
  for (const field of fields) {
    const equals = field.indexOf('=')
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase()
    const rest = equals < 0 ? undefined : field.slice(equals + 1)
    if (key === 'required') {
      if (rest !== undefined && goBoolean(rest) === undefined) return `required is true or false, not "${rest}"`
    } else if (key === 'name' && rest !== undefined) {
      if (name !== '') return `the device is named twice, ${name} and ${rest}`
      name = rest
    } else if (name === '') name = field
    else return `"${field}" is no option of --device; there are name and required`
  }
  return undefined
}
