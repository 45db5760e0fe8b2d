import { testRule } from './tester.js'

testRule('a listener that a teardown leaves', {
  valid: [
    {
      name: 'the teardown removes both',
      code: `
        class Net {
          open() {
            window.addEventListener('online', this.retry)
            window.addEventListener('focus', this.look)
          }
          close() {
            window.removeEventListener('online', this.retry)
            window.removeEventListener('focus', this.look)
          }
        }
      `,
    },
    {
      name: 'somebody else removes it, or all',
      code: `
        class Net {
          open() {
            window.addEventListener('online', this.retry)
            bus.on('lost', this.retry)
            bus.on('found', this.look)
          }
          calm() { window.removeEventListener('online', this.retry) }
          close() {
            window.removeEventListener('focus', this.look)
            bus.off('found', this.look)
            bus.removeAllListeners()
          }
        }
      `,
    },
    {
      name: 'it is heard once, or until a signal aborts',
      code: `
        class Net {
          open() {
            window.addEventListener('load', this.look, { once: true })
            window.addEventListener('online', this.retry, { signal: this.until })
            bus.once('found', this.look)
          }
          close() {
            window.removeEventListener('focus', this.look)
            bus.off('lost', this.look)
          }
        }
      `,
    },
    {
      name: 'what it listens to is ended',
      code: `
        class Net {
          open() {
            this.link.on('data', this.read)
            this.link.on('drain', this.write)
          }
          close() {
            this.link.off('data', this.read)
            this.link.destroy()
          }
        }
      `,
    },
    {
      name: 'another owner removes its own',
      code: `
        class Net {
          open() { window.addEventListener('online', this.retry) }
        }
        class View {
          close() { window.removeEventListener('focus', this.look) }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'in a class',
      code: `
        class Net {
          open() {
            window.addEventListener('online', this.retry)
            window.addEventListener('focus', this.look)
          }
          close() { window.removeEventListener('focus', this.look) }
        }
      `,
      errors: [{ messageId: 'listener', line: 4, column: 13, endLine: 4, endColumn: 36 }],
    },
    {
      name: 'in an effect',
      code: `
        function Tip({ hide, look }) {
          useEffect(() => {
            document.addEventListener('keydown', hide)
            document.addEventListener('scroll', look, { passive: true })
            return () => document.removeEventListener('keydown', hide)
          }, [])
        }
      `,
      errors: [{ messageId: 'listener', line: 5, column: 13, endLine: 5, endColumn: 38 }],
    },
  ],
})

testRule('a listener of which nobody keeps what removes it', {
  valid: [
    {
      name: 'all are kept',
      code: `
        import { files } from 'host'

        class Tree {
          constructor() {
            this.toDispose.push(files.onDidChange(() => this.draw()))
            this.toDispose.push(files.onDidRename(() => this.draw()))
          }
        }
      `,
    },
    {
      name: 'none is kept',
      code: `
        import { files } from 'host'

        class Tree {
          constructor() { files.onDidRename(() => this.draw()) }
        }
      `,
    },
    {
      name: 'it is put into a list that is handed over, or listens to what the class has made',
      code: `
        import { files } from 'host'

        class Tree {
          constructor() {
            this.model = new Model()
            this.model.onDidChange(() => this.draw())
            files.onDidRename(() => this.draw(), this, this.toDispose)
            this.toDispose.push(files.onDidChange(() => this.draw()))
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'of a module, and of a field that the class is given',
      code: `
        import { files } from 'host'

        class Tree {
          constructor(store) {
            this.store = store
            this.toDispose.push(files.onDidChange(() => this.draw()))
            files.onDidRename(() => this.draw())
            this.store.onDidSave(() => this.draw())
          }
        }
      `,
      errors: [
        { messageId: 'dropped', line: 8, column: 13, endLine: 8, endColumn: 30 },
        { messageId: 'dropped', line: 9, column: 13, endLine: 9, endColumn: 33 },
      ],
    },
  ],
})

testRule('a removal that is given a new function', {
  valid: [
    {
      name: 'the function that was added',
      code: `
        const retry = () => dial()
        window.addEventListener('online', retry)
        export const close = () => window.removeEventListener('online', retry)
      `,
    },
    {
      name: 'a function that is looked up',
      code: `
        bus.off('lost', listeners.get('lost'))
        lamp.off('slowly', 200, () => done())
      `,
    },
    { name: 'a method of its own kind, with an event that is not written out', code: 'export const mute = (name, after) => lamp.off(name, () => after())' },
  ],
  invalid: [
    {
      name: 'bound, or written there',
      code: `
        class Net {
          open() { window.addEventListener('online', this.retry.bind(this)) }
          close() {
            window.removeEventListener('online', this.retry.bind(this))
            bus.off('lost', () => this.retry())
          }
        }
      `,
      errors: [
        { messageId: 'removesNothing', line: 5, column: 50, endLine: 5, endColumn: 71 },
        { messageId: 'removesNothing', line: 6, column: 29, endLine: 6, endColumn: 47 },
      ],
    },
    {
      name: 'by the method of the host, whatever the event is',
      code: `
        export const add = (target, name, listener) => target.addEventListener(name, event => listener(event.detail))
        export const off = (target, name, listener) => target.removeEventListener(name, event => listener(event.detail))
      `,
      errors: [{ messageId: 'removesNothing', line: 3, column: 89, endLine: 3, endColumn: 120 }],
    },
  ],
})
