/** What package.json says, as constants, so that no host has to read a file; a test keeps both equal. */
export const packageName = 'eslint-plugin-teardown'
export const version = '0.1.0'
export const homepage = 'https://github.com/eslint-plugin-teardown/eslint-plugin-teardown'
