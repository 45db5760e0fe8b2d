import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

const lineOf = (node: TSESTree.Node): number => node.loc.start.line

/** Answers that come too late: 'id: waits@3, shows@4'. */
const supersededIn = (code: string): readonly string[] => factsOf(code).supersededAnswers.map(({ key, request, show }) =>
  `${key.path}: waits@${lineOf(request.wait)}, shows@${lineOf(show.at)}`)

const hook = (effect: string): readonly string[] => supersededIn(`function useUser() { const props = useParams(); const page = useSearchParams()
  const [user, setUser] = useState()
  const [error, setError] = useState()
  useEffect(() => { ${effect} }, [props.id, page])
  return { user, error }
}`)

describe('a superseded answer', () => {
  it('is about what the effect depends on, and names it', () => {
    expect(hook('fetchUser(props.id).then(setUser)')).toEqual(['props.id: waits@4, shows@4'])
    expect(hook('fetchUser({ page }).then(setUser)')).toEqual(['page: waits@4, shows@4'])
  })

  it('is followed through locals', () => {
    expect(hook(`const url = '/' + props.id
    void (async () => { const response = await fetch(url)
    const answer = await response.json()
    setUser(answer) })()`)).toEqual(['props.id: waits@5, shows@7'])
  })

  it('is told once for each effect', () => {
    expect(hook('void (async () => { const all = await fetchAll(page); setUser(all[0]); setError(all[1]) })()')).toHaveLength(1)
  })

  it('is none that nobody has waited for', () => {
    expect(hook('setUser(known.get(props.id)); void (async () => { await log(props.id); setError(undefined) })()')).toEqual([])
  })
})
