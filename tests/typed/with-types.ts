import { join } from 'node:path'

/** What makes the parser build types for a program. */
export const withTypes = {
  projectService: true,
  tsconfigRootDir: join(import.meta.dirname, 'fixtures'),
}
