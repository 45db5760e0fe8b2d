import { spawn } from 'node:child_process'

/** What a finished command left behind. */
export interface Outcome {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end; a failing command is an outcome, a command that cannot be started is an error. */
export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...inherited(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => { stdout += chunk })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => { stderr += chunk })
    child.on('error', reject)
    child.on('close', (exitCode) => { resolve({ exitCode, stdout, stderr: withoutNoise(stderr) }) })
  })
}

// Some machines keep settings in ~/.npmrc that newer versions of npm complain about.
const withoutNoise = (stderr: string): string =>
  stderr.split('\n').filter((line) => !/Unknown (?:user|env) config/.test(line)).join('\n')

// `npm test` and vitest describe themselves to their children: a consumer's project must see neither.
function inherited(): NodeJS.ProcessEnv {
  const foreign = /^(?:npm_(?:package|lifecycle|command|config_local_prefix)|INIT_CWD$|VITEST|NODE_(?:ENV|OPTIONS)$|FORCE_COLOR$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}
