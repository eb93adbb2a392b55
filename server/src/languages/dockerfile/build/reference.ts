const component = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const domain = `(?:${component}(?:\\.${component})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const whole = new RegExp(
  `^(?:${domain}/)?(${pathPart}(?:/${pathPart})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
)

/** Hexadecimal digits of the digests that are known. */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/**
 * Why a word does not name an image, with a name that would be right where there is one; undefined if it does.
 * Source: https://github.com/distribution/reference
 */
export function imageProblem(name: string): { readonly message: string; readonly instead?: string } | undefined {
  if (name === '') return { message: 'the name of the image is empty' }
  if (name.length > 4096) return { message: 'the name of the image has more than 4,096 characters' }
  if (/^[a-f0-9]{64}$/.test(name))
    return { message: 'an image is not named by 64 hexadecimal digits alone; a digest stands behind NAME@sha256:' }
  const { host, path } = splitHost(name)
  const colon = path.indexOf(':')
  const repository = colon < 0 ? path : path.slice(0, colon)
  if (repository !== repository.toLowerCase()) {
    const instead = lowerRepository(name, path, repository)
    const message = `the repository of an image is written in lower case, not ${repository}`
    return instead !== name && imageProblem(instead) === undefined ? { message, instead } : { message }
  }
  const match = whole.exec(`${host}/${path}`)
  if (match === null) return { message: `"${name}" is not the name of an image; it has the form [HOST[:PORT]/]NAME[:TAG][@DIGEST]` }
  if ((match[1]?.length ?? 0) > 255) return { message: `the repository has ${match[1]?.length} characters; there are 255 at most` }
  return match[3] === undefined ? undefined : digestProblem(match[3])
}

function lowerRepository(name: string, path: string, repository: string): string {
  const own = path.startsWith('library/') && !name.includes('library/') ? path.slice('library/'.length) : path
  const start = name.length - own.length
  const length = repository.length - (path.length - own.length)
  return name.slice(0, start) + name.slice(start, start + length).toLowerCase() + name.slice(start + length)
}

/** The registry and the rest of a name; without a registry it is Docker Hub, whose own images are in `library`. */
function splitHost(name: string): { readonly host: string; readonly path: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isHost = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first)
  const host = isHost ? (first === 'index.docker.io' ? 'docker.io' : first) : 'docker.io'
  const path = isHost ? name.slice(slash + 1) : name
  return { host, path: host === 'docker.io' && !path.includes('/') ? `library/${path}` : path }
}

function digestProblem(digest: string): { readonly message: string } | undefined {
  const colon = digest.indexOf(':')
  const algorithm = digest.slice(0, colon)
  const length = digestLengths[algorithm]
  const hex = digest.slice(colon + 1)
  if (length === undefined) return { message: `a digest is one of sha256, sha384 and sha512, not ${algorithm}` }
  if (hex.length !== length) return { message: `the digest has ${hex.length} digits; ${algorithm} has ${length}` }
  return /^[a-f0-9]+$/.test(hex) ? undefined : { message: 'the digits of a digest are 0 to 9 and a to f' }
}

/** Why a word is not a checksum such as `sha256:` with its digits. Source: https://github.com/opencontainers/go-digest */
export function checksumProblem(checksum: string): string | undefined {
  if (!/^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(checksum)) {
    return `a checksum has the form sha256: and 64 hexadecimal digits; this is "${checksum}"`
  }
  return digestProblem(checksum)?.message
}
