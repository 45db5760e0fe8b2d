/** Methods that end the resource they are called on. They are releases under `strict` only: null is the report's own case. */
export const closers: ReadonlySet<string> = new Set(['close', 'destroy', 'dispose'])
