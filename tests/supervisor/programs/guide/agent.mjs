import process from 'node:process'

// An agent that says one thing, and then nothing. It leaves at the end of its input.
process.stdout.write('thinking\n')
process.stdin.resume()
