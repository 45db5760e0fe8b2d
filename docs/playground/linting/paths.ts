/** What linting one file needs of Node's `path`: names with slashes. */
export const sep = '/'
export const delimiter = ':'

export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const dirname = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.'
export const extname = (path: string): string => /\.[^./]+$/.exec(basename(path))?.[0] ?? ''
export const isAbsolute = (path: string): boolean => path.startsWith('/')
export const normalize = (path: string): string => path
export const join = (...parts: readonly string[]): string => parts.filter(part => part !== '').join('/')
export const resolve = (...parts: readonly string[]): string => join(...parts)
export const relative = (from: string, to: string): string => to.startsWith(`${from}/`) ? to.slice(from.length + 1) : to

const path = { sep, delimiter, basename, dirname, extname, isAbsolute, normalize, join, resolve, relative }

export const posix = path
export const win32 = path
export default path
