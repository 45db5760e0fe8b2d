import { testTold } from './told.js'

const proxy = (cast: string, state: string, more = '') => `
        class Proxy {
          cast() { ${cast} }
          state() { ${state} }
          destroy() { this.player.destroy(); this.player = null; this.video = null }
          ${more}
        }
      `
const cast = `const state = this.state()
            return this.sender.cast(state).then(() => {
              this.player.unload()
            })`
const use = 'this.player.unload()'
const state = 'const state = { uri: this.player.uri() }; this.log(state); return state'
const stop = `this.player.unload().then(() => {
              this.video.pause()
            })`
const pause = 'this.video.pause()'

testTold('what was used before a promise', [
  { name: 'in an own function', code: proxy(cast, state), told: [use] },
  { name: 'in an own function, which asks first', code: proxy(cast, `if (!this.player) return {}; ${state}`) },
  { name: 'in an own function, in one of its ways', code: proxy(cast, 'return this.isOn ? { uri: this.player.uri() } : {}') },
  { name: 'in an own function that is called in one of the ways', code: proxy(cast.replace('= this.state()', '= this.isOn ? this.state() : {}'), state) },
  { name: 'in an own function that waits', code: proxy(cast, state).replace('state() {', 'async state() {') },
  { name: 'in an own function that fills it', code: proxy(cast, `this.player = new Player(); ${state}`), told: [use] },
  { name: 'in an own function, and asked again', code: proxy(cast.replace(use, `if (!this.player) return; ${use}`), state) },
  { name: 'and what is emptied together with it', code: proxy(stop, ''), told: [pause] },
  { name: 'and what somebody empties alone as well', code: proxy(stop, '', 'hide() { this.video = null }') },
  { name: 'and what is emptied together with what nobody ends', code: proxy(stop, '').replace('this.player.destroy();', '') },
  { name: 'and what is asked again', code: proxy(stop.replace(pause, 'this.video?.pause()'), '') },
  { name: 'and what is asked by the other', code: proxy(stop.replace(pause, `if (this.player) ${pause}`), '') },
])
