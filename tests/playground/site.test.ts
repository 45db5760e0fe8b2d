import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser } from 'playwright-core'
import { preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { homepage } from '../../src/package.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const base = `${new URL(homepage).pathname}/`

let server: PreviewServer
let browser: Browser
let origin: string

// Needs the pages and the playground in site/ (npm run site).
beforeAll(async () => {
  server = await preview({
    configFile: false, root, base, appType: 'mpa', logLevel: 'silent', build: { outDir: 'site' }, preview: { port: 0 },
  })
  origin = new URL(server.resolvedUrls?.local[0] ?? '').origin
  browser = await chromium.launch({ executablePath: process.env['TEARDOWN_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

interface Look {
  readonly path: string
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
}

async function open({ path, colorScheme, width }: Look) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } })
  const [errors, foreign]: [string[], string[]] = [[], []]
  page.on('pageerror', ({ message }) => { errors.push(message) })
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()) })
  await page.route('**', (route) => {
    if (route.request().url().startsWith(origin)) return route.continue()
    foreign.push(route.request().url())
    return route.abort()
  })
  await page.goto(`${origin}${base}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  return { page, errors, foreign }
}

const looks: readonly Look[] = ['', 'docs/rules/no-release-before-cancel'].flatMap(path => [
  { path, colorScheme: 'light', width: 1280 },
  { path, colorScheme: 'dark', width: 1280 },
  { path, colorScheme: 'light', width: 390 },
] as const)

describe('the site', () => {
  it.each(looks)('$path is legible, $colorScheme, $width px', async (look) => {
    const { page, errors, foreign } = await open(look)
    const folder = process.env['TEARDOWN_SCREENSHOTS']
    if (folder !== undefined) await page.screenshot({ path: join(folder, `site-${look.path.replaceAll('/', '-')}-${look.colorScheme}-${String(look.width)}.png`) })
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await page.addScriptTag({ path: axe })
    const { violations } = await page.evaluate<AxeResults>('axe.run(".VPContent")')
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ html }) => html).join(' ')}`)).toEqual([])
    expect([errors, foreign]).toEqual([[], []])
    await page.close()
  })

  it('runs the example of a rule on its page, in the colors of the page', async () => {
    const { page, errors } = await open({ path: 'docs/rules/no-dead-escalation', colorScheme: 'dark', width: 1280 })
    await page.getByRole('button', { name: 'Run the example' }).click()
    const frame = page.frameLocator('.rule-playground iframe')
    await frame.getByRole('status').filter({ hasText: /^1 report / }).waitFor()
    expect(await frame.getByLabel('Example').inputValue()).toBe('no-dead-escalation')
    expect(await frame.locator('#reports strong').allTextContents()).toEqual(['no-dead-escalation'])
    expect(await frame.locator('html').getAttribute('style')).toContain('color-scheme: dark')
    const folder = process.env['TEARDOWN_SCREENSHOTS']
    if (folder !== undefined) await page.locator('.rule-playground').screenshot({ path: join(folder, 'site-embedded.png') })
    expect(errors).toEqual([])
    await page.close()
  })

  it('leads from the front page to a rule, and from there to the playground alone', async () => {
    const { page } = await open({ path: '', colorScheme: 'light', width: 1280 })
    await page.getByRole('link', { name: 'no-stale-guard-across-await' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'teardown/no-stale-guard-across-await' }).waitFor()
    const alone = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Open the playground alone' }).click()
    await (await alone).getByRole('status').filter({ hasText: /^1 report / }).waitFor()
    await page.close()
  })
})
