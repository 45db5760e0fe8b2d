import { testTold } from '../told.js'

/** The same poller, written down as the methods of different owners; each is told of where it stops in the wrong order alone. */
const shapes: Readonly<Record<string, (stop: string) => string>> = {
  'a constructor in a namespace': stop => `
const lib = {}
lib.Poller = function (client) { this.client = client }
lib.Poller.prototype.start = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
lib.Poller.prototype.stop = async function () {
${stop}
}`,
  'a constructor in a namespace of the host': stop => `
lib.net.Poller = function (client) { this.client = client }
lib.net.Poller.prototype.start = function () { this.timer = setInterval(() => { this.tick() }, 1000) }
lib.net.Poller.prototype.tick = function () { this.client.ping() }
lib.net.Poller.prototype.stop = async function () {
${stop}
}`,
  'methods alone': stop => `
lib.Poller.prototype.start = function () {
  const self = this
  this.timer = setInterval(function () { self.client.ping() }, 1000)
}
lib.Poller.prototype.stop = async function () {
${stop}
}`,
  'a class in a namespace': stop => `
lib.Poller = class {
  start() { this.timer = setInterval(() => { this.client.ping() }, 1000) }
}
lib.Poller.prototype.stop = async function () {
${stop}
}`,
  'an exported constructor': stop => `
exports.Poller = function (client) { this.client = client }
exports.Poller.prototype.start = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
exports.Poller.prototype.stop = async function () {
${stop}
}`,
  'module.exports as the constructor': stop => `
module.exports = function Poller(client) { this.client = client }
module.exports.prototype.start = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
module.exports.prototype.stop = async function () {
${stop}
}`,
  'Object.assign to a prototype': stop => `
function Poller(client) { this.client = client }
Poller.prototype.start = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
Object.assign(Poller.prototype, EventEmitter.prototype, {
async stop() {
${stop}
},
})`,
  'Object.assign to a prototype in a namespace': stop => `
lib.Poller = function (client) { this.client = client }
lib.Poller.prototype.start = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
Object.assign(lib.Poller.prototype, {
async stop() {
${stop}
},
})`,
  'a prototype that is replaced': stop => `
function Poller(client) {
  this.client = client
  this.timer = setInterval(() => { this.client.ping() }, 1000)
}
Poller.prototype = Object.assign(Object.create(Base.prototype), {
async stop() {
${stop}
},
})`,
  'a prototype by another name': stop => `
function Poller(client) {
  this.client = client
  this.timer = setInterval(() => { this.client.ping() }, 1000)
}
const proto = Poller.prototype
proto.stop = async function () {
${stop}
}`,
  'a mixin': stop => `
export const Polling = Base => class extends Base {
start() { this.timer = setInterval(() => { this.client.ping() }, 1000) }
async stop() {
${stop}
}
}`,
  'a literal that a factory gives back': stop => `
export function createPoller(client) {
return {
client,
start() { this.timer = setInterval(() => { this.client.ping() }, 1000) },
async stop() {
${stop}
},
}
}`,
  'the options of a Vue component': stop => `
export default {
data() { return { client: null, timer: null } },
mounted() {
  this.client = connect()
  this.timer = setInterval(() => { this.client.ping() }, 1000)
},
methods: {
async stop() {
${stop}
},
},
}`,
  'a Vue component\'s hook and method': stop => `
export default defineComponent({
methods: {
start() { this.timer = setInterval(() => { this.client.ping() }, 1000) },
},
async beforeUnmount() {
${stop}
},
})`,
  'exports that call each other on this': stop => `
exports.start = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
exports.stop = async function () {
${stop}
}`,
  'an object that a script puts on the window': stop => `
window.Poller = {
start() { this.timer = setInterval(() => { window.Poller.client.ping() }, 1000) },
async stop() {
${stop}
},
}`,
}

const wrong = `this.client = null
await flush()
clearInterval(this.timer)`
const right = `clearInterval(this.timer)
await flush()
this.client = null`

testTold('methods of one owner, in the wrong order', Object.entries(shapes).map(([name, shape]) =>
  ({ name, code: shape(wrong), told: ['race: this.client = null'] })))
testTold('methods of one owner, in the right order', Object.entries(shapes).map(([name, shape]) => ({ name, code: shape(right) })))

/** The same poller, whose state stands under names that everybody sees. */
const holders: Readonly<Record<string, (holder: string, stop: string) => string>> = {
  'functions of a script': (holder, stop) => `
function start() {
  ${holder}.client = connect()
  ${holder}.timer = setInterval(() => { ${holder}.client.ping() }, 1000)
}
async function stop() {
${stop}
}`,
  'a namespace that a function fills': (holder, stop) => `
(function (app) {
  app.start = function () {
    ${holder}.client = connect()
    ${holder}.timer = setInterval(() => { ${holder}.client.ping() }, 1000)
  }
  app.stop = async function () {
${stop}
  }
})(window.app = {})`,
}

testTold('state of a module on a global', Object.entries(holders).flatMap(([name, shape]) =>
  ['window', 'globalThis', 'app', 'exports'].flatMap(holder => {
    const [cell, timer] = [`${holder}.client`, `${holder}.timer`]
    return [
      {
        name: `${name}, ${holder}, in the wrong order`,
        code: shape(holder, `${cell} = null\nawait flush()\nclearInterval(${timer})`), told: [`race: ${cell} = null`],
      },
      { name: `${name}, ${holder}, in the right order`, code: shape(holder, `clearInterval(${timer})\nawait flush()\n${cell} = null`) },
    ]
  })))

testTold('what is no owner of the file\'s', [
  {
    name: 'a member of the host that the file only empties',
    code: `
function start() { setInterval(() => { document.body.append(window.opener.name) }, 1000) }
async function stop() {
  window.onmessage = null
  await flush()
}`,
  },
  {
    name: 'two constructors of one namespace',
    code: `
lib.Poller = function (client) { this.client = client }
lib.Poller.prototype.start = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
lib.Pusher.prototype.stop = async function () {
  this.client = null
  await flush()
  clearInterval(this.timer)
}`,
  },
  {
    name: 'a function in a namespace and what it is called on',
    code: `
lib.poll = function () { this.timer = setInterval(() => { this.client.ping() }, 1000) }
lib.net.stop = async function () {
  this.client = null
  await flush()
  clearInterval(this.timer)
}`,
  },
  {
    name: 'methods of an object that is no component\'s options',
    code: `
export const api = {
  methods: { start() { this.timer = setInterval(() => { this.client.ping() }, 1000) } },
  other: {
    async stop() {
      this.client = null
      await flush()
      clearInterval(this.timer)
    },
  },
}`,
  },
])
