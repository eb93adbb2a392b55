/** A variable that BuildKit knows without a value from the file. */
export interface PredefinedVariable {
  readonly name: string
  readonly summary: string
  /** `platform`: known in FROM lines; in a stage only after `ARG NAME`. `proxy`: always known to RUN. `builder`: read by BuildKit itself. */
  readonly kind: 'platform' | 'proxy' | 'builder'
}

const proxies: readonly PredefinedVariable[] = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  {
    name,
    kind: 'proxy' as const,
    summary: 'Proxy of the build. `RUN` sees it without `ARG`; it is neither in the image nor in its history.',
  },
  { name: name.toLowerCase(), kind: 'proxy' as const, summary: `As \`${name}\`.` },
])

/** https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
export const predefinedVariables: readonly PredefinedVariable[] = [
  { name: 'TARGETPLATFORM', kind: 'platform', summary: 'Platform the image is built for, such as `linux/amd64`.' },
  { name: 'TARGETOS', kind: 'platform', summary: 'Operating system of `TARGETPLATFORM`, such as `linux`.' },
  { name: 'TARGETARCH', kind: 'platform', summary: 'Architecture of `TARGETPLATFORM`, such as `arm64`.' },
  { name: 'TARGETVARIANT', kind: 'platform', summary: 'Variant of `TARGETPLATFORM`, such as `v7`; empty for most.' },
  { name: 'BUILDPLATFORM', kind: 'platform', summary: 'Platform of the machine that builds.' },
  { name: 'BUILDOS', kind: 'platform', summary: 'Operating system of `BUILDPLATFORM`.' },
  { name: 'BUILDARCH', kind: 'platform', summary: 'Architecture of `BUILDPLATFORM`.' },
  { name: 'BUILDVARIANT', kind: 'platform', summary: 'Variant of `BUILDPLATFORM`; empty for most.' },
  { name: 'TARGETSTAGE', kind: 'platform', summary: 'Name of the stage that is built.' },
  ...proxies,
  {
    name: 'SOURCE_DATE_EPOCH',
    kind: 'builder',
    summary: 'Unix time that files and history get, so that two builds give the same image.',
  },
  { name: 'BUILDKIT_CONTEXT_KEEP_GIT_DIR', kind: 'builder', summary: 'Keeps `.git` when the build context is a Git repository.' },
  { name: 'BUILDKIT_INLINE_CACHE', kind: 'builder', summary: 'Puts what later builds need of the cache into the image.' },
  { name: 'BUILDKIT_MULTI_PLATFORM', kind: 'builder', summary: 'Makes an index even for one platform.' },
  { name: 'BUILDKIT_SANDBOX_HOSTNAME', kind: 'builder', summary: 'Host name that `RUN` sees.' },
  { name: 'BUILDKIT_SYNTAX', kind: 'builder', summary: 'Frontend to read the file with, in place of the `syntax` directive.' },
  {
    name: 'BUILDKIT_DOCKERFILE_CHECK',
    kind: 'builder',
    summary: 'Build checks to skip, or whether they stop the build, in place of the `check` directive.',
  },
]

const byName: ReadonlyMap<string, PredefinedVariable> = new Map(predefinedVariables.map((one) => [one.name, one]))

/** A predefined variable by its name. */
export function predefinedVariable(name: string): PredefinedVariable | undefined {
  return byName.get(name)
}
