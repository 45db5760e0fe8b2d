import { testRule } from '../tester.js'

testRule('what annotations clear, without a compiler', {
  valid: [
    {
      name: 'a readonly field',
      code: `
  class Client {
    private readonly link: Link | null = null
    constructor(watch: Watch) { watch.end(() => { Object.assign(this, { link: null }) }) }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      await turn
      this.link.ping()
    }
  }
`,
    },
    {
      name: 'a call that never returns, by its annotation',
      code: `
  class Client {
    private link: Link | null = null
    stop(): void { this.link = null }
    private fail(): never { throw new Error('gone') }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      await turn
      if (this.link === null) this.fail()
      this.link.ping()
    }
  }
`,
    },
    {
      name: 'an await of what is no promise by its annotation',
      code: `
  interface Names { first(): string[] }
  class Client {
    private link: Link | null = null
    constructor(private readonly names: Names) {}
    stop(): void { this.link = null }
    async run(): Promise<void> {
      if (!this.link) return
      await this.names.first()
      this.link.ping()
    }
  }
`,
    },
  ],
  invalid: [
    {
      name: 'a field that is not readonly',
      code: `
  class Client {
    private link: Link | null = null
    stop(): void { this.link = null }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      await turn
      this.link.ping()
    }
  }
`,
      errors: [{
        messageId: 'dereferences', line: 8, column: 7, endLine: 8, endColumn: 16,
        suggestions: [{
          messageId: 'compare',
          output: `
  class Client {
    private link: Link | null = null
    stop(): void { this.link = null }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      const link = this.link
      await turn
      if (this.link !== link) return
      this.link.ping()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a readonly field that the file writes all the same',
      code: `
  class Client {
    private readonly link: Link | null = null
    stop(): void { (this as { link: Link | null }).link = null }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      await turn
      this.link.ping()
    }
  }
`,
      errors: [{
        messageId: 'dereferences', line: 8, column: 7, endLine: 8, endColumn: 16,
        suggestions: [{
          messageId: 'compare',
          output: `
  class Client {
    private readonly link: Link | null = null
    stop(): void { (this as { link: Link | null }).link = null }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      const link = this.link
      await turn
      if (this.link !== link) return
      this.link.ping()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'a type without null that the file contradicts',
      code: `
  class Client {
    private link: Link = connect()
    stop(): void { this.link = null! }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      await turn
      this.link.ping()
    }
  }
`,
      errors: [{
        messageId: 'dereferences', line: 8, column: 7, endLine: 8, endColumn: 16,
        suggestions: [{
          messageId: 'compare',
          output: `
  class Client {
    private link: Link = connect()
    stop(): void { this.link = null! }
    async run(turn: Promise<void>): Promise<void> {
      if (!this.link) return
      const link = this.link
      await turn
      if (this.link !== link) return
      this.link.ping()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an await of a promise by its annotation',
      code: `
  interface Names { first(): Promise<string[]> }
  class Client {
    private link: Link | null = null
    constructor(private readonly names: Names) {}
    stop(): void { this.link = null }
    async run(): Promise<void> {
      if (!this.link) return
      await this.names.first()
      this.link.ping()
    }
  }
`,
      errors: [{
        messageId: 'dereferences', line: 10, column: 7, endLine: 10, endColumn: 16,
        suggestions: [{
          messageId: 'compare',
          output: `
  interface Names { first(): Promise<string[]> }
  class Client {
    private link: Link | null = null
    constructor(private readonly names: Names) {}
    stop(): void { this.link = null }
    async run(): Promise<void> {
      if (!this.link) return
      const link = this.link
      await this.names.first()
      if (this.link !== link) return
      this.link.ping()
    }
  }
`,
        }],
      }],
    },
    {
      name: 'an await of what nobody looks at',
      code: `
  interface Names { first(): void }
  class Client {
    private link: Link | null = null
    constructor(private readonly names: Names) {}
    stop(): void { this.link = null }
    async run(): Promise<void> {
      if (!this.link) return
      await this.names.first()
      this.link.ping()
    }
  }
`,
      errors: [{
        messageId: 'dereferences', line: 10, column: 7, endLine: 10, endColumn: 16,
        suggestions: [{
          messageId: 'compare',
          output: `
  interface Names { first(): void }
  class Client {
    private link: Link | null = null
    constructor(private readonly names: Names) {}
    stop(): void { this.link = null }
    async run(): Promise<void> {
      if (!this.link) return
      const link = this.link
      await this.names.first()
      if (this.link !== link) return
      this.link.ping()
    }
  }
`,
        }],
      }],
    },
  ],
})
