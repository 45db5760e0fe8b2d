import { describe, expect, it } from 'vitest'
import { JsonRpcError } from '../../../src/supervisor/json-rpc/index.js'
import { messagesIn } from '../../../src/supervisor/json-rpc/message.js'

const messages = (text: string | Buffer) => messagesIn(Buffer.from(text))

/** What is wrong with a message, without the words that all such errors have in common. */
function faultIn(text: string | Buffer): string | undefined {
  const [message] = messages(text)
  const error = message?.kind === 'malformed' || message?.kind === 'error' ? message.error : undefined
  return error && /^Malformed message from the child: (.*)\. It begins with /s.exec(error.message)?.[1]
}

describe('a message', () => {
  it.each([
    ['{"jsonrpc":"2.0","id":1,"method":"m","params":[1]}', { kind: 'request', id: 1, method: 'm', params: [1] }],
    ['{"jsonrpc":"2.0","id":"a","method":"m"}', { kind: 'request', id: 'a', method: 'm', params: undefined }],
    ['{"jsonrpc":"2.0","method":"m","params":{}}', { kind: 'notification', method: 'm', params: {} }],
    ['{"jsonrpc":"2.0","id":1,"result":null}', { kind: 'result', id: 1, result: null }],
    ['{"id":1,"result":2}', { kind: 'result', id: 1, result: 2 }],
    ['{"id":1,"result":2,"error":null}', { kind: 'result', id: 1, result: 2 }],
    ['{"id":1,"error":{"code":-1,"message":"no","data":[]}}', { kind: 'error', id: 1, error: new JsonRpcError(-1, 'no', []) }],
    ['{"id":null,"error":{"code":-32700,"message":"no"}}', { kind: 'error', id: null, error: new JsonRpcError(-32_700, 'no') }],
  ])('is read: %s', (text, expected) => {
    expect(messages(text)).toEqual([expected])
  })

  it('may be several', () => {
    expect(messages('[{"id":1,"result":1},7,{"method":"m"}]').map(({ kind }) => kind)).toEqual(['result', 'malformed', 'notification'])
  })

  it('is malformed, and the error says what is wrong with it', () => {
    const faults = [
      '[]', '7', '"x"', 'null', '{}', '{"jsonrpc":"1.0","id":1,"result":1}', '{"method":7}', '{"method":"m","id":null}', '{"method":"m","id":{}}',
      '{"id":[],"result":1}', '{"id":null,"result":1}', '{"id":1}', '{"id":1,"result":1,"error":{"code":1,"message":"m"}}', '{"id":1,"error":"no"}',
      '{"id":1,"error":{"message":"m"}}', '{"id":1,"error":{"code":1}}',
    ].map((text) => `${text}: ${faultIn(text) ?? 'none'}`)
    expect(faults).toEqual([
      '[]: it is an empty batch',
      '7: it is a number, not an object',
      '"x": it is a string, not an object',
      'null: it is null, not an object',
      '{}: it has neither a method nor an id',
      '{"jsonrpc":"1.0","id":1,"result":1}: its jsonrpc is "1.0", not "2.0"',
      '{"method":7}: its method is a number, not a string',
      '{"method":"m","id":null}: its id is null, not a number or a string',
      '{"method":"m","id":{}}: its id is an object, not a number or a string',
      '{"id":[],"result":1}: its id is an array, not a number or a string',
      '{"id":null,"result":1}: its id is null',
      '{"id":1}: it has neither a result nor an error',
      '{"id":1,"result":1,"error":{"code":1,"message":"m"}}: it has both a result and an error',
      '{"id":1,"error":"no"}: its error is a string, not an object',
      '{"id":1,"error":{"message":"m"}}: the code of its error is absent, not a number',
      '{"id":1,"error":{"code":1}}: the message of its error is absent, not a string',
    ])
  })

  it('is not JSON, or not UTF-8', () => {
    expect(faultIn('Server running')).toMatch(/^it is not JSON \(Unexpected token/)
    expect(faultIn(Buffer.from('{"id":1,"result":"\xFF"}', 'latin1'))).toBe('it is not UTF-8')
  })
})
