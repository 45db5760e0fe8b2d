import { testWithAndWithoutTypes } from './testers.js'

testWithAndWithoutTypes('TypeScript\'s own syntax, with and without types', {
  valid: [
    {
      name: 'the same in the right order',
      code: `
interface Link { ping(): void }
class Client {
  private link: Link | null = null
  private beat?: ReturnType<typeof setInterval>
  start(link: Link): void {
    this.link = link
    this.beat = setInterval(() => { this.link!.ping() }, 1000)
  }
  stop(): void {
    clearInterval(this.beat!)
    this.link = null as Link | null
  }
}
`,
    },
    {
      name: 'optional chaining on a typed field',
      code: `
interface Link { ping(): void }
class Client {
  private link: Link | null = null
  private beat?: ReturnType<typeof setInterval>
  start(): void {
    this.beat = setInterval(() => this.link?.ping(), 1000)
  }
  stop(): void {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'fields with types, assertions and non-null assertions',
      code: `
interface Link { ping(): void }
class Client {
  private link: Link | null = null
  private beat?: ReturnType<typeof setInterval>
  start(link: Link): void {
    this.link = link
    this.beat = setInterval(() => { this.link!.ping() }, 1000)
  }
  stop(): void {
    this.link = null as Link | null
    clearInterval(this.beat!)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 11, column: 5, endLine: 11, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 8', cancel: 'line 12 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
interface Link { ping(): void }
class Client {
  private link: Link | null = null
  private beat?: ReturnType<typeof setInterval>
  start(link: Link): void {
    this.link = link
    this.beat = setInterval(() => { this.link!.ping() }, 1000)
  }
  stop(): void {
    clearInterval(this.beat!)
    this.link = null as Link | null
  }
}
`,
        }],
      }],
    },
    {
      name: 'a property that a parameter declares',
      code: `
interface Link { ping(): void }
class Client {
  beat = setInterval(() => (this.link as Link).ping(), 1000)
  constructor(protected link: Link | undefined) {}
  stop(): void {
    this.link = undefined
    clearInterval(this.beat)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 7, column: 5, endLine: 7, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 4', cancel: 'line 8 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
interface Link { ping(): void }
class Client {
  beat = setInterval(() => (this.link as Link).ping(), 1000)
  constructor(protected link: Link | undefined) {}
  stop(): void {
    clearInterval(this.beat)
    this.link = undefined
  }
}
`,
        }],
      }],
    },
    {
      name: 'overloads, an abstract method and a generic one stand in between',
      code: `
abstract class Client<L extends { ping(): void }> {
  protected link?: L
  protected beat?: number
  start(): void
  start(every: number): void
  start(every = 1000): void {
    this.beat = setInterval(() => { this.link!.ping() }, every) as unknown as number
  }
  abstract name(): string
  stop(): void {
    this.link = undefined
    this.quiet<string>(this.name())
  }
  private quiet<T>(why: T): void {
    clearInterval(this.beat)
    console.log(why satisfies T)
  }
}
`,
      errors: [{
        messageId: 'latent', line: 12, column: 5, endLine: 12, endColumn: 14,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 8', cancel: 'line 13 cancels it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
abstract class Client<L extends { ping(): void }> {
  protected link?: L
  protected beat?: number
  start(): void
  start(every: number): void
  start(every = 1000): void {
    this.beat = setInterval(() => { this.link!.ping() }, every) as unknown as number
  }
  abstract name(): string
  stop(): void {
    this.quiet<string>(this.name())
    this.link = undefined
  }
  private quiet<T>(why: T): void {
    clearInterval(this.beat)
    console.log(why satisfies T)
  }
}
`,
        }],
      }],
    },
    {
      name: 'a namespace and an enum around it',
      code: `
namespace Links {
  enum Way { Soft, Hard }
  export class Client {
    declare link: { ping(): void, close(way: Way): Promise<void> } | null
    beat: ReturnType<typeof setInterval> | null = null
    start(): void {
      this.beat = setInterval(() => this.link!.ping(), 1000)
    }
    async stop(): Promise<void> {
      const link = this.link
      this.link = null
      await link?.close(Way.Hard)
      if (this.beat !== null) clearInterval(this.beat)
    }
  }
}
`,
      errors: [{
        messageId: 'race', line: 12, column: 7, endLine: 12, endColumn: 16,
        data: { cell: 'this.link', released: 'released', task: 'the interval `this.beat` on line 8', cancel: 'line 14 clears it' },
        suggestions: [{
          messageId: 'cancelFirst',
          output: `
namespace Links {
  enum Way { Soft, Hard }
  export class Client {
    declare link: { ping(): void, close(way: Way): Promise<void> } | null
    beat: ReturnType<typeof setInterval> | null = null
    start(): void {
      this.beat = setInterval(() => this.link!.ping(), 1000)
    }
    async stop(): Promise<void> {
      const link = this.link
      if (this.beat !== null) clearInterval(this.beat)
      this.link = null
      await link?.close(Way.Hard)
    }
  }
}
`,
        }],
      }],
    },
  ],
})
