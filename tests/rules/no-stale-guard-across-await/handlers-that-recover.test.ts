import { testTold } from './told.js'

testTold('the use fails in a try that has another way', [
  {
    name: 'a log',
    code: `
      class Client {
        async save() {
          if (!this.el) return
          await turn()
          try { this.el.focus() } catch { console.warn('no focus') }
        }
        drop() { this.el = null }
      }
    `,
  },
  {
    name: 'another value',
    code: `
      class Client {
        async save() {
          if (!this.el) return
          await turn()
          try { this.el.focus() } catch (e) { return fallback() }
        }
        drop() { this.el = null }
      }
    `,
  },
  {
    name: 'a restore',
    code: `
      class Client {
        async save() {
          if (!this.el) return
          const before = this.el.value
          await turn()
          try { this.el.value = before } catch (e) { logger.debug(e) }
        }
        drop() { this.el = null }
      }
    `,
  },
  {
    name: 'another run',
    code: `
      class Client {
        async save() {
          if (!this.el) return
          await turn()
          try { this.el.focus() } catch { this.state = this.fallback(); await this.again() }
        }
        drop() { this.el = null }
      }
    `,
  },
  {
    name: 'a try in the try',
    code: `
      class Client {
        async save() {
          if (!this.el) return
          await turn()
          await tryIt(() => {}).catch(() => {})
          try { try { this.el.focus() } finally { done() } } catch {}
        }
        drop() { this.el = null }
      }
    `,
  },
  {
    name: 'thrown on',
    code: `
      class Client {
        async save() {
          if (!this.el) return
          await turn()
          try { this.el.focus() } catch (e) { throw e }
        }
        drop() { this.el = null }
      }
    `,
    told: ['try { this.el.focus() } catch (e) { throw e }'],
  },
  {
    name: 'told as an error',
    code: `
      class Client {
        async save() {
          if (!this.el) return
          await turn()
          try { this.el.focus() } catch (e) { logger.error(e) }
        }
        drop() { this.el = null }
      }
    `,
    told: ['try { this.el.focus() } catch (e) { logger.error(e) }'],
  },
])
