import { testTold } from './told.js'

const feed = (method: string, close = 'close() { this.closed = true; this.client.end(); this.client = undefined }', more = '') => `
        class Feed {
          constructor(url) { this.closed = false; this.client = connect(url) }
          ${close}
          ${method}
          ${more}
        }
      `

testTold('another cell is checked that tells of this one', [
  {
    name: 'a stop flag',
    code: feed('async send(text) { if (this.closed) return; const body = await encode(text);\nthis.client.send(body) }'),
    told: ['this.client.send(body) }'],
  },
  {
    name: 'a stop flag, and again after the wait',
    code: feed('async send(text) { if (this.closed) return; const body = await encode(text); if (this.closed) return; this.client.send(body) }'),
  },
  {
    name: 'a stop flag, and this one after the wait',
    code: feed('async send(text) { if (this.closed) return; const body = await encode(text); this.client?.send(body) }'),
  },
  {
    name: 'a stop flag, with a copy from before the wait',
    code: feed('async send(text) { if (this.closed) return; const { client } = this; client.send(await encode(text)) }'),
  },
  {
    name: 'by an own function that throws',
    code: feed('async send(text) { this.mustBeOpen(); const body = await encode(text);\nthis.client.send(body) }',
      undefined, 'mustBeOpen() { if (this.closed) throw new Error("closed") }'),
    told: ['this.client.send(body) }'],
  },
  {
    name: 'one that is emptied along with it',
    code: feed('async send(text) { if (!this.codec) return; const body = await encode(text);\nthis.client.send(body) }',
      'close() { this.codec?.end(); this.codec = null; this.client = null }'),
    told: ['this.client.send(body) }'],
  },
  {
    name: 'one that is no handle and is emptied along with it',
    code: feed('async send(text) { if (!this.last) return; const body = await encode(text); this.client.send(body) }',
      'close() { this.last = null; this.client = null }'),
  },
  {
    name: 'a flag of the life of its owner',
    code: feed('async send(text) { if (!this.isOpen) return; const body = await encode(text);\nthis.client.send(body) }',
      'close() { this.isOpen = false; this.client = null }'),
    told: ['this.client.send(body) }'],
  },
  {
    name: 'a flag of something else',
    code: feed('async send(text) { if (!this.isBatch) return; const body = await encode(text); this.client.send(body) }',
      'close() { this.isBatch = false; this.client = null }'),
  },
  {
    name: 'a flag that stays as it is where this one is emptied',
    code: feed('async send(text) { if (this.closed) return; const body = await encode(text); this.client.send(body) }',
      'close() { this.closed = true } drop() { this.client = undefined }'),
  },
  {
    name: 'a flag that says the opposite',
    code: feed('async send(text) { if (!this.closed) return; const body = await encode(text); this.client.send(body) }'),
  },
  {
    name: 'none at all',
    code: feed('async send(text) { const body = await encode(text); this.client.send(body) }'),
  },
  {
    name: 'a stop flag, and the writer waits for the run',
    code: feed('async send(text) { if (this.closed) return; this.sending = this.go(text); await this.sending }',
      'async close() { this.closed = true; await this.sending; this.client = undefined }',
      'async go(text) { if (this.closed) return; const body = await encode(text); this.client.send(body) }'),
  },
])
