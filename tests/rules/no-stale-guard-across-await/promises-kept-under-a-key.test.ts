import { testTold } from './told.js'

const threads = (open: string) => `
        export class Threads {
          private readonly opening = new Map<string, Opening>()
          private readonly lists = new Map<string, List>()
          private readonly byId = new Map<string, Thread>()
          add(folder: string) { this.forget(folder) }
          async rename(id: string) { const one = await this.find(id); this.forget(one.folder) }
          close() { for (const each of this.opening.values()) each.controller.abort() }
          private async get(id: string) {
            const pending = this.opening.get(id)
            if (pending) return pending.promise
            const open = ${open}
            this.opening.set(id, { promise: open, controller })
          }
          private async open(id: string) { const one = await this.find(id) }
          private forget(folder = this.folder) { this.lists.delete(folder) }
          private async find(id: string) { const all = await store.list(); this.note(all) }
          private note(all: Thread[]) { for (const each of all) this.byId.set(each.id, each) }
        }
      `

testTold('a promise that is kept under a key', [
  // What the run that is under way waits for itself comes later than that.
  { name: 'in the turn in which its run begins', code: threads('this.open(id).finally(() => {})') },
  { name: 'after its run has ended', code: threads('await this.open(id)'), told: ['this.opening.set(id, { promise: open, controller })'] },
])
