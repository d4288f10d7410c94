import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { globSync } from 'glob';
import { runProgram } from './lab/program';

/** Something that is built from sources, and only when they changed. */
interface Product {
  name: string;
  /** Stands when the product is built. */
  output: string;
  sources: readonly string[];
  command: readonly string[];
}

const PRODUCTS: readonly Product[] = [
  {
    name: 'the plugin',
    output: 'dist/module.js',
    sources: ['src/**/*', '.config/**/*', 'webpack.config.ts', 'tsconfig.json', 'README.md', 'CHANGELOG.md', 'LICENSE'],
    command: ['node_modules/webpack/bin/webpack.js', '-c', './webpack.config.ts', '--env', 'production'],
  },
  {
    name: 'the demo host',
    output: '.demo/host-client/main.js',
    sources: ['demo/host/**/*'],
    command: ['demo/host/build.mjs'],
  },
  {
    name: 'the command line tool',
    output: 'dist-cli/opsrounds.mjs',
    sources: ['src/{cli,core,library,pdf,sources}/**/*', 'scripts/build-cli.mjs'],
    command: ['scripts/build-cli.mjs'],
  },
];

/** Builds what changed since it was built last, one after the other; `say` gets a short line for each. */
export async function buildChanged(root: string, signal: AbortSignal, say: (line: string) => void): Promise<void> {
  for (const product of PRODUCTS) {
    const stamp = path.join(root, '.demo/built', `${product.name.replace(/\W+/g, '-')}.txt`);
    const sources = sourcesHash(root, ['package-lock.json', ...product.sources]);
    if (await stands(root, product, stamp, await sources)) {
      continue;
    }
    say(`Building ${product.name} ...`);
    const started = Date.now();
    await runProgram(process.execPath, product.command, { signal, directory: root });
    await mkdir(path.dirname(stamp), { recursive: true });
    await writeFile(stamp, `${await sources} ${await builtAt(root, product)}`);
    say(`Built ${product.name} in ${Math.round((Date.now() - started) / 1000)} s.`);
  }
}

/** Whether the output is the one that was made from these sources: somebody may have built in between. */
async function stands(root: string, product: Product, stamp: string, sources: string): Promise<boolean> {
  const [before, now] = await Promise.all([readFile(stamp, 'utf8').catch(() => ''), builtAt(root, product)]);
  return now !== null && before === `${sources} ${now}`;
}

async function builtAt(root: string, product: Product): Promise<number | null> {
  const file = await stat(path.join(root, product.output)).catch(() => null);
  return file?.mtimeMs ?? null;
}

async function sourcesHash(root: string, patterns: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of globSync([...patterns], { cwd: root, nodir: true, dot: true }).sort()) {
    hash.update(`${file}\n`).update(await readFile(path.join(root, file)));
  }
  return hash.digest('hex');
}
