import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Dockerfile, readDocument } from '../../../server/src/languages/dockerfile/document.ts'
import { dockerfileRules } from '../../../server/src/languages/dockerfile/rules/index.ts'
import type { Rule } from '../../../server/src/rules/rule.ts'
import { run } from '../../../server/src/rules/run.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { withoutCarets } from '../../support/carets.ts'

const ofHadolint = dockerfileRules.filter(({ id }) => /^DL|^hadolint/.test(id))

/** Fixes that only do the first half: a step has to go, or a stage has to be looked at again. */
const halves = new Set(['Change to ADD'])

for (const rule of ofHadolint) {
  test(`fixes of ${rule.id} mend what they are offered for`, () => {
    for (const text of rule.examples.bad.map(withoutCarets)) {
      for (const finding of findings(rule, text)) {
        const { message } = finding
        for (const { title, edits } of fixesOf(finding)) {
          const after = apply(text, edits)
          const often = (document: string) => findings(rule, document).filter((one) => one.message === message).length
          assert.notEqual(after, text)
          assert.ok(halves.has(title) || often(after) < often(text), `${rule.id}: "${title}" does not mend "${message}":\n${after}`)
          assert.deepEqual(readDocument(after).tree.errors, [], after)
        }
      }
    }
  })
}

test('fixes keep comments, continuations and the layout around them', () => {
  const cases: readonly (readonly [rule: string, before: string, after: string])[] = [
    [
      'DL3014',
      'RUN apt-get update \\\n  # why\n  && apt-get install \\\n    git=1',
      'RUN apt-get update \\\n  # why\n  && apt-get install -y \\\n    git=1',
    ],
    ['DL3014', 'RUN ["apt-get", "install", "git=1"]', 'RUN ["apt-get", "install", "-y", "git=1"]'],
    ['DL3015', 'ONBUILD RUN apt-get install -y git=1', 'ONBUILD RUN apt-get install --no-install-recommends -y git=1'],
    [
      'DL3009',
      'RUN apt-get update \\\n  # c\n  && apt-get upgrade',
      'RUN apt-get update \\\n  # c\n  && apt-get upgrade && rm -rf /var/lib/apt/lists/*',
    ],
    ['DL3019', 'RUN <<EOF\nset -e\napk add git=1\nEOF', 'RUN <<EOF\nset -e\napk add --no-cache git=1\nEOF'],
    ['DL3027', 'RUN if true; then apt search x; fi', 'RUN if true; then apt-cache search x; fi'],
    ['DL3027', 'RUN ["apt", "update"]', 'RUN ["apt-get", "update"]'],
    ['DL3003', '# a\n# hadolint ignore=DL3059\nRUN cd /srv && \\\n    make', 'WORKDIR /srv\n# a\n# hadolint ignore=DL3059\nRUN make'],
    ['DL3004', 'RUN a && \\\n  sudo   b c', 'RUN a && \\\n  b c'],
    ['DL3020', 'add --chown=1:1 a b /x/', 'copy --chown=1:1 a b /x/'],
    ['DL3021', 'COPY a \\\n  b \\\n  "/x"', 'COPY a \\\n  b \\\n  "/x/"'],
    ['DL3021', 'COPY ["a", "b", "/x"]', 'COPY ["a", "b", "/x/"]'],
    ['DL3044', 'ENV A=1 \\\n    B=$A C=3', 'ENV A=1\nENV B=$A C=3'],
    ['DL3048', 'LABEL Version="1 2"', 'LABEL version="1 2"'],
    ['DL3059', 'RUN a \\\n  --b\nRUN c', 'RUN a \\\n  --b \\\n    && c'],
    ['DL4005', 'RUN ln -sf /bin/bash /bin/sh', 'SHELL ["/bin/bash", "-c"]'],
    ['DL4006', '  RUN a | b', '  SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n  RUN a | b'],
  ]
  for (const [id, before, after] of cases) assert.equal(fixed(id, `FROM debian:12\n${before}\n`), `FROM debian:12\n${after}\n`, id)
})

test('nothing is offered that would change more than it mends', () => {
  const cases: readonly (readonly [rule: string, text: string])[] = [
    ['DL3009', 'RUN apt-get update # tail'],
    ['DL3009', 'RUN ["apt-get", "update"]'],
    ['DL3003', 'RUN a && cd /srv'],
    ['DL3003', 'RUN cd /srv; make'],
    ['DL3003', 'RUN cd $X && make'],
    ['DL3004', 'RUN sudo -u app b'],
    ['DL3020', 'ADD a.tar.gz b /x/'],
    ['DL3027', 'RUN apt list'],
    ['DL3044', 'ENV A=1 \\\n# c\n B=$A'],
    ['DL3048', 'LABEL a..B=1'],
    ['DL3059', 'RUN a\n# c\nRUN b'],
    ['DL4005', 'RUN ln -sf /bin/bash /bin/sh && a'],
  ]
  for (const [id, text] of cases) assert.equal(fixed(id, `FROM debian:12\n${text}\n`), undefined, `${id}: ${text}`)
})

function fixed(id: string, text: string): string | undefined {
  const rule = ofHadolint.find((one) => one.id === id)
  assert.ok(rule, id)
  const [finding] = findings(rule, text)
  assert.ok(finding, `${id} says nothing about ${text}`)
  const [fix] = fixesOf(finding)
  return fix && apply(text, fix.edits)
}

function findings(rule: Rule<Dockerfile>, text: string): readonly Finding[] {
  return run([rule], readDocument(text), { settings: { [rule.id]: 'warning' } })
}
