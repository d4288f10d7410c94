import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import VirtualModulesPlugin from 'webpack-virtual-modules';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

/**
 * Chunks lie in the app's folder, but Grafana loads a nested plugin from `.../plugins/<nested id>/module.js`: only the tail
 * of the module's address is rewritten, so that a sub path or a CDN in front of it stays.
 */
const publicPath = new VirtualModulesPlugin({
  'node_modules/grafana-public-path.js': `
import amdMetaModule from 'amd-module';

const uri = amdMetaModule && amdMetaModule.uri ? amdMetaModule.uri : '';
const at = uri.lastIndexOf('plugins/opsrounds-');
__webpack_public_path__ = at >= 0 ? uri.slice(0, at) + 'plugins/opsrounds-ops-app/' : 'public/plugins/opsrounds-ops-app/';
`,
});

/** The stock rule compiles JSX to `React.createElement`, which needs a React in scope that nobody imports. */
function compileJsxAutomatically(rules: unknown): void {
  const rule = (rules as Array<{ use?: { loader?: string; options?: { jsc?: object } } }>).find(
    ({ use }) => use?.loader === 'swc-loader'
  );
  if (!rule?.use?.options) {
    throw new Error('the scaffold has no rule for swc-loader any more');
  }
  rule.use.options.jsc = { ...rule.use.options.jsc, target: 'es2022', transform: { react: { runtime: 'automatic' } } };
}

export default async function config(env: Env): Promise<Configuration> {
  const base = await grafanaConfig(env);
  base.plugins = base.plugins?.filter((plugin) => !(plugin instanceof VirtualModulesPlugin)) ?? [];
  compileJsxAutomatically(base.module?.rules);
  return merge(base, {
    // Half of fontkit is a dictionary for WOFF2, which the report's fonts are not.
    resolve: { alias: { 'brotli/decompress.js': false } },
    // A dashboard loads several of our plugins, each with a runtime of its own, and a chunk of one is a chunk of all: a module
    // has to be the same in each, and not without the exports that the plugin does not need for which the chunk was made.
    // Each of the seven entries lists every chunk that it may load, with a hash for the cache and one for integrity, and repeats
    // what is not worth a chunk to webpack. So chunks are few: made from 7 kB on, not kept apart by where a module comes from,
    // and one for what everyone needs. The app, four panels and the three readers of one data source are 8 chunks: what 9
    // use serves both data sources. Time zones and schemas, which everyone needs as well, change with their libraries' versions alone: apart they
    // stay in the browser's cache when the plugin is updated.
    optimization: {
      usedExports: 'global',
      splitChunks: {
        minSize: 7_000,
        cacheGroups: {
          defaultVendors: false,
          shared: { name: 'shared', minChunks: 9 },
          kept: {
            test: /[\\/]node_modules[\\/](temporal-polyfill|zod)[\\/]/,
            name: 'kept',
            chunks: 'async',
            minChunks: 9,
            priority: 10,
          },
        },
      },
    },
    // Integrity is the long hash's; for a cache to tell two builds apart 8 digits do.
    output: env.production ? { chunkFilename: '[id].js?_cache=[contenthash:8]' } : {},
    plugins: [
      publicPath,
      new CopyWebpackPlugin({
        patterns: [{ from: '{panels,datasources}/*/img/**', to: '.', noErrorOnMissing: true }],
      }),
    ],
  } as Configuration) as Configuration;
}
