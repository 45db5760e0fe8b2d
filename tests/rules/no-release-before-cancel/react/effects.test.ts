import { testRule } from '../tester.js'

testRule('effect with clean-up', {
  valid: [
    {
      name: 'the interval is cleared before the ref is emptied',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function Player({ url }: Props) {
  const player = useRef<Video | null>(null)
  useEffect(() => {
    player.current = new Video(url)
    const timer = setInterval(() => { player.current!.tick() }, 100)
    return () => {
      clearInterval(timer)
      player.current = null
    }
  }, [url])
  return <div />
}
`,
    },
    {
      name: 'the frame is cancelled first',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function useLoop() {
  const canvas = useRef<Canvas | null>(null)
  const frame = useRef(0)
  const draw = useCallback(() => {
    canvas.current!.paint()
    frame.current = requestAnimationFrame(draw)
  }, [])
  useEffect(() => {
    canvas.current = makeCanvas()
    draw()
    return () => {
      cancelAnimationFrame(frame.current)
      canvas.current = null
    }
  }, [draw])
}
`,
    },
  ],
  invalid: [
    {
      name: 'the ref is emptied before the interval is cleared',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function Player({ url }: Props) {
  const player = useRef<Video | null>(null)
  useEffect(() => {
    player.current = new Video(url)
    const timer = setInterval(() => { player.current!.tick() }, 100)
    return () => {
      player.current = null
      clearInterval(timer)
    }
  }, [url])
  return <div />
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'player.current', released: 'released', task: 'the interval `timer` on line 6', cancel: 'line 9 clears it' },
        line: 8, column: 7, endLine: 8, endColumn: 21,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function Player({ url }: Props) {
  const player = useRef<Video | null>(null)
  useEffect(() => {
    player.current = new Video(url)
    const timer = setInterval(() => { player.current!.tick() }, 100)
    return () => {
      clearInterval(timer)
      player.current = null
    }
  }, [url])
  return <div />
}
` }],
      }],
    },
    {
      name: 'the handle is kept in a ref as well',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function Player({ url }: Props) {
  const player = useRef<Video | null>(null)
  const timer = useRef<Timer>()
  useEffect(() => {
    player.current = new Video(url)
    timer.current = setInterval(() => { player.current!.tick() }, 100)
    return () => {
      player.current = null
      clearInterval(timer.current)
    }
  }, [url])
  return <div />
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'player.current', released: 'released', task: 'the interval `timer.current` on line 7', cancel: 'line 10 clears it' },
        line: 9, column: 7, endLine: 9, endColumn: 21,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function Player({ url }: Props) {
  const player = useRef<Video | null>(null)
  const timer = useRef<Timer>()
  useEffect(() => {
    player.current = new Video(url)
    timer.current = setInterval(() => { player.current!.tick() }, 100)
    return () => {
      clearInterval(timer.current)
      player.current = null
    }
  }, [url])
  return <div />
}
` }],
      }],
    },
    {
      name: 'a hook of our own, the frame is asked for again by its callback',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
export function useLoop() {
  const canvas = useRef<Canvas | null>(null)
  const frame = useRef(0)
  const draw = useCallback(() => {
    canvas.current!.paint()
    frame.current = requestAnimationFrame(draw)
  }, [])
  useEffect(() => {
    canvas.current = makeCanvas()
    draw()
    return () => {
      canvas.current = null
      cancelAnimationFrame(frame.current)
    }
  }, [draw])
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'canvas.current', released: 'released', task: 'the frame callback `frame.current` on line 7', cancel: 'line 14 cancels it',
        },
        line: 13, column: 7, endLine: 13, endColumn: 21,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function useLoop() {
  const canvas = useRef<Canvas | null>(null)
  const frame = useRef(0)
  const draw = useCallback(() => {
    canvas.current!.paint()
    frame.current = requestAnimationFrame(draw)
  }, [])
  useEffect(() => {
    canvas.current = makeCanvas()
    draw()
    return () => {
      cancelAnimationFrame(frame.current)
      canvas.current = null
    }
  }, [draw])
}
` }],
      }],
    },
  ],
})
