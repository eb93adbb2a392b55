/**
 * Values that are not values yet: what a template engine, envsubst or a deploy script will fill in.
 * `${VAR}`, `$VAR`, `{{ x }}`, `{% x %}`, `<IMAGE>`, `<%= x %>`, `$$X$$`, `%X%`. They are never judged.
 */
const inText = /\$\{[^}]*\}|\$+[A-Za-z_]\w*|\{\{.*?\}\}|\{%.*?%\}|<[A-Za-z%][^<>]*>|%[A-Za-z_]\w*%|@@?[A-Za-z_]\w*@@?(?![\w.])/s

/** The same where they stand without quotes in the place of a value or key. */
const bare = /\$\{[^}\n]*\}|\$+[A-Za-z_]\w*\$*|\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|<[A-Za-z%][^<>\n]*>|%[A-Za-z_]\w*%/y

/** Whether a string contains a part that something else will fill in. */
export function hasPlaceholder(value: string): boolean {
  return /[$<{%@]/.test(value) && inText.test(value)
}

/** Where an unquoted placeholder that begins at `start` ends, or undefined if none begins there. */
export function barePlaceholderEnd(text: string, start: number): number | undefined {
  bare.lastIndex = start
  return bare.test(text) ? bare.lastIndex : undefined
}
