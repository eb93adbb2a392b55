import type { FlagFacts, InstructionFacts } from './instruction.ts'

const platform: FlagFacts = {
  name: 'platform',
  summary:
    'Platform of the image to start from, such as `linux/arm64`. Without it, that of the build’s target. `$BUILDPLATFORM` runs the stage on the builder itself, for cross-compiling.',
  value: 'os/arch[/variant]',
  values: {
    $BUILDPLATFORM: 'The platform of the machine that builds: nothing is emulated.',
    'linux/amd64': '64-bit x86.',
    'linux/arm64': '64-bit ARM, such as AWS Graviton.',
  },
}

const chown: FlagFacts = {
  name: 'chown',
  summary:
    'Owner and group of the files in the image, as names or numbers. Names are looked up in the image’s own `/etc/passwd` and `/etc/group`.',
  value: 'user[:group]',
  default: '0:0',
}

const chmod: FlagFacts = {
  name: 'chmod',
  summary: 'Permissions of the files in the image: octal digits, or symbols such as `u=rwX,go=rX`.',
  value: 'permissions',
}

const link: FlagFacts = {
  name: 'link',
  summary:
    'Puts the files into a layer that does not depend on the layers below it, so that it stays valid when the base image changes. Links in the destination path are not followed.',
  values: { true: 'On.', false: 'Off.' },
}

const exclude: FlagFacts = {
  name: 'exclude',
  summary: 'Files to leave out, as a pattern relative to the source.',
  value: 'pattern',
  repeats: true,
}

/** The instructions, those a file begins with first. https://docs.docker.com/reference/dockerfile/ */
export const instructionFacts: readonly InstructionFacts[] = [
  {
    keyword: 'FROM',
    summary: 'Begins a build stage on an image, an earlier stage or nothing (`scratch`).',
    details:
      'Only `ARG` may stand before the first one, and those values are known in `FROM` lines alone; to use one inside a stage, declare it there again. The last stage becomes the image unless the build names another.',
    syntax: ['FROM [--platform=PLATFORM] IMAGE[:TAG|@DIGEST] [AS NAME]'],
    adds: 'everything its base has: files, variables, user, working directory, command',
    snippet: '${1:image}:${2:tag}$0',
    flags: [platform],
  },
  {
    keyword: 'RUN',
    summary: 'Runs a command while the image is built.',
    details:
      'The shell form goes through the shell of `SHELL` (on Linux `/bin/sh -c`); the JSON form runs the program itself. What it changes in the file system becomes a layer, so remove caches in the same `RUN` or keep them in a cache mount.',
    syntax: ['RUN [FLAGS] COMMAND', 'RUN [FLAGS] ["PROGRAM", "ARGUMENT", ...]', 'RUN [FLAGS] <<EOF'],
    adds: 'a layer with the files it changed',
    snippet: '$0',
    flags: [
      {
        name: 'mount',
        summary: 'Makes files available while the command runs, without putting them into the image.',
        value: 'type=TYPE,option=value,...',
        repeats: true,
      },
      {
        name: 'network',
        summary: 'What the command reaches.',
        value: 'mode',
        values: {
          default: 'The network of the build.',
          none: 'No network, only the loopback interface: what is installed must already be there.',
          host: 'The network of the builder; the build must allow `network.host`.',
        },
        default: 'default',
      },
      {
        name: 'security',
        summary: 'How much the command may do.',
        value: 'mode',
        values: {
          sandbox: 'As usual.',
          insecure: 'With all privileges; the build must allow `security.insecure`.',
        },
        default: 'sandbox',
      },
      {
        name: 'device',
        summary: 'Devices of the builder that the command may use, in the names of the Container Device Interface.',
        value: 'name[,required]',
        repeats: true,
      },
    ],
  },
  {
    keyword: 'COPY',
    summary: 'Copies files from the build context, another stage or another image.',
    details:
      'The destination is relative to `WORKDIR`; with several sources it must end in `/`. What `.dockerignore` leaves out cannot be copied. Of a directory its content is copied, not the directory itself.',
    syntax: ['COPY [FLAGS] SOURCE... DESTINATION', 'COPY [FLAGS] ["SOURCE", ..., "DESTINATION"]', 'COPY [FLAGS] <<NAME DESTINATION'],
    adds: 'a layer with the copied files',
    snippet: '${1:source} ${2:destination}$0',
    flags: [
      { name: 'from', summary: 'Where to copy from: an earlier stage by name or number, or an image.', value: 'stage|image' },
      chown,
      chmod,
      link,
      {
        name: 'parents',
        summary: 'Keeps the directories of the source path, so that `a/b.txt` arrives as `a/b.txt`.',
        values: { true: 'On.', false: 'Off.' },
      },
      exclude,
    ],
  },
  {
    keyword: 'ADD',
    summary: 'Copies files like `COPY`, fetches addresses and Git repositories, and unpacks local archives.',
    details: 'For plain local files `COPY` says better what happens. Fetched archives are not unpacked unless `--unpack` is given.',
    syntax: ['ADD [FLAGS] SOURCE... DESTINATION', 'ADD [FLAGS] ["SOURCE", ..., "DESTINATION"]'],
    adds: 'a layer with the added files',
    snippet: '${1:source} ${2:destination}$0',
    flags: [
      chown,
      chmod,
      link,
      {
        name: 'checksum',
        summary: 'Checksum of a fetched file, or commit of a Git repository; the build stops where it differs.',
        value: 'sha256:HEX',
      },
      {
        name: 'keep-git-dir',
        summary: 'Keeps the `.git` directory of a Git repository.',
        values: { true: 'On.', false: 'Off.' },
        default: 'false',
      },
      {
        name: 'unpack',
        summary: 'Whether archives are unpacked: local ones are by default, fetched ones are not.',
        values: { true: 'Unpack, fetched ones too.', false: 'Keep the archive.' },
      },
      exclude,
    ],
  },
  {
    keyword: 'WORKDIR',
    summary: 'Sets the working directory of what follows and of the container; makes it if it is missing.',
    details: 'A relative path starts from the `WORKDIR` before it, which may be that of the base image: begin with an absolute one.',
    syntax: ['WORKDIR PATH'],
    adds: 'a setting, and a layer if the directory is new',
    snippet: '/${1:app}$0',
    flags: [],
  },
  {
    keyword: 'ENV',
    summary: 'Sets environment variables for what follows and for the container.',
    details:
      'The values stay in the image, where anyone who has it can read them: no secrets. What is needed during the build alone is an `ARG`. A value may use variables set in earlier instructions, not those of the same one.',
    syntax: ['ENV NAME=VALUE ...'],
    adds: 'variables in the settings of the image',
    snippet: '${1:NAME}=${2:value}$0',
    flags: [],
  },
  {
    keyword: 'ARG',
    summary: 'Declares a variable that `--build-arg` may set, with a default.',
    details:
      'It lives until the end of its stage and is not in the image, but its value shows in the build history: no secrets. Before the first `FROM` it is global: known in `FROM` lines, and in a stage after `ARG NAME` there.',
    syntax: ['ARG NAME[=DEFAULT] ...'],
    adds: 'nothing; a changed value makes the layers after it anew',
    snippet: '${1:NAME}$0',
    flags: [],
  },
  {
    keyword: 'CMD',
    summary: 'Says what the container runs, or the arguments of `ENTRYPOINT`.',
    details:
      'Only the last one counts. In the JSON form the program is process 1 and gets the signals; in the shell form a shell stands between. ECS `command` and Kubernetes `args` replace it.',
    syntax: ['CMD ["PROGRAM", "ARGUMENT", ...]', 'CMD COMMAND'],
    adds: 'a setting of the image',
    snippet: '["${1:program}"$2]$0',
    flags: [],
  },
  {
    keyword: 'ENTRYPOINT',
    summary: 'Says what the container always runs; `CMD` gives its arguments.',
    details:
      'Only the last one counts. The shell form ignores `CMD` and keeps signals from the program. ECS `entryPoint` and Kubernetes `command` replace it, and drop `CMD` with it.',
    syntax: ['ENTRYPOINT ["PROGRAM", "ARGUMENT", ...]', 'ENTRYPOINT COMMAND'],
    adds: 'a setting of the image',
    snippet: '["${1:program}"$2]$0',
    flags: [],
  },
  {
    keyword: 'EXPOSE',
    summary: 'Notes the ports the container listens on.',
    details: 'It opens nothing: ECS `portMappings` and Kubernetes `ports` decide that. Without a protocol it is TCP.',
    syntax: ['EXPOSE PORT[-PORT][/PROTOCOL] ...'],
    adds: 'a setting of the image',
    snippet: '${1:8080}$0',
    flags: [],
  },
  {
    keyword: 'USER',
    summary: 'Sets the user, and the group, of what follows and of the container.',
    details:
      'A number lets Kubernetes check `runAsNonRoot`; of a name it cannot tell. Without a group it is that of the user, or `root` if the user has none.',
    syntax: ['USER USER[:GROUP]'],
    adds: 'a setting of the image',
    snippet: '${1:10001}$0',
    flags: [],
  },
  {
    keyword: 'HEALTHCHECK',
    summary: 'Says how Docker finds out whether the container works.',
    details:
      'Exit status 0 is healthy, 1 is not. Only the last one counts. Kubernetes ignores it and has probes of its own; ECS ignores it too and looks at `healthCheck` of the container.',
    syntax: ['HEALTHCHECK [FLAGS] CMD COMMAND', 'HEALTHCHECK NONE'],
    adds: 'a setting of the image',
    snippet: 'CMD ${1:command}$0',
    flags: [
      { name: 'interval', summary: 'Time between two checks.', value: 'duration', default: '30s' },
      { name: 'timeout', summary: 'A check that takes longer has failed.', value: 'duration', default: '30s' },
      { name: 'start-period', summary: 'Time to start up, in which failures do not count.', value: 'duration', default: '0s' },
      { name: 'start-interval', summary: 'Time between two checks while the container starts up.', value: 'duration', default: '5s' },
      { name: 'retries', summary: 'Failures in a row that make the container unhealthy.', value: 'count', default: '3' },
    ],
  },
  {
    keyword: 'LABEL',
    summary: 'Adds names and values that describe the image.',
    details: 'Tools know the names `org.opencontainers.image.*`.',
    syntax: ['LABEL NAME=VALUE ...'],
    adds: 'labels in the settings of the image',
    snippet: '${1:name}="${2:value}"$0',
    flags: [],
  },
  {
    keyword: 'VOLUME',
    summary: 'Marks directories whose content lives outside the container’s layer.',
    details: 'What later instructions write below them may be lost. ECS and Kubernetes mount their own volumes over them.',
    syntax: ['VOLUME PATH ...', 'VOLUME ["PATH", ...]'],
    adds: 'a setting of the image',
    snippet: '["${1:/data}"]$0',
    flags: [],
  },
  {
    keyword: 'SHELL',
    summary: 'Sets the shell that runs shell forms from here on.',
    details: 'It takes the JSON form alone. `["/bin/bash", "-o", "pipefail", "-c"]` makes a `RUN` fail where any part of a pipe fails.',
    syntax: ['SHELL ["PROGRAM", "ARGUMENT", ...]'],
    adds: 'a setting of the image',
    snippet: '["${1:/bin/bash}", "-o", "pipefail", "-c"]$0',
    flags: [],
  },
  {
    keyword: 'STOPSIGNAL',
    summary: 'Sets the signal that asks the container to stop.',
    details: 'ECS and Kubernetes send it too, and kill the container when the stop timeout or the grace period is over.',
    syntax: ['STOPSIGNAL SIGNAL'],
    adds: 'a setting of the image',
    snippet: '${1:SIGTERM}$0',
    flags: [],
  },
  {
    keyword: 'ONBUILD',
    summary: 'Leaves an instruction for builds that start from this image.',
    details: 'It runs right after their `FROM`. `ONBUILD`, `FROM` and `MAINTAINER` cannot be left.',
    syntax: ['ONBUILD INSTRUCTION'],
    adds: 'a setting of the image',
    snippet: '$0',
    flags: [],
  },
  {
    keyword: 'MAINTAINER',
    summary: 'Names the author of the image. Deprecated: use the label `org.opencontainers.image.authors`.',
    details: '',
    syntax: ['MAINTAINER NAME'],
    adds: 'a setting of the image',
    snippet: '${1:name}$0',
    flags: [],
    deprecated: true,
  },
]

const byKeyword: ReadonlyMap<string, InstructionFacts> = new Map(instructionFacts.map((facts) => [facts.keyword, facts]))

/** What is known about a keyword, which is in upper case; undefined for words that are none. */
export function factsOf(keyword: string): InstructionFacts | undefined {
  return byKeyword.get(keyword)
}
