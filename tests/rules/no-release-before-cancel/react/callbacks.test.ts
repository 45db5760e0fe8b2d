import { testRule } from '../tester.js'

testRule('callbacks and locals of an effect', {
  valid: [
    {
      name: 'the callback tests the ref with optional chaining',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function useKeys() {
  const game = useRef<Game | null>(null)
  const onKey = useCallback((event: KeyboardEvent) => { game.current?.press(event.key) }, [])
  useEffect(() => {
    game.current = new Game()
    window.addEventListener('keydown', onKey)
    return () => {
      game.current = null
      window.removeEventListener('keydown', onKey)
    }
  }, [onKey])
}
`,
    },
    {
      name: 'a local of the effect that the clean-up does not empty',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function Player({ url }: Props) {
  useEffect(() => {
    const player = new Video(url)
    const timer = setInterval(() => { player.tick() }, 100)
    return () => {
      player.destroy()
      clearInterval(timer)
    }
  }, [url])
  return <div />
}
`,
    },
    {
      name: 'two effects of one component end on their own',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function Player({ url }: Props) {
  const player = useRef<Video | null>(null)
  useEffect(() => {
    player.current = new Video(url)
    return () => { player.current = null }
  }, [url])
  useEffect(() => {
    const timer = setInterval(() => { player.current!.tick() }, 100)
    return () => { clearInterval(timer) }
  }, [])
  return <div />
}
`,
    },
  ],
  invalid: [
    {
      name: 'a listener given by a callback hook',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function useKeys() {
  const game = useRef<Game | null>(null)
  const onKey = useCallback((event: KeyboardEvent) => { game.current!.press(event.key) }, [])
  useEffect(() => {
    game.current = new Game()
    window.addEventListener('keydown', onKey)
    return () => {
      game.current = null
      window.removeEventListener('keydown', onKey)
    }
  }, [onKey])
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'game.current', released: 'released', task: "the 'keydown' listener on line 7", cancel: 'line 10 removes it' },
        line: 9, column: 7, endLine: 9, endColumn: 19,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function useKeys() {
  const game = useRef<Game | null>(null)
  const onKey = useCallback((event: KeyboardEvent) => { game.current!.press(event.key) }, [])
  useEffect(() => {
    game.current = new Game()
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      game.current = null
    }
  }, [onKey])
}
` }],
      }],
    },
    {
      name: 'a variable of the effect that the clean-up empties',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function Player({ url }: Props) {
  useEffect(() => {
    let player: Video | null = new Video(url)
    const timer = setInterval(() => { player!.tick() }, 100)
    return () => {
      player = null
      clearInterval(timer)
    }
  }, [url])
  return <div />
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'player', released: 'released', task: 'the interval `timer` on line 5', cancel: 'line 8 clears it' },
        line: 7, column: 7, endLine: 7, endColumn: 13,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function Player({ url }: Props) {
  useEffect(() => {
    let player: Video | null = new Video(url)
    const timer = setInterval(() => { player!.tick() }, 100)
    return () => {
      clearInterval(timer)
      player = null
    }
  }, [url])
  return <div />
}
` }],
      }],
    },
    {
      name: 'a loop under the controller of the effect',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function Log({ url }: Props) {
  const reader = useRef<LogReader | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    reader.current = open(url)
    async function follow(signal: AbortSignal) {
      while (!signal.aborted) {
        await pause(100)
        show(reader.current!.take())
      }
    }
    void follow(controller.signal)
    return () => {
      reader.current = null
      controller.abort()
    }
  }, [url])
  return <pre />
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'reader.current', released: 'released', task: '`follow()` on line 13', cancel: 'line 16 aborts it' },
        line: 15, column: 7, endLine: 15, endColumn: 21,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function Log({ url }: Props) {
  const reader = useRef<LogReader | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    reader.current = open(url)
    async function follow(signal: AbortSignal) {
      while (!signal.aborted) {
        await pause(100)
        show(reader.current!.take())
      }
    }
    void follow(controller.signal)
    return () => {
      controller.abort()
      reader.current = null
    }
  }, [url])
  return <pre />
}
` }],
      }],
    },
  ],
})
