/** An operating system and a processor, as containerd writes them. */
export interface Platform {
  readonly os: string
  readonly architecture: string
}

const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(' '),
)
const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
)
const aliases: Readonly<Record<string, string>> = {
  i386: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
}
const system = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$/
const part = /^[A-Za-z0-9_.-]+$/

/** Reads `os/arch[/variant]`, an operating system or an architecture alone; a string says why it is none. Source: https://github.com/containerd/platforms */
export function readPlatform(text: string): Platform | string {
  const [first = '', second, third, ...more] = text.split('/')
  if (text.includes('*')) return `"${text}" is a pattern; a platform is named exactly`
  const match = system.exec(first)
  if (match === null) return `"${first}" is no operating system in "${text}"; a platform has the form OS/ARCH[/VARIANT]`
  for (const name of [second, third, ...more]) {
    if (name !== undefined && !part.test(name)) return `"${name}" is no part of a platform in "${text}"; it has the form OS/ARCH[/VARIANT]`
  }
  if (/%(?![0-9a-fA-F]{2})/.test(first)) return `"${first}" has a % without two hexadecimal digits`
  const os = lowerSystem(match[1] ?? '')
  if (second === undefined) return alone(text, os, first)
  if (more.length > 0) return `"${text}" has ${more.length + 3} parts; a platform has the form OS/ARCH[/VARIANT]`
  return { os, architecture: architectureOf(second) }
}

function alone(text: string, os: string, word: string): Platform | string {
  if (systems.has(os)) return { os, architecture: 'amd64' }
  const architecture = architectureOf(word)
  if (architectures.has(architecture)) return { os: 'linux', architecture }
  return `"${text}" is neither an operating system nor an architecture; a platform has the form OS/ARCH[/VARIANT]`
}

function lowerSystem(name: string): string {
  const lower = name.toLowerCase()
  return lower === 'macos' ? 'darwin' : lower
}

function architectureOf(name: string): string {
  const lower = name.toLowerCase()
  return Object.hasOwn(aliases, lower) ? (aliases[lower] ?? lower) : lower
}

/** The variables BuildKit sets for a build for linux/amd64. */
export function platformVariables(target: string): Map<string, string> {
  return new Map([
    ['BUILDPLATFORM', 'linux/amd64'],
    ['BUILDOS', 'linux'],
    ['BUILDOSVERSION', ''],
    ['BUILDARCH', 'amd64'],
    ['BUILDVARIANT', ''],
    ['TARGETPLATFORM', 'linux/amd64'],
    ['TARGETOS', 'linux'],
    ['TARGETOSVERSION', ''],
    ['TARGETARCH', 'amd64'],
    ['TARGETVARIANT', ''],
    ['TARGETSTAGE', target === '' ? 'default' : target],
  ])
}
