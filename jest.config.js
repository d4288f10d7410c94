// Zones are the subject of many tests: none may depend on the machine's.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const transform = {
  // d3-color ships .mjs, which the stock pattern misses.
  '^.+\\.m?[tj]sx?$': [
    '@swc/jest',
    {
      sourceMaps: 'inline',
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target: 'es2022',
      },
    },
  ],
};

module.exports = {
  ...base,
  testMatch: ['<rootDir>/{src,demo,scripts,tests/fixtures}/**/*.test.{ts,tsx}'],
  transform,
  transformIgnorePatterns: [
    nodeModulesToTransform([
      ...grafanaESModules,
      'd3-[a-z-]+',
      'internmap',
      'pdfkit',
      'fontkit',
      'temporal-polyfill',
      '@noble/hashes',
      'temporal-utils',
      'p-limit',
      'yocto-queue',
      'yaml',
    ]),
  ],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  maxWorkers: 2,
  // How long a screen takes is the machine's matter: a test ends by what it waits for.
  testTimeout: 60_000,
};
