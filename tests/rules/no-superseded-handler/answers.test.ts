import { testRule } from './tester.js'

const strict = [{ strict: true }] as [{ strict: boolean }]

/** A component that shows something about the `id` in the address: what its effect does, and upon which dependencies. */
const shown = (effect: string, dependencies = '[id]', more = ''): string => `
function User({ owner, api, teamId, onLoad }) { const { id } = useParams()
  const [user, setUser] = useState()
  const [busy, setBusy] = useState(false)
  const latest = useRef(0)
  ${more}
  useEffect(() => {
    ${effect}
  }, ${dependencies})
  return <Card user={user} busy={busy} />
}
`

const load = 'const load = async () => { setUser(await fetchUser(id)) }; load()'

testRule('an effect shows the answer to an old request', {
  valid: [
    { name: 'under recommended', code: shown('fetchUser(id).then(setUser)') },
    { name: 'a flag that the cleanup sets', code: shown(`let over = false
      fetchUser(id).then(user => { if (!over) setUser(user) })
      return () => { over = true }`) },
    { name: 'the same after an await', code: shown(`let isOver = false
      void (async () => { const user = await fetchUser(id); if (isOver) return; setUser(user) })()
      return () => { isOver = true }`) },
    { name: 'aborted', code: shown(`const controller = new AbortController()
      fetchUser(id, controller.signal).then(setUser)
      return () => controller.abort()`) },
    { name: 'a count in a ref', code: shown(`const run = ++latest.current
      fetchUser(id).then(user => { if (run === latest.current) setUser(user) })`) },
    { name: 'runs once', code: shown('fetchUser(id).then(setUser)', '[]') },
    { name: 'runs when a setter changes, which it never does', code: shown('fetchUser(id).then(setUser)', '[setUser, onLoad]') },
    { name: 'asks about nothing that changes', code: shown('fetchUsers().then(setUser)') },
    { name: 'asks another client about the same', code: shown('api.users.list().then(setUser)', '[api]') },
    { name: 'asks about the team, which is the same all day', code: shown('fetchTeam(teamId).then(setUser)', '[teamId]') },
    { name: 'asks about a property, which may be the same for as long as it lives', code: shown('fetchUser(owner).then(setUser)', '[owner]') },
    { name: 'shows nothing of the answer', code: shown('fetchUser(id).then(() => { setBusy(false) })') },
    { name: 'asks a library that knows the latest', code: shown('client.fetchQuery({ queryKey: [id] }).then(setUser)') },
    { name: 'asks only if there is nothing to show', code: shown(`if (user) return
      ${load}`) },
    { name: 'asks only one at a time', code: shown(`const load = async () => {
        if (busy) return
        setBusy(true)
        setUser(await fetchUser(id))
      }
      load()`) },
    { name: 'adds to what is shown', code: shown('fetchUser(id).then(more => { setUser([...user, ...more]) })') },
    { name: 'works on what is shown by then', code: shown('fetchUser(id).then(more => { setUser(old => merge(old, more)) })') },
    { name: 'gives back a cleanup from elsewhere', code: shown('return show(id, fetchUser(id).then(setUser))') },
    { name: 'a watcher that takes its cleanup', code: `
      const user = ref()
      watch(() => props.id, async (id, old, onCleanup) => { user.value = await fetchUser(id) })
    ` },
    { name: 'a watcher that compares the key which the next run stores', code: `
      const user = ref(), newest = ref('')
      watch(() => props.id, async id => {
        const key = keyOf(id)
        newest.value = key
        const answer = await fetchUser(id)
        if (newest.value !== key) return
        user.value = answer
      })
    `, options: strict },
    { name: 'a watcher that runs once', code: `
      const user = ref()
      watch(() => props.id, async id => { user.value = await fetchUser(id) }, { once: true })
    ` },
    { name: 'a state that only another effect sets', code: `
      function Page() {
        const [place, setPlace] = useState()
        const [map, setMap] = useState()
        useEffect(() => { setPlace(readPlace()) }, [])
        useEffect(() => { fetchMap(place).then(setMap) }, [place])
        return <Map map={map} />
      }
    ` },
  ].map(each => each.name === 'under recommended' ? each : { ...each, options: strict }),
  invalid: [
    {
      name: 'a setter for the callback',
      options: strict,
      code: shown('fetchUser(id).then(setUser)'),
      errors: [{
        messageId: 'outdates', line: 8,
        suggestions: [{
          messageId: 'unlessOver', data: { source: 'isOver' },
          output: shown(`let isOver = false
    fetchUser(id).then(answer => { if (!isOver) setUser(answer) })
    return () => {
      isOver = true
    }`),
        }],
      }],
    },
    {
      name: 'an async function of the effect',
      options: strict,
      code: shown(`const load = async () => {
      const response = await fetch(\`/users/\${id}\`)
      const user = await response.json()
      setUser(user.data)
    }
    load()`),
      errors: [{
        messageId: 'outdates', line: 11,
        suggestions: [{
          messageId: 'unlessOver', data: { source: 'isOver' },
          output: shown(`let isOver = false
    const load = async () => {
      const response = await fetch(\`/users/\${id}\`)
      const user = await response.json()
      if (isOver) return
      setUser(user.data)
    }
    load()
    return () => {
      isOver = true
    }`),
        }],
      }],
    },
    {
      name: 'a callback of the component, made for the id',
      options: strict,
      code: shown('load()', '[load]', 'const load = useCallback(async () => { setUser(await fetchUser(id)) }, [id])'),
      errors: [{ messageId: 'outdates', suggestions: [] }],
    },
    {
      name: 'a function that is given the id',
      options: strict,
      code: shown('load(id)', '[id]', 'async function load(key) { const { data } = await fetchUser(key); setUser(data) }'),
      errors: [{ messageId: 'outdates', suggestions: [] }],
    },
    {
      name: 'a cleanup that clears only a timer',
      options: strict,
      code: shown(`const timer = setTimeout(async () => { setUser(await fetchUser(id)) }, 300)
      return () => clearTimeout(timer)`),
      errors: [{ messageId: 'outdates', suggestions: [] }],
    },
    {
      name: 'what the user chooses',
      options: strict,
      code: `
        function Orders() {
          const [filter, setFilter] = useState('open')
          const [orders, setOrders] = useState([])
          const query = { filter }
          useEffect(() => {
            fetchOrders(query).then(answer => setOrders(answer.items))
          }, [query])
          return <List orders={orders} onChoose={setFilter} />
        }
      `,
      errors: [{
        messageId: 'outdates', line: 7,
        suggestions: [{
          messageId: 'unlessOver', data: { source: 'isOver' },
          output: `
        function Orders() {
          const [filter, setFilter] = useState('open')
          const [orders, setOrders] = useState([])
          const query = { filter }
          useEffect(() => {
            let isOver = false
            fetchOrders(query).then(answer => { if (!isOver) setOrders(answer.items) })
            return () => {
              isOver = true
            }
          }, [query])
          return <List orders={orders} onChoose={setFilter} />
        }
      `,
        }],
      }],
    },
    {
      name: 'a watcher',
      options: strict,
      code: `
        const user = ref()
        watch(() => props.id, async id => {
          user.value = await fetchUser(id)
        })
      `,
      errors: [{ messageId: 'outdates', line: 4, suggestions: [] }],
    },
    {
      name: 'a watcher that compares a key which no run stores',
      options: strict,
      code: `
        const user = ref(), newest = ref('')
        watch(() => props.id, async id => {
          const key = keyOf(id)
          const answer = await fetchUser(id)
          if (newest.value !== key) show(key)
          user.value = answer
        })
      `,
      errors: [{ messageId: 'outdates', line: 7, suggestions: [] }],
    },
    {
      name: 'with types',
      options: strict,
      code: `
        function useUser(): User | undefined { const { id } = useParams<'id'>()
          const [user, setUser] = useState<User>()
          useEffect(() => {
            void (async (): Promise<void> => {
              const answer = await fetchUser(id) as User
              setUser(answer)
            })()
          }, [id])
          return user
        }
      `,
      errors: [{
        messageId: 'outdates', line: 7,
        suggestions: [{
          messageId: 'unlessOver', data: { source: 'isOver' },
          output: `
        function useUser(): User | undefined { const { id } = useParams<'id'>()
          const [user, setUser] = useState<User>()
          useEffect(() => {
            let isOver = false
            void (async (): Promise<void> => {
              const answer = await fetchUser(id) as User
              if (isOver) return
              setUser(answer)
            })()
            return () => {
              isOver = true
            }
          }, [id])
          return user
        }
      `,
        }],
      }],
    },
  ],
})
