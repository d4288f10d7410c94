// Bundles the host's browser side from the published @grafana packages: `node demo/host/build.mjs [folder]`.
import esbuild from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const require = createRequire(import.meta.url);
const uiFolder = path.dirname(require.resolve('@grafana/ui/package.json'));

/**
 * `.mjs` importers get Node's interop from esbuild (a default import of a CommonJS module is `module.exports`), which turns
 * react-custom-scrollbars and others into objects. Under a `.js` name in a namespace of its own a file gets the usual interop.
 */
const grafanaModules = {
  name: 'grafana-modules',
  setup(build) {
    const grafana = (file) => ({ path: `${file}.auto.js`, namespace: 'grafana' });
    build.onResolve({ filter: /^@grafana\/(data|ui|runtime|i18n|schema)(\/|$)/ }, ({ path: name }) => {
      const [, scope, rest] = /^(@grafana\/[^/]+)\/?(.*)$/.exec(name);
      const folder = path.join(root, 'node_modules', scope);
      const file = rest.startsWith('dist/') ? rest : `dist/esm/${rest || 'index'}.mjs`;
      return grafana(path.join(folder, file));
    });
    build.onResolve({ filter: /^\.{1,2}\//, namespace: 'grafana' }, ({ path: name, resolveDir }) =>
      name.endsWith('.mjs') ? grafana(path.join(resolveDir, name)) : undefined
    );
    build.onLoad({ filter: /.*/, namespace: 'grafana' }, async ({ path: name }) => {
      const file = name.slice(0, -'.auto.js'.length);
      return { contents: await readFile(file, 'utf8'), loader: 'js', resolveDir: path.dirname(file) };
    });
  },
};

/** The routers Grafana shares with plugins are the ones @grafana/ui depends on, not the plugin's own react-router-dom 6. */
const grafanaRouters = {
  name: 'grafana-routers',
  setup(build) {
    const names = { 'grafana-router-v5': 'react-router-dom', 'grafana-router': 'react-router-dom-v5-compat' };
    build.onResolve({ filter: /^grafana-router(-v5)?$/ }, ({ path: name, kind }) =>
      build.resolve(names[name], { resolveDir: uiFolder, kind })
    );
    build.onResolve({ filter: /^i18next-pseudo$/ }, () => ({ path: 'i18next-pseudo', namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default class {}' }));
  },
};

/** Writes `main.js`, `main.css` and lazy chunks to the folder; takes about two seconds. */
export async function buildHostClient(outdir = path.join(root, '.demo/host-client')) {
  await esbuild.build({
    entryPoints: { main: path.join(here, 'client/main.tsx') },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.ttf': 'file', '.svg': 'dataurl' },
    plugins: [grafanaModules, grafanaRouters],
    logLevel: 'error',
  });
  return outdir;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildHostClient(process.argv[2]);
}
