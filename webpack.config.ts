import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { mergeWithRules } from 'webpack-merge';
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

export default async function config(env: Env): Promise<Configuration> {
  const base = await grafanaConfig(env);
  base.plugins = base.plugins?.filter((plugin) => !(plugin instanceof VirtualModulesPlugin)) ?? [];
  const merge = mergeWithRules({ module: { rules: { test: 'match', use: { loader: 'match', options: 'merge' } } } });
  return merge(base, {
    module: {
      rules: [
        {
          test: /\.[tj]sx?$/,
          use: {
            loader: 'swc-loader',
            options: { jsc: { target: 'es2022', transform: { react: { runtime: 'automatic' } } } },
          },
        },
      ],
    },
    plugins: [
      publicPath,
      new CopyWebpackPlugin({
        patterns: [{ from: '{panels,datasources}/*/img/**', to: '.', noErrorOnMissing: true }],
      }),
    ],
  } as Configuration) as Configuration;
}
