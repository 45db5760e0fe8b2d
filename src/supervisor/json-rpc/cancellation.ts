import type { Cancellation } from './types.js'

/** `$/cancelRequest`, as the Language Server Protocol has it. A request that the child cancels is answered with -32800. */
export const lspCancellation: Cancellation = {
  method: '$/cancelRequest',
  params: (id) => ({ id }),
  idOf: (params) => field(params, 'id'),
  answerCode: -32_800,
}

/** `notifications/cancelled`, as MCP has it. `initialize` may not be cancelled. */
export const mcpCancellation: Cancellation = {
  method: 'notifications/cancelled',
  params: (requestId, reason) => ({ requestId, reason: reason instanceof Error ? reason.message : String(reason) }),
  idOf: (params) => field(params, 'requestId'),
  except: ['initialize'],
}

function field(params: unknown, name: string): unknown {
  return typeof params === 'object' && params !== null ? (params as Record<string, unknown>)[name] : undefined
}
