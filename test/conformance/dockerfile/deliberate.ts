/** What is compared: a code and the line of the instruction it is about. */
export interface Reported {
  readonly code: string
  readonly line: number
}

/** A place where Bayplan is right to be quieter than hadolint: a code, the reason, and the texts it is about. */
export interface Deliberate {
  /** What the run prints. */
  readonly name: string
  readonly codes: readonly string[]
  readonly reason: string
  /** Whether the difference is meant at an instruction: its lines as they stand, the whole file, and the line it begins on. */
  applies(instruction: string, dockerfile: string, line: number): boolean
}

/** Every deliberate difference; each is about a rule and the text, never about one recorded case. */
export const deliberate: readonly Deliberate[] = [
  {
    name: 'source or destination that only the build knows',
    codes: ['DL3020', 'DL3021'],
    reason: 'a variable may hold a URL, an archive or a slash at its end; and COPY fetches no repository over SSH',
    applies: (instruction) =>
      /^\s*ADD\s+(?:--\S+\s+)*["']?(?:\$|git@|git:\/\/|ssh:\/\/)|^\s*COPY\s.*(?:\$\w+|\$\{[^}]*\})["']?\s*$/i.test(instruction),
  },
  {
    name: 'stage name in another case',
    codes: ['DL3022'],
    reason: 'BuildKit compares the names of stages without looking at case, so the name is that of an earlier stage',
    applies: (instruction, dockerfile) => {
      const name = /--from=(\w+)/i.exec(instruction)?.[1]
      const stages = [...dockerfile.replace(/\\\s*\n(?:\s*#.*\n)*/g, ' ').matchAll(/\bAS\s+(\S+)/gi)].map((match) => match[1] ?? '')
      return name !== undefined && !stages.includes(name) && stages.some((stage) => stage.toLowerCase() === name.toLowerCase())
    },
  },
  {
    name: 'version that a variable or a file brings along',
    codes: ['DL3008', 'DL3013', 'DL3016', 'DL3018', 'DL3033', 'DL3037', 'DL3041'],
    reason:
      'what the file itself puts into a variable has versions, name-$VERSION is as fixed as the variable, and a package file is one version',
    applies: (instruction) => /-\$\{?\w|\.rpm\b|\s["']?\$\{?\w/.test(instruction),
  },
  {
    name: 'variable that is not expanded',
    codes: ['DL3044'],
    reason: 'in single quotes and behind the escape character there is no reference',
    applies: (instruction) => /'[^']*\$[^']*'|\\\$/.test(instruction),
  },
  {
    name: 'package that lies in the build',
    codes: ['DL3013', 'DL3062'],
    reason: 'a .go file, or the folder at hand with extras, has the version it has',
    applies: (instruction) => /\bgo\s+(?:install|get|run)\b.*\.go\b|\bpip\S*\s+install\b.*\s["']?\.\[/.test(instruction),
  },
  {
    name: 'flag that the build refuses',
    codes: ['DL3020', 'DL3021', 'DL3048'],
    reason: 'the refused flag is the finding; hadolint takes it for a source or a label and counts on',
    applies: (instruction) => /^\s*\w+\s+--(?:\s|[A-Zx]|\w+=(?:\s|TRUE\b|maybe\b))/i.test(instruction),
  },
  {
    name: 'heredoc that no shell reads',
    codes: ['DL3001', 'DL3003', 'DL3004', 'DL3008', 'DL3009', 'DL3014', 'DL3015', 'DL3027', 'DL4006'],
    reason: 'behind <<EOF stands a command, and the text is its input, not a script',
    applies: (instruction) => /^\s*RUN\s+(?:--\S+\s+)*<<-?\s*["']?\w+["']?[ \t]+(?!(?:\/bin\/)?(?:ba|a|da|z)?sh\b)\S/i.test(instruction),
  },
  {
    name: 'variable in the name of an image',
    codes: ['DL3006', 'DL3007'],
    reason: 'the default of the variable brings the tag along',
    applies: (instruction) => /^\s*FROM\b.*\$/i.test(instruction),
  },
  {
    name: 'cache that is mounted',
    codes: ['DL3019', 'DL3032', 'DL3036', 'DL3040', 'DL3042', 'DL3060'],
    reason: 'what lies on a cache mount, also one on a folder above or under the name an older release used, never gets into the image',
    applies: (instruction) => /--mount=(?=\S*type=(?:cache|tmpfs))\S*(?:cache|yarn)/.test(instruction),
  },
  {
    name: 'cache and layers of a stage that becomes no image',
    codes: ['DL3019', 'DL3032', 'DL3036', 'DL3040', 'DL3042', 'DL3059'],
    reason: 'nothing is built on the stage, so what its layers hold stays there; hadolint knows this for apt and yarn only',
    applies: (_instruction, dockerfile, line) => /^\s*FROM\s/im.test(dockerfile.split('\n').slice(line).join('\n')),
  },
  {
    name: 'the same in other words',
    codes: ['DL3015', 'DL4006'],
    reason: '/usr/bin/bash is the bash that /bin/bash is, and apt takes 0, no and off where hadolint looks for false',
    applies: (instruction, dockerfile, line) =>
      /APT::Install-Recommends=["']?(?:0|no|off)/i.test(instruction) ||
      /^\s*SHELL\s*\[\s*"\/\S+\/(?:bash|zsh|ash)".*pipefail/im.test(dockerfile.split('\n').slice(0, line).join('\n')),
  },
  {
    name: 'value of an option',
    codes: ['DL3008', 'DL3013', 'DL3016', 'DL3018', 'DL3033', 'DL3037', 'DL3041'],
    reason: 'the word behind an option that takes one is no package',
    applies: (instruction) =>
      /\s(?:-[acdeoprRxtX]|--(?:option|config|config-file|arch|enablerepo|disablerepo|repo|exclude|type|root|timeout|retries|cert|cache-dir|root-user-action|prefix|tag))\s+[^\s-]/.test(
        instruction,
      ),
  },
]
