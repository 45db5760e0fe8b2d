/**
 * The one object of its kind in this thread, also when several copies of this package are loaded: with an object for each copy, they
 * would work against each other. `make` is called by the first one that asks. Bump the version when the shape of an object changes.
 */
export function onePerThread<T extends object>(name: string, make: () => T): T {
  const key = Symbol.for(`eslint-plugin-teardown/${name}@1`)
  const registry = globalThis as unknown as Record<symbol, T | undefined>
  return registry[key] ??= make()
}
