export class Broken {
  kill() {
    this.proc = = null
    this.abort.abort()
  }
}
