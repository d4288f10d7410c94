import { defineConfig } from 'eslint/config';
import boundaries from 'eslint-plugin-boundaries';
import baseConfig from './.config/eslint.config.mjs';

const to = (...types) => ({ to: { element: { types: { anyOf: types } } } });
const may = (from, ...types) => ({ from: { element: { type: from } }, allow: to(from, ...types) });

/** Who may import whom: DESIGN section 3. Whatever is not listed is an error. */
const policies = [
  may('core'),
  may('library', 'core'),
  may('sources', 'core'),
  may('pdf', 'core'),
  may('ui', 'core'),
  { from: { element: { type: 'page' } }, allow: to('core', 'library', 'sources', 'ui', 'pdf', 'page') },
  ...['panel', 'datasource'].flatMap((type) => [
    { from: { element: { type } }, allow: to('core', 'library', 'sources', 'ui') },
    {
      from: { element: { type } },
      allow: { to: { element: { type, captured: { name: '{{ from.element.captured.name }}' } } } },
    },
  ]),
  may('cli', 'core', 'library', 'sources', 'pdf'),
  {
    from: { element: { types: { anyOf: ['demo', 'tests', 'scripts'] } } },
    allow: to(
      'core',
      'library',
      'sources',
      'pdf',
      'ui',
      'page',
      'panel',
      'datasource',
      'cli',
      'demo',
      'tests',
      'scripts'
    ),
  },
];

export default defineConfig([
  {
    ignores: [
      'node_modules/',
      'dist/',
      'dist-cli/',
      '.demo/',
      'test-results/',
      'playwright-report/',
      'src/library/builtin.gen.ts',
    ],
  },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['webpack.config.ts', '.config/**'],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: './tsconfig.json' } },
      'boundaries/elements': [
        { type: 'core', pattern: 'src/core' },
        { type: 'library', pattern: 'src/library' },
        { type: 'sources', pattern: 'src/sources' },
        { type: 'pdf', pattern: 'src/pdf' },
        { type: 'ui', pattern: 'src/ui' },
        { type: 'page', pattern: 'src/pages' },
        { type: 'panel', pattern: 'src/panels/*', capture: ['name'] },
        { type: 'datasource', pattern: 'src/datasources/*', capture: ['name'] },
        { type: 'cli', pattern: 'src/cli' },
        { type: 'demo', pattern: 'demo' },
        { type: 'tests', pattern: 'tests' },
        { type: 'scripts', pattern: 'scripts' },
      ],
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
      'react/react-in-jsx-scope': 'off',
      'react/jsx-uses-react': 'off',
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector:
            'SpreadElement > :matches(ObjectExpression, ArrayExpression).argument, JSXSpreadAttribute > ObjectExpression.argument',
          message: 'Write the fields out in place of a literal that is spread.',
        },
      ],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], ignores: ['src/cli/**'], rules: { 'no-console': ['error', { allow: ['error'] }] } },
  {
    files: ['src/{pages,panels,ui,datasources}/**', 'src/module.tsx'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/transport/node'] }] },
  },
  {
    files: ['src/cli/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/transport/browser', '@grafana/*', 'react'] }] },
  },
  { files: ['*.config.ts', '.config/**', 'tests/e2e/**'], rules: { 'no-restricted-syntax': 'off' } },
]);
