import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

let server: PreviewServer
let browser: Browser
let home: string

beforeAll(async () => {
  server = await preview({ configFile: join(root, 'docs/playground/vite.config.ts'), logLevel: 'silent', preview: { port: 0 } })
  home = server.resolvedUrls?.local[0] ?? ''
  browser = await chromium.launch({ executablePath: process.env['TEARDOWN_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

interface Look {
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
}

/** The page once it has linted its first example, what it complained of, and what it asked of other hosts. */
async function open({ colorScheme, width }: Look = { colorScheme: 'light', width: 1280 }) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 1000 } })
  const [errors, foreign]: [string[], string[]] = [[], []]
  page.on('pageerror', ({ message }) => { errors.push(message) })
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()) })
  await page.route('**', (route) => {
    if (route.request().url().startsWith(home)) return route.continue()
    foreign.push(route.request().url())
    return route.abort()
  })
  await page.goto(home)
  await told(page, /^1 report /)
  return { page, errors, foreign }
}

const told = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor()

const program = `class Client {
  socket: WebSocket | null = new WebSocket(url)
  async send(text: string) {
    if (!this.socket) return

    this.socket.send(text)
  }
  close() { this.socket = null }
}
`

async function enter(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code to check' }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

describe('the playground', () => {
  it('reports a bug as it is typed, shows its timeline, and applies its fix', async () => {
    const { page, errors, foreign } = await open()
    await enter(page, program)
    await told(page, /^Nothing to report/)
    await page.locator('.cm-line').nth(4).click()
    await page.keyboard.type('    await ready()')
    await told(page, /^1 report /)
    expect(await page.locator('#reports').innerText()).toMatch(/^Line 6\s*no-stale-guard-across-await\s[\s\S]*this\.socket was checked on line 4/)
    const marks = await page.locator('.mark').all()
    expect(await Promise.all(marks.map((each) => each.getAttribute('aria-label')))).toEqual([
      '1. Line 4, send(): checks this.socket', '2. Line 5, send(): waits: others can run',
      '3. Line 8, close(): may clear this.socket during the wait', '4. Line 6, send(): relies on the check from before the wait',
    ])
    await page.locator('.mark.writer').hover()
    expect(await page.locator('#mark').innerText()).toBe('3. Line 8, close(): may clear this.socket during the wait: this.socket = null')
    await page.getByRole('button', { name: /^Fix: / }).first().click()
    await told(page, /^Nothing to report/)
    expect(await page.locator('.cm-content').innerText()).toMatch(/await ready\(\)\s+if \(.*\) return\s+this\.socket\.send/)
    expect(errors).toEqual([])
    expect(foreign).toEqual([])
    await page.close()
  })

  it('reports the example of every rule, without an error', async () => {
    const { page, errors } = await open()
    const names = await page.locator('#example option').allInnerTexts()
    expect(names.length).toBeGreaterThan(8)
    for (const name of names) {
      await page.getByLabel('Example').selectOption(name)
      await page.locator('#reports strong').filter({ hasText: name }).first().waitFor()
      expect(await page.locator('.mark').count(), name).toBeGreaterThan(1)
    }
    expect(errors).toEqual([])
    await page.close()
  })

  it('says what is wrong with code that does not parse', async () => {
    const { page } = await open()
    await enter(page, 'class {')
    await page.locator('#reports').filter({ hasText: 'Parsing error' }).waitFor()
    await page.close()
  })

  it('works with the keyboard: a mark leads to its line', async () => {
    const { page } = await open()
    await page.locator('.mark.writer').focus()
    await page.keyboard.press('Enter')
    await page.locator('.cm-activeLine').filter({ hasText: 'this.#proc = null' }).waitFor()
    await page.close()
  })

  it.each<Look>([
    { colorScheme: 'light', width: 1280 }, { colorScheme: 'dark', width: 1280 }, { colorScheme: 'light', width: 390 },
  ])('is accessible and legible: $colorScheme, $width wide', async (look) => {
    const { page } = await open(look)
    await page.addScriptTag({ path: axe })
    const { violations } = await page.evaluate<AxeResults>('axe.run()')
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    // Nothing is wider than the page.
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    const folder = process.env['TEARDOWN_SCREENSHOTS']
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${look.colorScheme}-${look.width}.png`), fullPage: true })
    await page.close()
  })

  it('loads from a cold cache in a few seconds', async () => {
    const start = performance.now()
    const { page } = await open()
    console.log(`The playground has linted its first example ${(performance.now() - start).toFixed(0)} ms after its tab was opened.`)
    const sizes = await page.evaluate<number[]>("performance.getEntriesByType('resource').map(entry => entry.decodedBodySize)")
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8_000_000)
    await page.close()
  })
})
