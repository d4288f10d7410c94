// Bundles the command line into one file: dist-cli/opsrounds.mjs.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const outfile = path.join(root, 'dist-cli/opsrounds.mjs');

/** What a command for servers must not carry along: the screens and everything they stand on. */
const FORBIDDEN =
  /^(node_modules\/(@grafana\/(?!lezer-logql)[^/]+|react|react-dom|@emotion|rxjs)\/|src\/(ui|pages|panels|datasources)\/|src\/sources\/transport\/browser)/;

const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/opsrounds.ts'],
  outfile,
  write: false,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  loader: { '.ttf': 'binary' },
  // CommonJS packages among the dependencies ask for Node's own modules with require.
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as opsroundsRequire } from 'node:module';\nconst require = opsroundsRequire(import.meta.url);",
  },
});

const strangers = Object.keys(metafile.inputs).filter((input) => FORBIDDEN.test(input));
if (strangers.length > 0) {
  throw new Error(`the command line must not contain:\n${strangers.slice(0, 20).join('\n')}`);
}
const [{ contents }] = outputFiles;
// Put in place in one step, so that a program that is just being started is never half of itself.
const unfinished = `${outfile}.${process.pid}`;
await mkdir(path.dirname(outfile), { recursive: true });
await writeFile(unfinished, contents, { mode: 0o755 });
await rename(unfinished, outfile);
console.log(`dist-cli/opsrounds.mjs: ${Math.round(contents.length / 1000)} kB`);
