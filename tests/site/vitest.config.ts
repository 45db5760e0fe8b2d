import { defineConfig } from 'vitest/config'

// The pages of the site as files: needs site/ (npm run site:pages). tests/playground looks at them in a browser.
export default defineConfig({ test: { include: ['tests/site/*.test.ts'] } })
