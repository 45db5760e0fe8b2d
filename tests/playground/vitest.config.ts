import { defineConfig } from 'vitest/config'

// The playground in a real browser: needs site/playground (npm run playground) and Chromium. TEARDOWN_CHROMIUM is its path,
// /usr/bin/chromium unless set. TEARDOWN_SCREENSHOTS is a folder to leave screenshots in.
export default defineConfig({
  test: { include: ['tests/playground/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, disableConsoleIntercept: true },
})
