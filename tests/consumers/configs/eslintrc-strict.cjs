module.exports = {
  root: true,
  extends: ['plugin:teardown/legacy-strict'],
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  overrides: [{ files: ['*.ts'], parser: '@typescript-eslint/parser' }],
}
