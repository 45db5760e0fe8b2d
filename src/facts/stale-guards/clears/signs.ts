import { grouped, type Cell } from '../../../source/index.js'
import type { Truth } from '../../../model/cells/conditions.js'
import { leftIn } from '../../../model/cells/cell-writes.js'
import { namesEnd } from '../../../catalog/teardowns.js'
import { isWithin } from '../../../model/cells/cell-values.js'
import type { Replacement } from '../../../model/cells/replacements.js'
import type { Program } from '../../../model/program.js'

/** A cell that tells of another: whoever empties that leaves this behind. */
export interface Sign {
  /** The one that it tells of. */
  readonly cell: Cell
  /** What is left in the sign by those who empty the other. */
  readonly left: Truth
}

const none: readonly Sign[] = []

/**
 * Which cells tell of which others. Who finds `closed` unset takes the client to be there:
 *
 *     close() { this.closed = true; this.client.end(); this.client = undefined }
 */
export class Signs {
  readonly #bySign: ReadonlyMap<Cell, readonly Sign[]>

  /** @param ended the cells whose resource somebody ends */
  constructor(program: Program, emptied: ReadonlyMap<Cell, readonly Replacement[]>, ended: ReadonlySet<Cell>) {
    const pairs = [...emptied].flatMap(([cell, emptying]) => cell.key === undefined ? leftByAll(program, cell, emptying) : [])
    this.#bySign = grouped(pairs.filter(({ sign, left }) => isOfLife(sign, left, ended)), ({ sign }) => [sign])
  }

  get cells(): ReadonlySet<Cell> {
    return new Set(this.#bySign.keys())
  }

  /** The cells that are there, as far as a sign tells in which a test has seen this. */
  toldBy(sign: Cell, seen: Truth): readonly Cell[] {
    return (this.#bySign.get(sign) ?? none).filter(({ left }) => left !== seen).map(({ cell }) => cell)
  }

  /** The cells that the sign may tell of. */
  of(sign: Cell): readonly Cell[] {
    return (this.#bySign.get(sign) ?? none).map(({ cell }) => cell)
  }
}

/** What tells by its name that an owner is at work. */
const working = /^[#_]*(?:is|has)?_?(?:running|open(?:ed)?|connected|active|started|alive|initiali[sz]ed|ready|mounted|attached|live)_?$/i

/** Whether a cell tells of the life of its owner, and not only of what happens in it: a stop flag, or a handle that is ended as well. */
function isOfLife(sign: Cell, left: Truth, ended: ReadonlySet<Cell>): boolean {
  const name = sign.path.at(-1) ?? sign.name
  return left === 'truthy' ? namesEnd(name) : ended.has(sign) || working.test(name)
}

/** What all who empty a cell leave in the same other cells. */
function leftByAll(
  program: Program, cell: Cell, emptying: readonly Replacement[],
): readonly { readonly sign: Cell, readonly cell: Cell, readonly left: Truth }[] {
  program.budget.spend()
  const [first, ...others] = [...new Set(emptying.map(({ home }) => home))]
    .map(home => leftIn(program, new Set([home])))
  return [...first ?? []].flatMap(([sign, left]) => {
    const isSign = left && sign !== cell && sign.key === undefined && !isWithin(sign, cell) && !isWithin(cell, sign)
      && others.every(each => each.get(sign) === left)
    return isSign ? [{ sign, cell, left }] : []
  })
}
