import { testRule } from '../tester.js'

testRule('class component', {
  valid: [
    {
      name: 'the subscription ends before the map is dropped',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
class MapView extends React.Component {
  map: WorldMap | null = null
  subscription?: Subscription

  componentDidMount() {
    this.map = new WorldMap()
    this.subscription = positions.subscribe(position => { this.map!.center(position) })
  }

  componentWillUnmount() {
    this.subscription?.unsubscribe()
    this.map = null
  }

  render() {
    return <div />
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the map is dropped before the subscription ends',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      code: `
class MapView extends React.Component {
  map: WorldMap | null = null
  subscription?: Subscription

  componentDidMount() {
    this.map = new WorldMap()
    this.subscription = positions.subscribe(position => { this.map!.center(position) })
  }

  componentWillUnmount() {
    this.map = null
    this.subscription?.unsubscribe()
  }

  render() {
    return <div />
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: {
          cell: 'this.map', released: 'released', task: 'the subscription `this.subscription` on line 8', cancel: 'line 13 removes it',
        },
        line: 12, column: 5, endLine: 12, endColumn: 13,
        suggestions: [{ messageId: 'cancelFirst', output: `
class MapView extends React.Component {
  map: WorldMap | null = null
  subscription?: Subscription

  componentDidMount() {
    this.map = new WorldMap()
    this.subscription = positions.subscribe(position => { this.map!.center(position) })
  }

  componentWillUnmount() {
    this.subscription?.unsubscribe()
    this.map = null
  }

  render() {
    return <div />
  }
}
` }],
      }],
    },
  ],
})
