import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../../model/program.js'
import type { Cell } from '../../../source/index.js'

type Answers<Answer> = Map<Cell, Map<TSESTree.Node, Answer>>

/** Keeps what is found out of a cell at a place of a program: several ways lead to one write, and each asks the same. */
export function byPlace<Answer>(): (program: Program, cell: Cell, node: TSESTree.Node, find: () => Answer) => Answer {
  const ofProgram = new WeakMap<Program, Answers<Answer>>()
  return (program, cell, node, find) => {
    const ofCell = ofProgram.get(program) ?? new Map<Cell, Map<TSESTree.Node, Answer>>()
    ofProgram.set(program, ofCell)
    const answers = ofCell.get(cell) ?? new Map<TSESTree.Node, Answer>()
    ofCell.set(cell, answers)
    if (!answers.has(node)) answers.set(node, find())
    return answers.get(node) as Answer
  }
}
