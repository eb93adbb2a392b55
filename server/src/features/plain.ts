/** Markdown as plain text, for clients that show it as it comes: marks go, addresses of links stay in brackets. */
export function plainOf(markdown: string): string {
  return markdown
    .replace(/^(```|~~~).*\n?/gm, '')
    .replace(/^#+\s+/gm, '')
    .replace(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_, label: string, address: string) =>
      label === address ? label : `${label} (${address})`,
    )
    .replace(/(\*\*|__)(.*?)\1/g, '$2')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, '$1')
    .trim()
}
