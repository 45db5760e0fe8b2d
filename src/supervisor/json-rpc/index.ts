/**
 * JSON-RPC 2.0 over the stdin and stdout of a supervised child: MCP servers, language servers, and agents that speak either framing.
 * Built on the public API of the supervisor; loads nothing else of this package.
 */
export { lspCancellation, mcpCancellation } from './cancellation.js'
export { ConnectionClosedError, JsonRpcError, MalformedMessageError } from './errors.js'
export { JsonRpc } from './json-rpc.js'
export type { Cancellation, HandlerContext, JsonRpcOptions, Peer, RequestOptions, Talk } from './types.js'
