import { testTold } from './told.js'

testTold('what runs only while the object is made', [
  {
    name: 'init() of the constructor',
    code: `
      export class Panel {
        private view: View | null
        constructor() { this.init() }
        private init() { this.view = null; this.count = 0 }
        async show() { if (!this.view) this.view = make(); await paint(); this.view.focus() }
      }
    `,
  },
  {
    name: 'a public init()',
    code: `
      export class Panel {
        view
        constructor() { this.init() }
        init() { this.view = null; this.count = 0 }
        async show() { if (!this.view) this.view = make(); await paint(); this.view.focus() }
      }
    `,
  },
  {
    name: 'init() that restart() calls again',
    code: `
      export class Panel {
        view: View | null
        constructor() { this.init() }
        init() { this.view = null; this.count = 0 }
        restart() { this.init() }
        async show() { if (!this.view) this.view = make(); await paint(); this.view.focus() }
      }
    `,
    told: ['async show() { if (!this.view) this.view = make(); await paint(); this.view.focus() }'],
  },
  {
    name: 'reset() is there to be called again',
    code: `
      export class Panel {
        view
        constructor() { this.reset() }
        reset() { this.view = null; this.count = 0 }
        async show() { if (!this.view) this.view = make(); await paint(); this.view.focus() }
      }
    `,
    told: ['async show() { if (!this.view) this.view = make(); await paint(); this.view.focus() }'],
  },
  {
    name: 'a private method of new objects alone',
    code: `
      class Conn {
        private job: Job | null = null
        async start() { this.job = make(); await ready(); this.job.run() }
        private drop() { this.job = null }
        retry() { const other = new Conn(); other.drop() }
      }
    `,
  },
])
