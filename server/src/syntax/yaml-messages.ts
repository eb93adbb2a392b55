import type { YAMLError } from 'yaml'

/** What a syntax error of the YAML reader means to somebody who writes a manifest, and what to do about it. */
export function yamlMessage(error: Pick<YAMLError, 'code' | 'message'>): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'a tab cannot indent in YAML; use blanks'
    case 'BAD_INDENT':
      return 'this is indented neither like the lines it belongs to nor deeper than their parent'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second colon on one line: the value needs quotes, or a line of its own'
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a key stands on one line; a colon is missing behind this, or its indentation is wrong'
    case 'MISSING_CHAR':
      return missing(error.message)
    case 'BAD_SCALAR_START':
      return 'a plain value cannot begin with this character; put it in quotes'
    case 'BAD_DQ_ESCAPE':
      return 'not an escape that YAML knows in double quotes; a backslash itself is written \\\\'
    case 'BAD_ALIAS':
      return 'this alias has no name or no anchor before it'
    case 'ALIAS_PROPS':
      return 'an alias takes no anchor or tag'
    case 'MULTIPLE_ANCHORS':
      return 'a node takes one anchor'
    case 'MULTIPLE_TAGS':
      return 'a node takes one tag'
    case 'BLOCK_IN_FLOW':
      return 'a block list or map cannot stand inside brackets or braces'
    case 'BAD_COLLECTION_TYPE':
      return 'the tag does not fit this collection'
    case 'MULTIPLE_DOCS':
      return 'a second document begins here; divide them by a line ---'
    case 'KEY_OVER_1024_CHARS':
      return 'a key has at most 1,024 characters'
    case 'RESOURCE_EXHAUSTION':
      return 'nested too deep to be read'
    case 'BAD_DIRECTIVE':
    case 'BAD_PROP_ORDER':
    case 'DUPLICATE_KEY':
    case 'IMPOSSIBLE':
    case 'NON_STRING_KEY':
    case 'TAG_RESOLVE_FAILED':
    case 'UNEXPECTED_TOKEN':
      return 'this does not belong here; check the quotes, colons and indentation around it'
  }
}

function missing(message: string): string {
  const quote = /closing ('|")quote/.exec(message.replace(/(single|double) /, ''))
  if (quote !== null || /quote/.test(message)) return 'expected a closing quote'
  if (/blank|space/i.test(message)) return 'expected a blank behind this character'
  const expected = /end with (?:a )?([\]}])/.exec(message)?.[1]
  if (expected !== undefined) return `expected ${expected} to close this`
  return /comma|,/.test(message) ? 'expected a comma between the items' : 'something is missing here: a colon, a comma or a closing bracket'
}
