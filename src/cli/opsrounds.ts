import { runCommand } from './commands';

const interrupted = new AbortController();
// A second Ctrl-C ends the process at once, as the shell's user expects.
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());
// `opsrounds check | head` closes the pipe early: no reason for a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

void runCommand(process.argv.slice(2), {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTty: process.stdout.isTTY === true,
  signal: interrupted.signal,
  clock: Date.now,
}).then((code) => {
  process.exitCode = code;
});
