/** Stands for a module of Node: reading any of its members gives a function that does nothing. */
const nothing = (): undefined => undefined

const absent: object = new Proxy(nothing, { get: (_, name) => name === '__esModule' ? undefined : nothing })

export default absent
