import { testTold } from './told.js'

const jobs = (body: string, name = 'settle') => `
class Jobs {
  #jobs = []
  track(job) { this.#jobs.push(job) }
  async ${name}() {
    ${body}
  }
}`

testTold('a list is emptied behind the wait for what was in it', [
  { name: 'and what came since is lost', code: jobs('await Promise.all(this.#jobs)\n    this.#jobs = []'), told: ['this.#jobs = []'] },
  {
    name: 'by a local that was taken before',
    code: jobs('const batch = this.#jobs\n    await send(batch)\n    this.#jobs.length = 0'),
    told: ['this.#jobs.length = 0'],
  },
  { name: 'not where it is taken out first', code: jobs('const batch = this.#jobs\n    this.#jobs = []\n    await send(batch)') },
  {
    name: 'not where somebody looks again',
    code: jobs('await Promise.all(this.#jobs)\n    if (this.#jobs.every(job => job.isDone)) this.#jobs = []'),
  },
  { name: 'not where the wait is for something else', code: jobs('await ready()\n    this.#jobs = []') },
  { name: 'not where the owner ends', code: jobs('await Promise.all(this.#jobs)\n    this.#jobs = []', 'dispose') },
  {
    name: 'not where nobody else adds to it',
    code: `
async function send(items) {
  let chunk = []
  const flush = async () => {
    await post(chunk)
    chunk = []
  }
  for (const item of items) {
    chunk.push(item)
    if (chunk.length > 9) await flush()
  }
  await flush()
}`,
  },
])
