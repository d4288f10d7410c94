// Bundles the command line into one file: dist-cli/opsrounds.mjs.
import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const outdir = path.join(root, 'dist-cli');

/** What a command for servers must not carry along: the screens and everything they stand on. */
const FORBIDDEN =
  /^(node_modules\/(@grafana|react|react-dom|@emotion|rxjs)\/|src\/(ui|pages|panels|datasources)\/|src\/sources\/transport\/browser)/;

await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/opsrounds.ts'],
  outfile: path.join(outdir, 'opsrounds.mjs'),
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
  await rm(outdir, { recursive: true, force: true });
  throw new Error(`the command line must not contain:\n${strangers.slice(0, 20).join('\n')}`);
}
await chmod(path.join(outdir, 'opsrounds.mjs'), 0o755);
const [{ bytes }] = Object.values(metafile.outputs);
console.log(`dist-cli/opsrounds.mjs: ${Math.round(bytes / 1000)} kB`);
