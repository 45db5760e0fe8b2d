import { testRule } from './tester.js'

testRule('a second event starts the timer again', {
  valid: [
    {
      name: 'cleared first',
      code: `
        function Tip({ delay }) {
          const timer = useRef(undefined)
          const [visible, setVisible] = useState(false)
          const show = () => {
            clearTimeout(timer.current)
            timer.current = setTimeout(() => setVisible(true), delay)
          }
          const hide = () => {
            clearTimeout(timer.current)
            setVisible(false)
          }
          return <b onMouseEnter={show} onFocus={show} onMouseLeave={hide} onBlur={hide}>{visible ? 'x' : ''}</b>
        }
      `,
    },
    {
      name: 'one event',
      code: `
        function Tip({ delay }) {
          const timer = useRef(undefined)
          const [visible, setVisible] = useState(false)
          const show = () => {
            timer.current = setTimeout(() => setVisible(true), delay)
          }
          const hide = () => {
            clearTimeout(timer.current)
            setVisible(false)
          }
          return <b onMouseEnter={show} onMouseLeave={hide}>{visible ? 'x' : ''}</b>
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'two events of one element',
      code: `
        function Tip({ delay }) {
          const timer = useRef(undefined)
          const [visible, setVisible] = useState(false)
          const show = () => {
            timer.current = setTimeout(() => setVisible(true), delay)
          }
          const hide = () => {
            clearTimeout(timer.current)
            setVisible(false)
          }
          return <b onMouseEnter={show} onFocus={show} onMouseLeave={hide} onBlur={hide}>{visible ? 'x' : ''}</b>
        }
      `,
      errors: [
        {
          messageId: 'overwritten',
          data: {
            first: 'onMouseEnter',
            second: 'onFocus',
            home: '`show()`',
            cell: 'timer.current',
          },
          line: 6, column: 13, endLine: 6, endColumn: 26,
          suggestions: [],
        },
      ],
    },
  ],
})
