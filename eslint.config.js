import js from '@eslint/js'
import n from 'eslint-plugin-n'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Functions over these limits hide a second subject; they are split, not excused. */
const sizeLimits = {
  complexity: ['error', 10],
  'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
}

export default tseslint.config(
  { ignores: ['build/', 'coverage/', 'node_modules/', 'storage/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.test.json', './src/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { n },
    rules: {
      ...sizeLimits,
      'n/prefer-node-protocol': 'error',
      'n/no-process-env': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
      ],
      '@typescript-eslint/require-await': 'off',
      // Marked as deprecated by its authors only to be noticed; used for hosts that the operator has named.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] },
      ],
      // Ports are objects of closures; nothing of ours has a `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Runs out of stack on the types of mongoose (8.73).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A name with an underscore is taken out of a record so that the rest goes on.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // `fromRow<Session>(row)` names the record that a row holds.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  { files: ['src/main*.ts', 'scripts/**', 'test/**', 'bench/**'], rules: { 'n/no-process-env': 'off' } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/web/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: { process: 'readonly', Buffer: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['*.config.js', '*.config.ts', '.dependency-cruiser.js', 'src/web/vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
