import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** In System32 by its full path: whatever else bears the name in PATH or in the working directory is not run. */
export function taskkillPath(): string {
  return join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe')
}

/** What taskkill exits with when there is no such process. */
const notFound = 128

/** Ends a process and its descendants on Windows; only the process itself when taskkill cannot be run, or fails. */
export function endTree(pid: number): void {
  const endProcess = (): void => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  try {
    const taskkill = spawn(taskkillPath(), ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true })
    taskkill.on('error', endProcess).on('exit', (code) => { if (code !== 0 && code !== notFound) endProcess() }).unref()
  } catch {
    endProcess()
  }
}
