// Draws client/media/icon.png from icon.svg: the Marketplace takes no SVG. Run it after a change of the drawing.
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { chromiumArguments, chromium as pathOfChromium } from './chromium.mjs'

const browser = await chromium.launch({ executablePath: pathOfChromium(), args: chromiumArguments })
const page = await browser.newPage({ viewport: { width: 256, height: 256 } })
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${readFileSync('client/media/icon.svg', 'utf8')}`)
await page.screenshot({ path: 'client/media/icon.png', omitBackground: true })
await browser.close()
