import type { TSESTree } from '@typescript-eslint/utils'
import type { VisitorKeys } from '../syntax/nodes.js'
import type { Block, Edge, Point } from './graph.js'

/** What surrounds the statement being laid, outermost first. */
type Frame =
  | { readonly kind: 'jump', readonly labels: readonly string[], readonly breakTo?: Block, readonly continueTo?: Block }
  | {
    readonly kind: 'finally'
    readonly lay: () => void
    readonly handler: Block | undefined
    readonly copies: Map<Block, Block>
  }

export type LayClass = (builder: Builder, node: TSESTree.ClassDeclaration | TSESTree.ClassExpression) => void

/** Thrown inside this folder when a function is too large to be laid; `buildGraph` turns it into "unknown". */
export class TooLarge extends Error {}

const mostBlocks = 6_000

/** How deep syntax may be nested; every level costs the host's stack a few frames. */
const deepest = 1_200

/** Lays blocks one after the other and keeps the account of where a jump or an error goes from here. */
export class Builder {
  readonly blocks: Block[] = []
  readonly thrown: Block
  readonly exit: Block
  readonly visitorKeys: VisitorKeys
  /** Lays a class: an expression, whose static blocks hold statements. Handed in so that the two do not import each other. */
  readonly layClass: LayClass
  #current: Block
  #handler: Block | undefined
  #frames: Frame[] = []
  #depth = 0
  /** Labels that the statement about to be laid carries. */
  labels: string[] = []

  constructor(visitorKeys: VisitorKeys, layClass: LayClass) {
    this.visitorKeys = visitorKeys
    this.layClass = layClass
    this.thrown = this.block()
    this.#handler = this.thrown
    this.exit = this.block()
    this.#current = this.block()
  }

  /** Goes one level further in. */
  enter(): void {
    if (++this.#depth > deepest) throw new TooLarge()
  }

  leave(): void {
    this.#depth--
  }

  get current(): Block { return this.#current }

  /** A new block, not yet connected, whose errors go where errors go now. */
  block(): Block {
    if (this.blocks.length >= mostBlocks) throw new TooLarge()
    const block: Block = { id: this.blocks.length, points: [], next: [], handler: this.#handler }
    this.blocks.push(block)
    return block
  }

  point(point: Point): void {
    this.#current.points.push(point)
  }

  connect(to: Block, condition: Omit<Edge, 'to'> = {}): void {
    this.#current.next.push({ to, ...condition })
  }

  /** Goes on in `block`, which is not thereby connected. */
  moveTo(block: Block): void {
    this.#current = block
  }

  /** Connects to `block` and goes on there. */
  flowInto(block: Block): void {
    this.connect(block)
    this.#current = block
  }

  /** Lays `body` inside a loop, switch or labelled statement. */
  within(targets: { readonly breakTo?: Block, readonly continueTo?: Block }, labels: readonly string[], body: () => void): void {
    this.#frames.push({ kind: 'jump', labels, ...targets })
    body()
    this.#frames.pop()
  }

  /** Lays `body` with errors going to `handler`. */
  guarded(handler: Block | undefined, body: () => void): void {
    const before = this.#handler
    this.#handler = handler
    this.flowInto(this.block())
    body()
    this.#handler = before
    this.flowInto(this.block())
  }

  /** Lays `body` so that whatever leaves it, by whatever way, passes through what `lay` lays. */
  finalized(lay: () => void, body: () => void): void {
    const depth = this.#frames.length
    const after = this.block()
    this.whenLeft(lay, () => {
      body()
      this.jumpTo(after, depth)
      this.#current = this.block()
    })
    this.#current = after
  }

  /** Lays `body` so that jumps and errors that leave it pass through what `lay` lays; its end does not. */
  whenLeft(lay: () => void, body: () => void): void {
    const frame: Frame = { kind: 'finally', lay, handler: this.#handler, copies: new Map() }
    const depth = this.#frames.length
    const errorEntry = this.#throughFinally(frame, depth, this.#handler ?? this.thrown, depth)
    this.#frames.push(frame)
    this.guarded(errorEntry, body)
    this.#frames.pop()
  }

  breakTo(label: string | undefined): void { this.#jump(label, frame => frame.breakTo) }

  continueTo(label: string | undefined): void { this.#jump(label, frame => frame.continueTo) }

  /** Leaves the function, through every `finally` on the way. */
  returnTo(): void {
    this.jumpTo(this.exit, 0)
    this.#current = this.block()
  }

  /** Goes where an error goes from here. */
  throwOn(): void {
    this.connect(this.#handler ?? this.thrown)
    this.#current = this.block()
  }

  #jump(label: string | undefined, target: (frame: Frame & { kind: 'jump' }) => Block | undefined): void {
    for (let depth = this.#frames.length - 1; depth >= 0; depth--) {
      const frame = this.#frames[depth]
      if (frame?.kind !== 'jump') continue
      const to = target(frame)
      const named = label === undefined ? !frame.labels.includes(onlyByLabel) : frame.labels.includes(label)
      if (to === undefined || !named) continue
      this.jumpTo(to, depth)
      break
    }
    this.#current = this.block()
  }

  jumpTo(target: Block, depth: number): void {
    for (let at = this.#frames.length - 1; at >= depth; at--) {
      const frame = this.#frames[at]
      if (frame?.kind === 'finally') {
        this.connect(this.#throughFinally(frame, at, target, depth))
        return
      }
    }
    this.connect(target)
  }

  /** The copy of a `finally` that goes on to `target`; laid when first asked for. */
  #throughFinally(frame: Frame & { kind: 'finally' }, at: number, target: Block, depth: number): Block {
    const known = frame.copies.get(target)
    if (known) return known
    const saved = { current: this.#current, handler: this.#handler, frames: this.#frames }
    this.#handler = frame.handler
    this.#frames = this.#frames.slice(0, at)
    const entry = this.block()
    frame.copies.set(target, entry)
    this.#current = entry
    frame.lay()
    this.jumpTo(target, depth)
    this.#current = saved.current
    this.#handler = saved.handler
    this.#frames = saved.frames
    return entry
  }
}

/** A label no program can write: marks a frame that only a labelled `break` leaves. */
export const onlyByLabel = ' only by label'
