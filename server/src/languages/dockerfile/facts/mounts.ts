/** What is known about an option of `RUN --mount`. */
export interface MountOption {
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  /** What stands behind the equals sign, for people; undefined where the option may stand alone. */
  readonly value?: string
  readonly values?: Readonly<Record<string, string>>
  readonly default?: string
  readonly required?: true
}

export interface MountType {
  readonly name: string
  readonly summary: string
  readonly options: readonly MountOption[]
}

const target = (summary: string, required?: true): MountOption => ({
  name: 'target',
  aliases: ['dst', 'destination'],
  summary,
  value: 'path',
  ...(required && { required }),
})

const flag = (name: string, summary: string, aliases: readonly string[] = []): MountOption => ({
  name,
  aliases,
  summary,
  values: { true: 'On.', false: 'Off.' },
})

const number = (name: string, summary: string, preset: string): MountOption => ({
  name,
  aliases: [],
  summary,
  value: name === 'mode' ? 'octal' : 'number',
  default: preset,
})

const source = (summary: string): MountOption => ({ name: 'source', aliases: ['src'], summary, value: 'path' })

/** The kinds of mounts and their options. https://docs.docker.com/reference/dockerfile/#run---mount */
export const mountTypes: readonly MountType[] = [
  {
    name: 'cache',
    summary: 'A directory that stays from build to build, for what compilers and package managers keep.',
    options: [
      target('Where the directory is mounted.', true),
      { name: 'id', aliases: [], summary: 'Name of the cache; mounts with the same one share it.', value: 'name', default: 'the target' },
      {
        name: 'sharing',
        aliases: [],
        summary: 'What happens when two builds use it at once.',
        value: 'mode',
        values: {
          shared: 'Both write.',
          private: 'The second gets a new one.',
          locked: 'The second waits, as apt needs it.',
        },
        default: 'shared',
      },
      { name: 'from', aliases: [], summary: 'Stage or image that a new cache is filled from.', value: 'stage|image' },
      source('Path in `from`.'),
      number('mode', 'Permissions of a new cache directory.', '0755'),
      number('uid', 'Owner of a new cache directory.', '0'),
      number('gid', 'Group of a new cache directory.', '0'),
      flag('readonly', 'Writing is refused.', ['ro']),
    ],
  },
  {
    name: 'bind',
    summary: 'Files of the build context, a stage or an image, without copying them. It is the kind that is taken when none is named.',
    options: [
      target('Where the files are mounted.', true),
      source('Path in `from`.'),
      { name: 'from', aliases: [], summary: 'Stage, image or named context; without it, the build context.', value: 'stage|image' },
      flag('readwrite', 'The command may write; what it writes is thrown away.', ['rw']),
      flag('readonly', 'Writing is refused, as it is by default.', ['ro']),
    ],
  },
  {
    name: 'secret',
    summary: 'A secret of the build (`--secret`), as a file or variable that no layer keeps.',
    options: [
      { name: 'id', aliases: [], summary: 'Name of the secret.', value: 'name', default: 'the last part of the target' },
      { ...target('Path of the file.'), default: '/run/secrets/ID' },
      { name: 'env', aliases: [], summary: 'Environment variable that holds the secret, instead of a file.', value: 'NAME' },
      flag('required', 'The build stops if the secret is not given.'),
      number('mode', 'Permissions of the file.', '0400'),
      number('uid', 'Owner of the file.', '0'),
      number('gid', 'Group of the file.', '0'),
    ],
  },
  {
    name: 'ssh',
    summary: 'The SSH agent of whoever builds (`--ssh`), for private repositories.',
    options: [
      { name: 'id', aliases: [], summary: 'Name of the agent or key.', value: 'name', default: 'default' },
      { ...target('Path of the agent’s socket.'), default: '/run/buildkit/ssh_agent.N' },
      flag('required', 'The build stops if no key is given.'),
      number('mode', 'Permissions of the socket.', '0600'),
      number('uid', 'Owner of the socket.', '0'),
      number('gid', 'Group of the socket.', '0'),
    ],
  },
  {
    name: 'tmpfs',
    summary: 'A directory in memory that is gone when the command ends.',
    options: [
      target('Where the directory is mounted.', true),
      { name: 'size', aliases: [], summary: 'The most it may hold, such as `64m`.', value: 'bytes' },
    ],
  },
]

/** What is known about a kind; without a name it is `bind`. */
export function mountType(name: string | undefined): MountType | undefined {
  return mountTypes.find((type) => type.name === (name ?? 'bind'))
}

/** An option by its name or one of its other names. */
export function mountOption(type: MountType, name: string): MountOption | undefined {
  return type.options.find((option) => option.name === name || option.aliases.includes(name))
}
