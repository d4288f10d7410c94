/** @jest-environment node */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** What the lint of circles says of these files. */
function lint(files: Readonly<Record<string, string>>): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'opsrounds-circles-'));
  try {
    const all = { 'tsconfig.json': '{ "compilerOptions": { "module": "esnext" } }', ...files };
    Object.entries(all).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    const command = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [command, '--config', join(ROOT, '.dependency-cruiser.cjs'), ...Object.keys(files)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a circle is refused, also one of types alone', () => {
  const { status, output } = lint({
    'a.ts': "import type { B } from './b';\nexport interface A { b: B }\n",
    'b.ts': "import type { A } from './a';\nexport interface B { a: A }\n",
  });
  expect(output).toMatch(/no-circle/);
  expect(status).toBeGreaterThan(0);
});

test('files that lead one way are not', () => {
  const { status, output } = lint({
    'a.ts': "import type { B } from './b';\nexport interface A { b: B }\n",
    'b.ts': 'export interface B { c: number }\n',
  });
  expect(output).not.toMatch(/no-circle/);
  expect(status).toBe(0);
});
