/**
 * Whether an image is pulled at its tag `latest`, named or implied. A text that is no reference of an image has no tag for the server,
 * and neither has one that names a digest alone. https://github.com/distribution/reference
 */
export function isLatest(image: unknown): boolean {
  const match =
    typeof image === 'string' && image.length <= 4096 && !/^[a-f0-9]{64}$/.test(image) ? reference.exec(withDomain(image)) : null
  if (match === null) return false
  const [, name = '', tag, digest] = match
  if (name.length > 255 || (digest !== undefined && !isDigest(digest))) return false
  return tag === undefined ? digest === undefined : tag === 'latest'
}

const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const reference = new RegExp(
  `^(${domain}/${component}(?:/${component})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
)

/** The name with the registry it is meant for; without one it is Docker's, and a name of one word is an official image there. */
function withDomain(image: string): string {
  const slash = image.indexOf('/')
  if (slash < 0) return `docker.io/library/${image}`
  const first = image.slice(0, slash)
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase()
  return isDomain ? image : `docker.io/${image}`
}

const hexLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

function isDigest(digest: string): boolean {
  const [algorithm = '', hex = ''] = digest.split(':')
  return hexLengths[algorithm] === hex.length && /^[a-f0-9]+$/.test(hex)
}
