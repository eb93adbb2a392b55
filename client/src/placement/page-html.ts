/** What the page of the panel is made of, as addresses that the webview may load. */
export interface PageParts {
  /** Where the webview's own resources come from, as VS Code names it for a policy. */
  readonly cspSource: string
  readonly script: string
  readonly style: string
  /** Unguessable, new for every page: the only script that carries it runs. */
  readonly nonce: string
}

/** The empty page: a policy that allows one script and one style sheet of our own and nothing else, no network, no markup that runs. */
export function pageHtml({ cspSource, script, style, nonce }: PageParts): string {
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>Placement</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>
`
}
