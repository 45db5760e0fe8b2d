/** How many names are remembered; then all are forgotten. Programs use the same ones over and over. */
const mostNames = 4_000

/** The same function of a name, with a memory: what a name says does not change from one file to the next. */
export function byName<Answer>(answer: (name: string) => Answer): (name: string) => Answer {
  // The keys of an object are copies: those of a map would keep the texts alive that the names were cut out of.
  let known = Object.create(null) as Record<string, { readonly answer: Answer } | undefined>
  let size = 0
  return name => {
    const remembered = known[name]
    if (remembered) return remembered.answer
    if (size === mostNames) {
      known = Object.create(null) as typeof known
      size = 0
    }
    size++
    const found = answer(name)
    known[name] = { answer: found }
    return found
  }
}
