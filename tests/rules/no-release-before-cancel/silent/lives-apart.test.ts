import { testRule } from '../tester.js'

testRule('a leak needs two that have begun together', {
  valid: [
    {
      name: 'a call comes and goes while the conference listens',
      code: `
class Conference {
  join() {
    this.room.on('state', this.onState)
  }
  onState = () => {
    this.call.refresh()
  }
  startCall() {
    this.call = new Call()
  }
  endCall() {
    this.call = null
  }
  leave() {
    this.room.off('state', this.onState)
    this.call = null
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the call begins where the conference begins to listen',
      code: `
class Conference {
  join() {
    this.call = new Call()
    this.room.on('state', this.onState)
  }
  onState = () => {
    this.call.refresh()
  }
  endCall() {
    this.call = null
  }
  leave() {
    this.room.off('state', this.onState)
    this.call = null
  }
}
`,
      errors: [{
        messageId: 'leak', line: 11, column: 5, endLine: 11, endColumn: 14,
        data: { cell: 'this.call', released: 'released', task: "the 'state' listener on line 5", cancel: 'line 14 removes it' },
      }],
    },
    {
      name: 'it begins there by way of an own function',
      code: `
class Conference {
  join() {
    this.startCall()
    this.room.on('state', this.onState)
  }
  onState = () => {
    this.call.refresh()
  }
  startCall() {
    this.call = new Call()
  }
  endCall() {
    this.call = null
  }
  leave() {
    this.room.off('state', this.onState)
    this.call = null
  }
}
`,
      errors: [{
        messageId: 'leak', line: 14, column: 5, endLine: 14, endColumn: 14,
        data: { cell: 'this.call', released: 'released', task: "the 'state' listener on line 5", cancel: 'line 17 removes it' },
      }],
    },
  ],
})
