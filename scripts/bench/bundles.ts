import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { printTable } from './table';

const DIST = path.resolve(__dirname, '../../dist');

/** Scripts of dist with their gzip size beside the goal for their kind. */
export function benchBundles(): Promise<void> {
  if (!existsSync(path.join(DIST, 'module.js'))) {
    console.log('skipped: there is no dist/ (npm run build)');
    return Promise.resolve();
  }
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const rows = files
    .map((file) => ({
      file,
      kind: kindOf(file),
      size: gzipSync(readFileSync(path.join(DIST, file)), { level: 9 }).length,
    }))
    .sort((a, b) => b.size - a.size);
  printTable([
    ['file', 'holds', 'gzip', 'goal'],
    ...rows.map(({ file, kind, size }) => [file, kind.name, `${(size / 1000).toFixed(1)} kB`, `${kind.goal} kB`]),
  ]);
  const pdf = rows.filter(({ kind }) => kind.name === 'PDF').reduce((sum, { size }) => sum + size, 0);
  console.log(`The PDF's parts together: ${(pdf / 1000).toFixed(1)} kB, goal 220 kB.`);
  return Promise.resolve();
}

function kindOf(file: string): { name: string; goal: number } {
  if (path.basename(file) === 'module.js') {
    return { name: file === 'module.js' ? 'app' : 'panel', goal: 20 };
  }
  const map = readFileSync(path.join(DIST, `${file}.map`), 'utf8');
  return /\/(pdfkit|fontkit)\/|pages\/reports\/render\.worker/.test(map)
    ? { name: 'PDF', goal: 220 }
    : { name: 'chunk', goal: 150 };
}
