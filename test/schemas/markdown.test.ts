import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstSentence, markdown } from '../../schemas/build/markdown.ts'

test('paragraphs, code, emphasis and links', () => {
  assert.equal(markdown('<p>One <code>a</code>.</p> <p>Two\n  lines.</p>'), 'One `a`.\n\nTwo lines.')
  assert.equal(
    markdown('<p>See <a href="https://x.example/y">the <code>guide</code></a> in <i>Developer Guide</i>.</p>'),
    'See [the `guide`](https://x.example/y) in *Developer Guide*.',
  )
  assert.equal(markdown('<p><b>Bold</b> and <i> spaced </i>word</p>'), '**Bold** and *spaced* word')
  assert.equal(markdown('plain text'), 'plain text')
  assert.equal(markdown(''), '')
})

test('code keeps what is in it and loses the blanks around it', () => {
  assert.equal(markdown('<p>With <code> <i>repository</i>/<i>image</i> </code>. Next</p>'), 'With `repository/image`. Next')
  assert.equal(markdown('<p><code>&lt;region&gt;*_x</code></p>'), '`<region>*_x`')
  assert.equal(markdown("<p><code>--format '\\{\\{.Server\\}\\}'</code></p>"), "`--format '{{.Server}}'`")
  assert.equal(markdown('<p><code>a ` b</code></p>'), '`` a ` b ``')
})

test('entities are characters, and characters that mean something to Markdown are escaped', () => {
  assert.equal(markdown('<p>a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>'), 'a \\<b> & "c" \'d\'')
  assert.equal(markdown('<p>net.* and _x_ but snake_case</p>'), 'net.\\* and \\_x\\_ but snake_case')
})

test('lists, also in lists and with several paragraphs an item', () => {
  assert.equal(markdown('<p>Two:</p> <ul> <li> <p>a</p> </li> <li> <p>b</p> <p>more</p> </li> </ul>'), 'Two:\n\n- a\n- b\n\n  more')
  assert.equal(markdown('<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>'), '- a\n\n  - b')
  assert.equal(markdown('<ol><li><p>first</p></li><li>second</li></ol>'), '1. first\n2. second')
  assert.equal(
    markdown('<dl><dt>mode</dt> <dd> <p>Required: No</p> <p>What</p> </dd> <dt><code>x</code></dt><dd><p>y</p></dd></dl>'),
    '- **mode**: Required: No\n\n  What\n- **x**: y',
  )
})

test('notes are quotes', () => {
  assert.equal(markdown('<p>a</p> <note> <p>b</p> <p>c</p> </note>'), 'a\n\n> **Note:** b\n>\n> c')
  assert.equal(markdown('<important> <p>b</p> <ul><li><p>c</p></li></ul> </important>'), '> **Important:** b\n>\n> - c')
})

test('text that does not close its tags is not lost', () => assert.equal(markdown('<p>a <ul><li>b'), 'a\n\n- b'))

test('the first sentence, without markup', () => {
  assert.equal(firstSentence('<p>The <code>x</code> of it. More follows.</p><p>Other.</p>'), 'The x of it.')
  assert.equal(firstSentence('<p>For example, e.g. This one. Next.</p>'), 'For example, e.g. This one.')
  assert.equal(firstSentence('<p>Version 1.4.0 or later</p>'), 'Version 1.4.0 or later')
  assert.equal(firstSentence('<p>A file has the .env extension. B.</p>'), 'A file has the .env extension.')
  assert.equal(firstSentence(''), '')
})
