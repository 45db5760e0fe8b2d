/** Which of so many blocks that wait is passed next; for tests, which show that the answer does not hang on it. */
export type WorkOrder = (waiting: number) => number

/** What one question has cost, in counts that are the same on every machine. */
export class Work {
  /** How often a graph was solved. */
  solves = 0
  /** How often a block was passed, and how often a point that the question asks for. */
  visits = 0
  points = 0
  /** How often two states met. */
  joins = 0
  /** Called once for each step; may throw to give the analysis up. */
  readonly spend: () => void
  /** Without it the block that comes first in reverse post-order is passed first. */
  readonly order: WorkOrder | undefined

  constructor(spend: () => void, order?: WorkOrder) {
    this.spend = spend
    this.order = order
  }
}
