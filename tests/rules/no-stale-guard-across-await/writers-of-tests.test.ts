import { testTold } from './told.js'

testTold('what tests alone run', [
  {
    name: 'clear…ForTesting',
    code: `
      let conn: Conn | null = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      export function clearConnForTesting() { conn = null }
    `,
  },
  {
    name: 'resetForTests',
    code: `
      let conn = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      export function resetForTests() { conn = null }
    `,
  },
  {
    name: '__reset',
    code: `
      let conn: Conn | null = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      export function __reset() { conn = null }
    `,
  },
  {
    name: '__resetConn',
    code: `
      let conn = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      export function __resetConn() { conn = null }
    `,
  },
  {
    name: 'an object for tests',
    code: `
      let conn: Conn | null = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      export const __test__ = { reset() { conn = null } }
    `,
  },
  {
    name: 'for unit tests',
    code: `
      let conn = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      export function unsafe_resetForUnitTests() { conn = null }
    `,
  },
  {
    name: 'a static __reset',
    code: `
      class A {
        static conn: Conn | null = null
        static async run() { if (!A.conn) return; await turn(); A.conn.go() }
        static __reset() { A.conn = null }
      }
    `,
  },
  {
    name: 'a comment says so',
    code: `
      let conn = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      /** Drops the connection (for testing). */
      export function dropConn() { conn = null }
    `,
  },
  {
    name: '_reset',
    code: `
      let conn: Conn | null = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      export function _reset() { conn = null }
    `,
    told: ['export async function run() { if (!conn) return; await turn(); conn.go() }'],
  },
  {
    name: 'a comment inside it',
    code: `
      let conn = null
      export async function run() { if (!conn) return; await turn(); conn.go() }
      /** Drops the connection. */
      export function dropConn() {
        // for tests: nothing
        conn = null
      }
    `,
    told: ['export async function run() { if (!conn) return; await turn(); conn.go() }'],
  },
])
